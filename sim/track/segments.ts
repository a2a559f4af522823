import type { TrackPlan } from './track-plan.ts';

type Segment = TrackPlan['segments'][number];
type Straight = Extract<Segment, { kind: 'straight' }>;
type Turn = Extract<Segment, { kind: 'turn' }>;

/** m long. */
export function straight(length: number, ground: Omit<Straight, 'kind' | 'length'> = {}): Segment {
  return { kind: 'straight', length, ...ground };
}

/** Degrees to the left round an arc of `radius` m, led in and out over `ease` m each. */
export function turn(name: string, angle: number, radius: number, ease: number, ground: Omit<Turn, 'kind' | 'name' | 'angle' | 'radius' | 'ease'> = {}): Segment {
  return { kind: 'turn', name, angle, radius, ease, ...ground };
}
