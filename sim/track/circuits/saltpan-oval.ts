import { straight, turn } from '../segments.ts';
import type { TrackPlan } from '../track-plan.ts';

/** An egg of two banked ends, one wider than the other; driven anticlockwise. */
export const saltpanOval: TrackPlan = {
  name: 'saltpan-oval',
  title: 'Saltpan Oval',
  description: 'The oval: four left-hand bends banked at 20 degrees, flat out for a car that dares.',
  width: 16,
  kerbs: false,
  segments: [
    straight(300, { banking: -4 }),
    turn('Turn One', 94, 212, 90, { banking: -18 }),
    straight(60, { banking: -18 }),
    turn('Turn Two', 94, 212, 90, { banking: -18 }),
    straight(640, { closes: true, banking: -4 }),
    turn('Turn Three', 86, 158, 80, { banking: -20 }),
    straight(60, { banking: -20 }),
    turn('Turn Four', 86, 158, 80, { banking: -20 }),
    straight(400, { closes: true, banking: -4 }),
  ],
  runoff: { left: [{ surface: 'run-off', width: 5 }, { surface: 'grass', width: 20 }], right: [{ surface: 'run-off', width: 1.5 }] },
  sectors: [1050, 2100],
  pit: {
    entry: -350, exit: 250, limitFrom: -240, limitTo: 150, limit: 80 / 3.6,
    offset: 18, firstBox: -160, boxCount: 10, boxSpacing: 20, boxOffset: 22.5,
  },
  grid: { first: 10, spacing: 8, side: 3 },
};
