import type { Surface } from './road.ts';

/** What our own circuits are made of. Friction is as a share of good asphalt's. */
export const SURFACES = [
  { name: 'asphalt', friction: 1, rolling: 0.012, roughness: 0.001, wavelength: 8 },
  { name: 'worn asphalt', friction: 0.95, rolling: 0.013, roughness: 0.0025, wavelength: 7 },
  { name: 'concrete', friction: 0.93, rolling: 0.012, roughness: 0.002, wavelength: 5 },
  { name: 'cobbles', friction: 0.85, rolling: 0.02, roughness: 0.006, wavelength: 1.5 },
  { name: 'pit lane', friction: 0.98, rolling: 0.012, roughness: 0.001, wavelength: 8 },
  { name: 'kerb', friction: 0.96, rolling: 0.015, roughness: 0.005, wavelength: 1.2 },
  { name: 'run-off', friction: 0.94, rolling: 0.014, roughness: 0.002, wavelength: 8 },
  { name: 'grass', friction: 0.42, rolling: 0.05, roughness: 0.01, wavelength: 6 },
  { name: 'gravel', friction: 0.5, rolling: 0.14, roughness: 0.015, wavelength: 4 },
  { name: 'sand', friction: 0.48, rolling: 0.12, roughness: 0.015, wavelength: 5 },
] as const satisfies readonly Surface[];

export type SurfaceName = (typeof SURFACES)[number]['name'];

export const SURFACE_NAMES = SURFACES.map((surface) => surface.name);

export function surfaceIndex(name: SurfaceName): number {
  return SURFACE_NAMES.indexOf(name);
}
