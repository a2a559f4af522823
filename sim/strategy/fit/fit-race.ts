import type { Fitted, FittedCar, RaceFit } from '../../../common/strategy-fit.ts';
import { chooseLaps, type Choice, type CleanLap } from './choose-laps.ts';
import type { DrivenRace } from './driven-race.ts';
import { Columns, KNOWN } from './columns.ts';
import { robustFit, type Row, type Solution, type Unknown } from './robust-fit.ts';

/** Clean laps that a car must have to be looked at, and laps without which nothing is told. */
const LEAST_LAPS = 4;
const LEAST_TOLD = 3;

/** Numbers that all cars share and that nobody is told: what others near cost. */
const NOBODYS = 3;

/** s a kg where the laps do not say: the middle and the spread of the public parameter files of 121 races. */
const USUAL_FUEL = { mean: 0.031, deviation: 0.008 };

/** Deviations that hold as many numbers at once with 95% (Bonferroni), from one on. */
const SURE = [1.96, 2.241, 2.394, 2.498, 2.576, 2.638, 2.69, 2.734, 2.773, 2.807, 2.838, 2.865];

/**
 * Base pace, fuel effect, wear of each compound and pit loss from the laps of a race.
 *
 * lap = base of the car + fuel · s a kg + k_0 + k_1 · age of the compound, and on laps into and out of the pits what that takes; solved for all cars at once
 * (`robustFit`). Fuel falls with the laps as tyres age with them: what tells them apart are stops, after which the tyres are new and the tank is not. Where
 * the stops do not do it, the fuel effect is taken as usual, and `fuel.told` is false.
 */
export function fitRace(race: DrivenRace): RaceFit {
  const choice = chooseLaps(race);
  const laps = withBase(choice.clean.filter(({ compound }) => !RAIN.has(compound)));
  const columns = new Columns(laps);
  const free = solve(laps, columns, KNOWN.fuel.prior);
  const sure = sureOf(columns.shared - NOBODYS + 1, laps.length - columns.unknowns.length);
  const told = laps.length > 0 && sure * free.deviations[columns.fuel]! <= KNOWN.fuel.tells;
  const solution = told ? free : solve(laps, columns, USUAL_FUEL);
  return describe(race, choice, laps, columns, solution, sure, told);
}

/** The same where the scatter is known from `freedom` rows too few: Student's distribution, to its first term. */
function sureOf(numbers: number, freedom: number): number {
  const z = SURE[Math.min(SURE.length, numbers) - 1]!;
  return z * (1 + (z * z + 1) / (4 * Math.max(2, freedom)));
}

/** Tyres whose loss is that of the water, not of their age. */
const RAIN: ReadonlySet<string> = new Set(['intermediate', 'wet', 'I', 'W']);

function withBase(laps: readonly CleanLap[]): CleanLap[] {
  const flying = new Map<string, number>();
  for (const { car, in: into, out } of laps) if (!into && !out) flying.set(car, (flying.get(car) ?? 0) + 1);
  return laps.filter(({ car }) => (flying.get(car) ?? 0) >= LEAST_LAPS);
}

function solve(laps: readonly CleanLap[], columns: Columns, fuel: { mean: number; deviation: number }): Solution {
  const unknowns: Unknown[] = columns.unknowns.with(columns.fuel, { ...KNOWN.fuel, prior: fuel } as never);
  const carAt = new Map(columns.cars.map((car, i) => [car, i]));
  const compoundAt = new Map(columns.compounds.map((compound, i) => [compound, i]));
  let run = -1;
  const rows = laps.map((lap, i): Row => {
    const before = laps[i - 1];
    if (!before || before.car !== lap.car || before.compound !== lap.compound || before.lap !== lap.lap - 1 || lap.out) run++;
    const car = carAt.get(lap.car)!;
    const compound = compoundAt.get(lap.compound)!;
    const places = [columns.base(car), columns.fuel, columns.wear(compound)];
    const factors = [1, lap.fuel, lap.wear];
    if (compound > 0) {
      places.push(columns.fresh(compound));
      factors.push(1);
    }
    if (lap.in || lap.out) {
      places.push(lap.in ? columns.inLap : columns.outLap);
      factors.push(1);
    }
    if (lap.air !== 'clear') {
      places.push(lap.in ? columns.nearIn : lap.out ? columns.nearOut : columns.nearPressed);
      factors.push(1);
    }
    const standing = lap.out ? (lap.standing ?? 0) : 0;
    return { unknowns: places, factors, value: lap.time - standing, group: groupOf(lap, car, columns), run };
  });
  return robustFit(rows, unknowns, columns.cars.length + 2);
}

/** Clear laps scatter with their car, the others with each other. */
function groupOf({ air }: CleanLap, car: number, { cars }: Columns): number {
  return air === 'clear' ? car : cars.length + (air === 'pressed' ? 0 : 1);
}

