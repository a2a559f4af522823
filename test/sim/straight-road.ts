import type { Road } from '../../sim/track/road.ts';

/** A level road of a kilometre without a bend, 40 m wide between its walls. */
export function straightRoad({ friction = 1, rolling = 0 }: { friction?: number; rolling?: number } = {}): Road {
  const count = 1000;
  const table = (value = 0): Float64Array => new Float64Array(count + 1).fill(value);
  return {
    length: count,
    centre: { count, step: 1, curvature: table(), z: table(), grade: table(), bank: table(), left: table(20), right: table(20) },
    wallLeft: table(20),
    wallRight: table(20),
    surfaces: [{ name: 'road', friction, rolling, roughness: 0, wavelength: 1 }],
    surfaceAt: () => 0,
    surfacesAt: () => {},
  };
}
