import type { Surface } from './road.ts';

/** Entries of a whole wave. */
const STEPS = 1024;
const WAVE = Float64Array.from({ length: STEPS }, (_, i) => Math.sin((2 * Math.PI * i) / STEPS));

/** Sine of so many whole turns, at most two million of them. */
function sineOf(turns: number): number {
  return WAVE[(turns * STEPS) & (STEPS - 1)]!;
}

/**
 * Height, m, of a rough surface at a way along and an offset across: waves both ways, as TORCS makes them
 * (rttrack.cpp: roughness × sin × sin of both ways over the wavelength).
 */
export function bumpAt({ roughness, wavelength }: Surface, along: number, across: number): number {
  return roughness * sineOf(along / wavelength) * sineOf(across / wavelength);
}