function describe(race: DrivenRace, { clean, left, followed }: Choice, laps: readonly CleanLap[], columns: Columns, solution: Solution, sure: number, fuelTold: boolean): RaceFit {
  const { values, deviations, weights, scatter } = solution;
  const counts = (lap: (each: CleanLap) => boolean): number => laps.reduce((sum, each, i) => sum + (weights[i]! > 0 && lap(each) ? 1 : 0), 0);
  const known = columns.unknowns;
  const fitted = (k: number, behind: number): Fitted => {
    const within = sure * deviations[k]!;
    return { value: values[k]!, within, told: within <= known[k]!.tells && behind >= LEAST_TOLD, laps: behind };
  };
  const stops = laps.filter(({ out }) => out).flatMap(({ standing }) => standing ?? []);
  const inLap = fitted(columns.inLap, counts((lap) => lap.in));
  const outLap = fitted(columns.outLap, counts((lap) => lap.out));
  const standing = medianOf(stops, sure);
  const flying = (lap: CleanLap): boolean => !lap.in && !lap.out;
  const carAt = new Map(columns.cars.map((car, i) => [car, i]));
  const lossOf = (lap: CleanLap): number => lap.time - values[columns.base(carAt.get(lap.car)!)]! - lap.fuel * values[columns.fuel]!;
  return {
    laps: race.driven.length,
    used: counts(() => true),
    left_out: { ...left, few: clean.length - laps.length, outlier: laps.length - counts(() => true) },
    cars: {
      ...Object.fromEntries(heldUp(followed, columns, values).map(([car, rest]) => [car, { ...rest, ...fuelOf(race, car) }])),
      ...Object.fromEntries(
        columns.cars.map((car, i): [string, FittedCar] => {
          const base = fitted(columns.base(i), counts((lap) => lap.car === car));
          return [car, { base, scatter: scatter[i]!, ...fuelOf(race, car) }];
        }),
      ),
    },
    fuel: { ...fitted(columns.fuel, counts(() => true)), told: fuelTold },
    reference: columns.compounds[0] ?? null,
    compounds: Object.fromEntries(
      columns.compounds.map((compound, i) => {
        const behind = counts((lap) => lap.compound === compound);
        const k_0 = i === 0 ? { value: 0, within: 0, told: true, laps: behind } : fitted(columns.fresh(i), behind);
        const oldest = laps.reduce((most, lap, at) => (lap.compound === compound && weights[at]! > 0 ? Math.max(most, lap.wear) : most), 0);
        return [compound, { k_0, k_1_lin: fitted(columns.wear(i), behind), oldest }];
      }),
    ),
    pit: { in_lap: inLap, out_lap: outLap, standing, stop: together([inLap, outLap, standing]) },
    points: laps.flatMap((lap, i) => (flying(lap) ? [{ car: lap.car, lap: lap.lap, compound: lap.compound, age: lap.wear, loss: lossOf(lap), outlier: weights[i] === 0 }] : [])),
  };
}

/** Cars that have not been free: what others let them do, on tyres that the fit knows. That is not told to be what they could. */
function heldUp(followed: Choice['followed'], columns: Columns, values: Float64Array): [string, Pick<FittedCar, 'base' | 'scatter'>][] {
  const paces = new Map<string, number[]>();
  for (const lap of followed) {
    const compound = columns.compounds.indexOf(lap.compound);
    if (columns.cars.includes(lap.car) || compound < 0) continue;
    const tyres = values[columns.wear(compound)]! * lap.wear + (compound > 0 ? values[columns.fresh(compound)]! : 0);
    const pace = lap.time - lap.fuel * values[columns.fuel]! - tyres;
    paces.set(lap.car, [...(paces.get(lap.car) ?? []), pace]);
  }
  return [...paces].map(([car, all]) => {
    const { value, within } = medianOf(all, 1);
    return [car, { base: { value, within, told: false, laps: all.length }, scatter: within * Math.sqrt(all.length) }];
  });
}

function fuelOf({ driven }: DrivenRace, car: string): Pick<FittedCar, 'fuel_start' | 'burn'> {
  const laps = driven.filter((lap) => lap.car === car && lap.fuel !== null).sort((a, b) => a.lap - b.lap);
  const burnt = laps.slice(1).flatMap((lap, i) => (lap.lap === laps[i]!.lap + 1 && lap.fuel! < laps[i]!.fuel! ? [laps[i]!.fuel! - lap.fuel!] : []));
  const burn = burnt.length === 0 ? null : medianOf(burnt, 0).value;
  const first = laps[0];
  return { fuel_start: first && burn !== null ? first.fuel! + (first.lap - 1) * burn : null, burn };
}

/** s: half an interval of which nothing is known. */
const UNKNOWN = 99;

/** Half the interval of a median, from the middle half of the values. */
function medianOf(values: readonly number[], sure: number): Fitted {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const within = sorted.length < 3 ? Infinity : (sure * 1.253 * (at(0.75) - at(0.25))) / 1.349 / Math.sqrt(sorted.length);
  return { value: at(0.5), within: Number.isFinite(within) ? within : UNKNOWN, told: within <= KNOWN.stop.tells, laps: sorted.length };
}

function together(parts: readonly Fitted[]): Fitted {
  return {
    value: parts.reduce((sum, { value }) => sum + value, 0),
    within: Math.hypot(...parts.map(({ within }) => within)),
    told: parts.every(({ told }) => told),
    laps: Math.min(...parts.map(({ laps }) => laps)),
  };
}
