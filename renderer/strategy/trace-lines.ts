import type { RaceTrace, TracedCar } from '../../common/strategy-trace.ts';

/** Seconds by lap of one car: `lap`, and how far ahead (+) or behind (−). */
export interface TraceLine {
  car: string;
  points: { lap: number; ahead: number }[];
  /** Laps at whose end it stopped. */
  stops: readonly number[];
  out: boolean;
}

/** Every car against the average pace of the one in front. */
export function againstPace({ cars }: RaceTrace): TraceLine[] {
  const leader = cars.find(({ out }) => !out) ?? cars[0];
  const last = leader?.lines.at(-1);
  if (!leader || last === null || last === undefined) return [];
  const pace = last / leader.lines.length;
  return cars.map((car) => lineOf(car, (lap, at) => pace * lap - at));
}

/** Every other car against one: ahead of it above zero. Laps that it has not driven are left out. */
export function againstCar({ cars }: RaceTrace, car: string): TraceLine[] {
  const own = cars.find((each) => each.car === car);
  return own ? cars.filter((each) => each !== own).map((each) => lineOf(each, (lap, at) => { const line = own.lines[lap - 1]; return line === null || line === undefined ? null : line - at; })) : [];
}

function lineOf({ car, lines, stops, out }: TracedCar, ahead: (lap: number, at: number) => number | null): TraceLine {
  const points = lines.flatMap((at, i) => {
    const value = at === null ? null : ahead(i + 1, at);
    return value === null ? [] : [{ lap: i + 1, ahead: value }];
  });
  return { car, points, stops: stops.map(({ lap }) => lap), out };
}

/** Where a car is after a lap, from 1; null where it is not known. */
export function placeAfter({ cars }: RaceTrace, car: string, lap: number): number | null {
  const at = cars.find((each) => each.car === car)?.lines[lap - 1];
  return at === null || at === undefined ? null : 1 + cars.filter((each) => (each.lines[lap - 1] ?? Infinity) < at).length;
}
