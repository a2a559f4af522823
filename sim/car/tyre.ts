import type { WheelSpec } from './car-spec.ts';
import { sharedTable } from './shared-table.ts';

/** Entries of a curve for each unit of slip, and the slip beyond which nothing changes. */
const CURVE_STEPS = 512;
const MAX_SLIP = 1.5;

/** Force over slip, for each N of load and unit of friction, tabulated from no slip to `MAX_SLIP`. */
export type TyreCurve = Float64Array;

/**
 * Pacejka's magic formula as TORCS (wheel.cpp) sets it up: F = sin(C atan(B s (1 - E) + E atan(B s))), with
 * C = 2 - 2/π asin(sliding share) and B = stiffness / C, times 1 + skid s. Kept as F/s, which has a value at no slip and saves a division.
 */
export function tyreCurve({ dynamicFriction, stiffness, elasticity, skid = 0 }: WheelSpec): TyreCurve {
  return sharedTable('curve', [dynamicFriction, stiffness, elasticity, skid], () => workOutCurve(dynamicFriction, stiffness, elasticity, skid));
}

function workOutCurve(slidingShare: number, stiffness: number, e: number, skid: number): TyreCurve {
  const c = 2 - (2 / Math.PI) * Math.asin(slidingShare);
  const b = stiffness / c;
  const table = new Float64Array(MAX_SLIP * CURVE_STEPS + 2);
  table[0] = b * c;
  for (let i = 1; i < table.length; i++) {
    const s = i / CURVE_STEPS;
    table[i] = (Math.sin(c * Math.atan(b * s * (1 - e) + e * Math.atan(b * s))) * (1 + skid * s)) / s;
  }
  return table;
}

/** Force over slip at a combined slip. */
export function overSlip(curve: TyreCurve, slip: number): number {
  const u = (slip < MAX_SLIP ? slip : MAX_SLIP) * CURVE_STEPS;
  const i = u | 0;
  const low = curve[i]!;
  return low + (curve[i + 1]! - low) * (u - i);
}

/** Share of the slope at no slip below which more slip gives hardly more force. */
const KNEE_SLOPE = 0.05;

/** The slip up to which a tyre is worth using, and its force there, for each N of load and unit of friction. */
export function knee(curve: TyreCurve): { slip: number; force: number } {
  const least = KNEE_SLOPE * curve[0]!;
  let i = 1;
  while (i < curve.length - 2 && curve[i + 1]! * (i + 1) - curve[i]! * i > least) i++;
  return { slip: i / CURVE_STEPS, force: (curve[i]! * i) / CURVE_STEPS };
}
