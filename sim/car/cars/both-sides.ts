import type { FourOf, GearSpec, SuspensionSpec, WheelSpec } from '../car-spec.ts';

/** One axle's wheels: how far they stand apart, m, how much each points inwards, rad, and what they have in common. */
export interface WheelPair extends Omit<WheelSpec, 'y' | 'toe'> {
  readonly track: number;
  readonly toeIn: number;
}

export function fourWheels(front: WheelPair, rear: WheelPair): FourOf<WheelSpec> {
  return [wheel(front, 1), wheel(front, -1), wheel(rear, 1), wheel(rear, -1)];
}

/** `side` is 1 on the left and -1 on the right. */
function wheel({ track, toeIn, ...common }: WheelPair, side: number): WheelSpec {
  return { ...common, y: (side * track) / 2, toe: side > 0 ? 0 - toeIn : toeIn };
}

export function fourSprings(front: SuspensionSpec, rear: SuspensionSpec): FourOf<SuspensionSpec> {
  return [front, front, rear, rear];
}

/** Forward gears that differ in their ratios only. */
export function gears(ratios: readonly number[], common: Omit<GearSpec, 'ratio'>): GearSpec[] {
  return ratios.map((ratio) => ({ ratio, ...common }));
}
