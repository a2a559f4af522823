import type { Cut } from '../../../common/strategy-advice.ts';
import type { Numbers } from './numbers.ts';
import { lapOf } from './road-ahead.ts';
import type { RunningCar } from './situation.ts';

/** Laps that who stays out longer does so. */
const OVERCUT_LAPS = 2;

/** A car that decides, and what it would put on. */
export interface Stopping {
  car: RunningCar;
  base: number;
  onto: string;
}

/**
 * Gap to another car after both have stopped. Undercut: `own` stops at the end of this lap and `other` a lap later; overcut: the other way round, by
 * `OVERCUT_LAPS`. A stop costs both the same; what decides are laps on fresh tyres against laps on old ones.
 */
export function cutOf(numbers: Numbers, own: Stopping, other: Stopping): Cut {
  const gap = gapBetween(own.car, other.car);
  const lap = Math.max(own.car.done, other.car.done) + 2;
  const undercut = oldLaps(numbers, other, lap, 1) - freshLaps(numbers, own, lap, 1);
  const overcut = freshLaps(numbers, other, lap, OVERCUT_LAPS) - oldLaps(numbers, own, lap, OVERCUT_LAPS);
  return { car: other.car.car, gap, undercut, overcut, overcut_laps: OVERCUT_LAPS, after_undercut: undercut - gap, after_overcut: overcut - gap };
}

/** s that `own` is behind `other`, at the end of the last lap that both have driven on the track. Below 0 it is ahead. */
function gapBetween(own: RunningCar, other: RunningCar): number {
  const lap = Math.min(own.done - (own.inPits ? 1 : 0), other.done - (other.inPits ? 1 : 0));
  return (own.lines.get(lap) ?? own.at) - (other.lines.get(lap) ?? other.at);
}

function freshLaps(numbers: Numbers, { car, base, onto }: Stopping, from: number, laps: number): number {
  let sum = 0;
  for (let i = 0; i < laps; i++) sum += lapOf(numbers, car, base, from + i, onto, i);
  return sum;
}

function oldLaps(numbers: Numbers, { car, base }: Stopping, from: number, laps: number): number {
  let sum = 0;
  for (let i = 0; i < laps; i++) sum += lapOf(numbers, car, base, from + i, car.compound, car.age + from - car.done - 1 + i);
  return sum;
}
