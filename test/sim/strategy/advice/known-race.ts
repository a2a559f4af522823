import type { Fitted, RaceFit } from '../../../../common/strategy-fit.ts';
import { Adviser, type Watched } from '../../../../sim/strategy/advice/advise.ts';
import type { Numbers } from '../../../../sim/strategy/advice/numbers.ts';
import type { DrivenLap, Slow } from '../../../../sim/strategy/fit/driven-race.ts';

/** Soft is faster and wears more; a stop takes 20 s. */
export const TYRES = { soft: { fresh: 0, wear: 0.1 }, medium: { fresh: 0.6, wear: 0.05 }, hard: { fresh: 1.2, wear: 0.02 } } as const;
export type Compound = keyof typeof TYRES;
export const STOP = { into: 6, out: 11.5, standing: 2.5 };
export const BASE = 90;

export const NUMBERS: Numbers = {
  tyres: new Map(Object.entries(TYRES).map(([name, each]) => [name, { ...each, freshWithin: 0.1, wearWithin: 0.01, from: 'race' }])),
  stop: { ...STOP, within: 0.5, from: 'race' },
  fuel: { value: 0.03, from: 'race' },
  pace: new Map(),
  laps: 100,
};

const told = (value: number, within: number): Fitted => ({ value, within, told: true, laps: 50 });

/** The fit that says these numbers, of cars that are slower than `BASE` by so many s. */
export function fitOf(slower: Readonly<Record<string, number>>): RaceFit {
  const { into, out, standing } = STOP;
  return {
    laps: 200,
    used: 100,
    left_out: { start: 0, flags: 0, traffic: 0, incomplete: 0, few: 0, outlier: 0 },
    cars: Object.fromEntries(Object.entries(slower).map(([car, by]) => [car, { base: told(BASE + by, 0.1), fuel_start: 100, burn: 2, scatter: 0.1 }])),
    fuel: told(0.03, 0.002),
    reference: 'soft',
    compounds: Object.fromEntries(Object.entries(TYRES).map(([name, { fresh, wear }]) => [name, { k_0: told(fresh, 0.1), k_1_lin: told(wear, 0.01), oldest: 20 }])),
    pit: { in_lap: told(into, 0.1), out_lap: told(out, 0.1), standing: told(standing, 0.1), stop: told(20, 0.2) },
    points: [],
  };
}

export interface KnownCar {
  /** s a lap that it is slower. */
  slower?: number;
  /** s behind the line when the race begins. */
  at?: number;
  on: Compound;
  /** The lap at whose end it stopped, and what was put on. */
  stop?: [number, Compound];
  /** Laps fewer than the others. */
  less?: number;
}

/** A race of `laps` laps of which `done` are driven, exactly as the numbers say. */
export function watchedRace(laps: number, done: number, cars: Readonly<Record<string, KnownCar>>, change: Partial<Watched> & { slow?: Slow[] } = {}): Watched {
  const driven = Object.entries(cars).flatMap(([car, known]) => lapsOf(car, known, done - (known.less ?? 0)));
  const { slow = [], ...rest } = change;
  return { race_id: 'r', race: { laps, driven, slow }, out: new Set(), fit: fitOf(Object.fromEntries(Object.entries(cars).map(([car, { slower = 0 }]) => [car, slower]))), earlier: null, leastCompounds: 2, ...rest };
}

function lapsOf(car: string, { slower = 0, at = 0, on, stop }: KnownCar, done: number): DrivenLap[] {
  let start = at;
  return Array.from({ length: done }, (_, i): DrivenLap => {
    const lap = i + 1;
    const [stopped = 1000, onto = on] = stop ?? [];
    const compound = lap > stopped ? onto : on;
    const age = lap > stopped ? lap - stopped - 1 : i;
    const fuel = 100 - 2 * i;
    const into = lap === stopped;
    const out = lap === stopped + 1;
    const time = BASE + slower + TYRES[compound].fresh + TYRES[compound].wear * age + 0.03 * fuel + (into ? STOP.into : 0) + (out ? STOP.out + STOP.standing : 0);
    const driven: DrivenLap = { car, lap, start, time, out, in: into, compound, age, fuel, standing: out ? STOP.standing : null, disturbed: false };
    start += time;
    return driven;
  });
}

export const advise = (watched: Watched, car = 'own') => new Adviser(watched).advise(car);
