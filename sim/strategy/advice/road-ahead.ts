import type { Rejoin } from '../../../common/strategy-advice.ts';
import type { Numbers } from './numbers.ts';
import type { RunningCar } from './situation.ts';
import { lossOf, type Way } from './ways-on.ts';

/** s that nobody follows closer, and that a car must be faster over a lap to get past. */
const LEAST_GAP = 0.5;
const PASSES = 0.8;
/** Laps after the stop over which time behind slower cars is counted. */
const HORIZON = 8;

/** A car's race times at the line, s, from where it is now: `line(l)` at the end of lap l; and whether it is in the pits on a lap, at its end or its start. */
export interface Course {
  car: string;
  line(lap: number): number;
  inPits(lap: number): boolean;
}

/** s of a lap of a car on a tyre of that age, with the fuel that it has then. */
export function lapOf(numbers: Numbers, car: RunningCar, base: number, lap: number, compound: string, age: number): number {
  const fuel = car.fuel === null ? 0 : Math.max(0, car.fuel - car.burn * (lap - car.done - 1));
  return base + fuel * numbers.fuel.value + lossOf(numbers, compound, age);
}

/** How a car goes on, alone on the track: its tyres, and its stops as `way` has them. One that is in the pits comes out of them first. */
export function courseOf(numbers: Numbers, car: RunningCar, base: number, way: Way, last: number, firstStop?: number): Course {
  const { into, out, standing } = numbers.stop;
  const at = new Map<number, number>([[car.done, car.at]]);
  let { compound, age } = car;
  let time = car.at + (car.inPits ? out + standing : 0);
  let stop = 0;
  for (let lap = car.done + 1; lap <= last; lap++) {
    time += lapOf(numbers, car, base, lap, compound, age++);
    if (way.inlaps[stop] === lap) {
      const whole = stop === 0 && firstStop !== undefined ? firstStop : into + out + standing;
      time += into;
      at.set(lap, time);
      time += whole - into;
      compound = way.compounds[stop++]!;
      age = 0;
    } else at.set(lap, time);
  }
  return {
    car: car.car,
    line: (lap) => at.get(lap) ?? Infinity,
    inPits: (lap) => way.inlaps.includes(lap) || way.inlaps.includes(lap - 1) || (car.inPits && lap === car.done + 1),
  };
}

/** Where a car comes out that stops at the end of lap `inlap`, and what it then loses behind slower cars. */
export function rejoinOf(own: Course, others: readonly Course[], inlap: number, laps: number): Rejoin {
  const first = Math.min(laps, inlap + 1);
  const ranked = others.filter(({ line }) => line(first) < Infinity).map((other) => ({ car: other.car, gap: own.line(first) - other.line(first) }));
  const ahead = ranked.filter(({ gap }) => gap >= 0).sort((a, b) => a.gap - b.gap);
  const behind = ranked.filter(({ gap }) => gap < 0).sort((a, b) => b.gap - a.gap);
  return {
    position: ahead.length + 1,
    ahead: ahead[0] ?? null,
    behind: behind[0] ? { car: behind[0].car, gap: -behind[0].gap } : null,
    traffic: trafficOf(own, others, first, Math.min(laps, inlap + HORIZON)),
  };
}

/** s lost from the end of lap `from` to that of lap `to` behind cars that are slower but not slow enough to be passed. */
export function trafficOf(own: Course, others: readonly Course[], from: number, to: number): number {
  let late = 0;
  const passed = new Set<Course>(others.filter((other) => other.line(from) >= own.line(from)));
  for (let lap = from + 1; lap <= to; lap++) {
    const time = own.line(lap) + late;
    let held = time;
    for (const other of others) {
      if (passed.has(other)) continue;
      const line = other.line(lap);
      if (line - time >= (other.inPits(lap) ? 0 : PASSES) || line === Infinity) passed.add(other);
      else held = Math.max(held, line + LEAST_GAP);
    }
    late += held - time;
  }
  return late;
}
