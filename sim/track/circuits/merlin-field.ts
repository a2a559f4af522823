import { straight, turn } from '../segments.ts';
import type { TrackPlan } from '../track-plan.ts';

const wide: NonNullable<TrackPlan['runoff']>['left'] = [{ surface: 'run-off', width: 18 }, { surface: 'gravel', width: 10 }];

/** The runways and the perimeter road of an airfield: wide, level and fast; driven clockwise. */
export const merlinField: TrackPlan = {
  name: 'merlin-field',
  title: 'Merlin Field',
  description: 'The fast one: an airfield of long straights and wide, quick bends, with one heavy stop at the apron.',
  width: 15,
  segments: [
    straight(900),
    turn('Windsock', -59, 130, 60),
    straight(160),
    turn('Hangar', 38, 190, 70, { height: 2 }),
    straight(420),
    turn('Apron', -102, 62, 32),
    straight(190),
    turn('Taxiway', -51, 230, 90, { height: 3 }),
    straight(520, { surface: 'concrete' }),
    turn('Tower', 33, 78, 28),
    straight(20),
    turn('Beacon', -45, 78, 28),
    straight(420, { surface: 'concrete' }),
    turn('Biplane', -33, 320, 100, { height: -2 }),
    straight(430),
    turn('Glider', -20, 260, 80),
    straight(330, { closes: true }),
    turn('Dispersal', -47, 85, 40),
    straight(50),
    turn('Threshold', -74, 105, 50, { height: -1 }),
    straight(520, { closes: true, height: 0 }),
  ],
  runoff: { left: wide, right: wide },
  sectors: [2050, 3950],
  pit: {
    entry: -430, exit: 460, limitFrom: -270, limitTo: 300, limit: 80 / 3.6,
    offset: -20, firstBox: 15, boxCount: 10, boxSpacing: 25, boxOffset: -24.5,
  },
  grid: { first: 12, spacing: 8, side: 3.6 },
  drs: [
    { detection: 5150, from: 120, to: 800 },
    { detection: 2150, from: 2560, to: 2950 },
  ],
};
