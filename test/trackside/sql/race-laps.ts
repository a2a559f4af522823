import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { toSteps } from '../../../common/channels.ts';
import { lapId, type LapHead, type LapType } from '../../../common/lap.ts';
import { recordsIn, samplesIn, sieveOf } from '../../../common/sample-grid.ts';
import type { LapStore, StoredLap } from '../../../main/trackside/laps/lap-store.ts';

type Signal = (share: number, car: number, lap: number) => number;

const LENGTH = 5000;
const INSTANTS = 1000;
const INTERVAL = 0.08;
const turn = (share: number, times: number): number => Math.sin(2 * Math.PI * times * share);

/** Name, unit, resolution, stride and what it shows over the share of the lap. */
const SIGNALS: readonly (readonly [string, string, number, number, Signal])[] = [
  ['Distance', 'm', 0.01, 1, (share, car) => LENGTH * (share + 0.002 * (car - 6) * turn(share, 1))],
  ['Speed', 'm/s', 0.01, 1, (share, car, lap) => 60 + 25 * turn(share, 5) + car + 0.1 * lap],
  ['RPM', 'rpm', 1, 1, (share) => 10_000 + 2000 * turn(share, 9)],
  ['Gear', '', 1, 1, (share) => Math.round(5 + 2 * turn(share, 5))],
  ['Throttle', '%', 0.1, 2, (share) => Math.min(100, Math.max(0, 60 + 90 * turn(share, 5)))],
  ['Brake', '%', 0.1, 2, (share) => Math.min(100, Math.max(0, -40 - 120 * turn(share, 5)))],
  ['LapTime', 's', 0.001, 1, (share) => INSTANTS * INTERVAL * share],
  ...['FL', 'FR', 'RL', 'RR'].flatMap((wheel, w) => [
    [`TyreTemp${wheel}`, '°C', 0.1, 5, (share: number, car: number, lap: number) => 90 + 8 * turn(share, 4) + lap + w + car / 10] as const,
    [`BrakePower${wheel}`, 'kW', 0.1, 10, (share: number) => Math.max(0, -400 * turn(share, 5))] as const,
  ]),
];

export interface RaceLap {
  race_id?: string;
  car: number;
  lap: number;
  lap_type?: LapType;
  /** Instants that are there; all without it. */
  stretches?: StoredLap['stretches'];
  /** Channels that this car lacks. */
  without?: readonly string[];
  /** Channels that only this lap has, at each instant. */
  more?: readonly string[];
}

/** A lap of 80 s over 5 km in which the car comes past each metre once, its channels at four different rates. */
export function raceLap({ race_id = 'race-1', car, lap, lap_type = 'flying', stretches = [{ from: 0, count: INSTANTS }], without = [], more = [] }: RaceLap): StoredLap {
  const signals = [...SIGNALS.filter(([name]) => !without.includes(name)), ...more.map((name) => [name, 'V', 0.001, 1, (share: number) => 3 + turn(share, 2)] as const)];
  const strides = signals.map(([, , , stride]) => stride);
  const instant0 = lap * INSTANTS + 3;
  const channels: DeclaredChannel[] = signals.map(([name, unit, resolution]) => ({ name, unit, resolution }));
  const records = stretches.reduce((sum, { from, count }) => sum + recordsIn(sieveOf(strides), instant0 + from, count), 0);
  const racetime = Math.round(instant0 * INTERVAL * 100) / 100;
  const head: LapHead = {
    _id: lapId(race_id, `car${car}`, lap), schema: 2, race_id, track: 'monza', car: `car${car}`, number: car, driver: `Driver ${car}`, team: 'Lapwing', model: `LW${car % 2}`,
    lap, lap_type, lap_time: 80 + car / 10 - lap / 100, sectors: [26, 27, 27], compound: lap < 3 ? 'medium' : 'hard', tyre_age: lap, position: car, fuel: 60 - lap,
    timestamp: 1763834400 + racetime, racetime, rate: 12.5, samples: records,
  };
  const columns = signals.map(([, , resolution, stride, signal]) =>
    Int32Array.from(
      stretches.flatMap(({ from, count }) => {
        const first = from + ((stride - ((instant0 + from) % stride)) % stride);
        return Array.from({ length: samplesIn(stride, instant0 + from, count) }, (_, i) => toSteps(signal((first + i * stride) / INSTANTS, car, lap), resolution));
      }),
    ),
  );
  return { head, channels, racetime0: racetime, interval: INTERVAL, instant0, stretches, strides, columns };
}

/** Two races: one of two cars with a stop, one in which a car lacks a channel, has a new one, and has lost frames. */
export function fillRaces(store: LapStore): void {
  const cars = [6, 7].map((number) => ({ car: `car${number}`, number, driver: `Driver ${number}`, team: 'Lapwing', model: `LW${number % 2}` }));
  for (const race of ['race-1', 'race-2']) store.raceStarted(race, { type: 'started', racetime: 0, track: 'monza', laps: 5, seed: 7, started: 1763834400, cars });
  const kinds: LapType[] = ['grid', 'flying', 'in', 'out', 'flying'];
  for (const car of [6, 7]) kinds.forEach((lap_type, lap) => store.insertLap(raceLap({ car, lap, lap_type })));
  store.insertLap(raceLap({ race_id: 'race-2', car: 6, lap: 1, without: ['Brake', 'TyreTempFL'], more: ['NewSensor'] }));
  store.insertLap(raceLap({ race_id: 'race-2', car: 7, lap: 1, stretches: [{ from: 0, count: 277 }, { from: 339, count: 500 }] }));
}
