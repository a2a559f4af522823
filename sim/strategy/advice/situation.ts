import type { DrivenLap, DrivenRace } from '../fit/driven-race.ts';

/** A car that still runs, as it was when it last crossed the line. */
export interface RunningCar {
  car: string;
  /** Laps driven. */
  done: number;
  /** Race time then, s, and at the end of each lap that it has driven. */
  at: number;
  lines: ReadonlyMap<number, number>;
  /** What is on, and its laps; here of a car in the pits, what was. */
  compound: string;
  age: number;
  /** kg; null where it is not known. */
  fuel: number | null;
  burn: number;
  /** Dry compounds driven so far. */
  used: readonly string[];
  stops: number;
  /** Whether it has come into the pits and is not yet known to be out. */
  inPits: boolean;
}

/** kg a lap where nobody has said it. */
const USUAL_BURN = 1.9;

/** Who runs where, in the order of the race: laps driven, then time. Cars in `out` are left out. */
export function situationOf({ driven }: DrivenRace, out: ReadonlySet<string>): RunningCar[] {
  const cars = new Map<string, DrivenLap[]>();
  for (const lap of driven) cars.set(lap.car, [...(cars.get(lap.car) ?? []), lap]);
  const running = [...cars].filter(([car]) => !out.has(car)).map(([car, laps]) => runningCar(car, laps.sort((a, b) => a.lap - b.lap)));
  return running.sort((a, b) => b.done - a.done || a.at - b.at);
}

function runningCar(car: string, laps: readonly DrivenLap[]): RunningCar {
  const last = laps.at(-1)!;
  const before = laps.at(-2);
  const burn = before && before.fuel !== null && last.fuel !== null && before.fuel > last.fuel ? (before.fuel - last.fuel) / (last.lap - before.lap) : USUAL_BURN;
  return {
    car,
    done: last.lap,
    at: last.start + last.time,
    lines: new Map(laps.map(({ lap, start, time }) => [lap, start + time])),
    compound: last.compound,
    age: last.age + 1,
    fuel: last.fuel === null ? null : Math.max(0, last.fuel - burn),
    burn,
    used: [...new Set(laps.map(({ compound }) => compound))],
    stops: laps.filter(({ out }) => out).length,
    inPits: last.in,
  };
}
