import { straight, turn } from '../segments.ts';
import type { TrackPlan } from '../track-plan.ts';

/** A club circuit on a drained marsh; driven clockwise. */
export const littleMarsh: TrackPlan = {
  name: 'little-marsh',
  title: 'Little Marsh',
  description: 'The short one: two busy kilometres of a club circuit, level and twisty, with traffic all the way.',
  width: 11,
  segments: [
    straight(170),
    turn('Sluice', -105, 24, 14),
    straight(110),
    turn('Reed Bed', 71, 32, 16, { height: 1 }),
    straight(140),
    turn('Otter', -108, 20, 12),
    straight(180),
    turn('Eel', -74, 28, 14, { height: 0 }),
    straight(170),
    turn('Causeway', 58, 70, 26),
    straight(130),
    turn('Withy', -63, 38, 18, { height: -2 }),
    straight(184, { closes: true }),
    turn('Bittern', -59, 60, 24),
    straight(100),
    turn('Drain', -80, 36, 18),
    straight(370, { closes: true, height: 0 }),
  ],
  sectors: [700, 1400],
  pit: {
    entry: -300, exit: 165, limitFrom: -210, limitTo: 90, limit: 60 / 3.6,
    offset: -13.5, firstBox: -100, boxCount: 10, boxSpacing: 17, boxOffset: -17.5,
  },
  grid: { first: 8, spacing: 8, side: 2.6 },
};
