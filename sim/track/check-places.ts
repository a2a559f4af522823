import type { CentreLine } from './centre-line.ts';
import { planFault } from './plan-fault.ts';
import type { PlannedTrack } from './track-plan.ts';

/** Half a lane beside the edge of the road, m. */
const HALF_LANE = 1.5;

/** Checks that sectors, pit lane, grid and DRS zones lie on the lap and in order. */
export function checkPlaces({ sectors, pit, grid, drs }: PlannedTrack, { length, left, right, step, count }: CentreLine): void {
  const lap = `the lap of ${Math.round(length)} m`;
  sectors.forEach((end, i) => {
    if (end <= (sectors[i - 1] ?? 0)) planFault(`sectors[${i}]`, `${end} m is not behind the sector before it; put them in order`);
    if (end >= length) planFault(`sectors[${i}]`, `${end} m is not on ${lap}`);
  });
  const lastBox = pit.firstBox + (pit.boxCount - 1) * pit.boxSpacing;
  const places = [pit.entry, pit.limitFrom, pit.firstBox, lastBox, pit.limitTo, pit.exit];
  const names = ['entry', 'limitFrom', 'firstBox', 'the last box', 'limitTo', 'exit'];
  if (pit.entry < -length || pit.exit > length) planFault('pit', `from ${pit.entry} to ${pit.exit} m it leaves ${lap}`);
  places.forEach((place, i) => {
    if (place < (places[i - 1] ?? -Infinity)) planFault('pit', `${names[i]} (${place} m) comes before ${names[i - 1]} (${places[i - 1]} m); put them in order`);
  });
  if (pit.exit - pit.entry > length / 2) planFault('pit', `from ${pit.entry} to ${pit.exit} m it is longer than half ${lap}`);
  const half = pit.offset > 0 ? left : right;
  for (let k = Math.ceil(pit.limitFrom / step); k * step < pit.limitTo; k++) {
    const edge = half[((k % count) + count) % count]!;
    if (Math.abs(pit.offset) < edge + HALF_LANE) planFault('pit.offset', `${pit.offset} m lies on the road, whose edge is at ${edge.toFixed(1)} m`);
  }
  if (pit.boxOffset * pit.offset < 0 || Math.abs(pit.boxOffset) < Math.abs(pit.offset)) {
    planFault('pit.boxOffset', `${pit.boxOffset} m is not beyond the lane at ${pit.offset} m`);
  }
  if (grid.side + 1 > Math.min(left[0]!, right[0]!)) planFault('grid.side', `${grid.side} m leaves no room for a car on the road`);
  drs.forEach(({ detection, from, to }, i) => {
    if (from >= to || to > length || detection > length) planFault(`drs[${i}]`, `${from} to ${to} m, detection at ${detection} m, is not a zone on ${lap}`);
  });
}
