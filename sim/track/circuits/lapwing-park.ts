import { type Segment } from '../centre-line.ts';
import type { TrackPlan } from '../track.ts';

const straight = (length: number): Segment => ({ kind: 'straight', length });
const closing = (length: number): Segment => ({ kind: 'straight', length, closes: true });
const turn = (name: string, angle: number, radius: number, ease: number): Segment => ({ kind: 'turn', name, angle, radius, ease });

/** A fictitious parkland circuit, driven clockwise; its corners are named after waders. */
export const lapwingPark: TrackPlan = {
  name: 'lapwing-park',
  title: 'Lapwing Park',
  width: 13,
  segments: [
    straight(600),
    turn('Plover', -105, 40, 24),
    straight(60),
    turn('Dunlin', 55, 80, 30),
    straight(180),
    turn('Curlew', -45, 230, 60),
    straight(330),
    turn('Peewit', -165, 36, 28),
    straight(220),
    turn('Redshank', 70, 95, 35),
    straight(110),
    turn('Sandpiper', 40, 280, 70),
    straight(480),
    turn('Knot', -62, 34, 18),
    straight(14),
    turn('Stint', 62, 34, 18),
    straight(260),
    turn('Godwit', -75, 130, 45),
    straight(150),
    turn('Whimbrel', -60, 190, 60),
    closing(300),
    turn('Turnstone', 50, 62, 25),
    straight(50),
    turn('Avocet', -125, 64, 30),
    closing(430),
  ],
  sectors: [1650, 3200],
  pit: {
    entry: -440,
    exit: 430,
    limitFrom: -270,
    limitTo: 285,
    limit: 80 / 3.6,
    offset: -18,
    firstBox: 15,
    boxCount: 10,
    boxSpacing: 24,
    boxOffset: -22,
  },
  grid: { first: 10, spacing: 8, side: 3.2 },
};
