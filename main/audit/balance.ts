import type { CarAudit, RaceAudit } from '../../common/audit.ts';
import { TIMING_SOURCE } from '../trackside/timing-intake.ts';
import type { Book } from './books.ts';
import { auditLane, type Held, type LaneAudit, type Shelf } from './lane-audit.ts';

const NOTHING: Held = { runs: [], duplicates: 0, clockSuspect: 0, lost: [] };

/** All that is known of one race. */
export interface RaceBooks {
  race_id: string;
  /** Of a running workstation. */
  live: boolean;
  state: RaceAudit['state'];
  /** Frames that the simulator made, by car; empty where that is not known. */
  generated: ReadonlyMap<string, number>;
  /** Of them, those that wait in memory for a disk that refuses, by car. */
  unbuffered: ReadonlyMap<string, number>;
  shelves: Book<Shelf>;
  trackside: Book<Held>;
  factory: Book<Held>;
}

/** Undefined where nobody knows the race. */
export function balance({ race_id, live, state, generated, unbuffered, shelves, trackside, factory }: RaceBooks): RaceAudit | undefined {
  const lanes = [...new Set([...shelves.keys(), ...factory.keys(), ...trackside.keys()])]
    .map((key) => ({ key, car: key.split('\0')[0]! }))
    .filter(({ car }) => car !== TIMING_SOURCE)
    .map(({ key, car }) => auditLane({ car, shelf: shelves.get(key), trackside: trackside.get(key) ?? NOTHING, factory: factory.get(key) ?? NOTHING }, live));
  const names = [...new Set([...generated.keys(), ...lanes.map(({ car }) => car)])].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (names.length === 0 && state === null) return undefined;
  const cars = names.map((car) => auditCar(car, generated.get(car) ?? null, unbuffered.get(car) ?? 0, lanes.filter((lane) => lane.car === car)));
  const totals = totalsOf(cars);
  return { race_id, live, state, cars, totals, balanced: totals.unaccounted === 0 };
}

/** Sums the lanes of a car; what was generated and never came to any disk is unaccounted for. */
function auditCar(car: string, generated: number | null, unbuffered: number, lanes: readonly LaneAudit[]): CarAudit {
  const sum = (of: (lane: LaneAudit) => number): number => lanes.reduce((total, lane) => total + of(lane), 0);
  const known = lanes.filter((lane) => lane.buffered !== null);
  const buffered = known.length > 0 ? known.reduce((total, lane) => total + lane.buffered!, 0) : null;
  const numbered = sum((lane) => lane.buffered ?? Math.max(lane.stored, lane.factory));
  return {
    car,
    generated,
    buffered,
    sent: sum((lane) => lane.sent),
    acked: sum((lane) => lane.acked),
    stored: sum((lane) => lane.stored),
    factory: sum((lane) => lane.factory),
    confirmed: sum((lane) => lane.confirmed),
    waiting: sum((lane) => lane.waiting),
    duplicates: sum((lane) => lane.duplicates),
    clock_suspect: sum((lane) => lane.clock_suspect),
    gaps: lanes.flatMap((lane) => lane.gaps),
    unaccounted: sum((lane) => lane.unaccounted) + Math.max(0, (generated ?? 0) - unbuffered - numbered),
  };
}

function totalsOf(cars: readonly CarAudit[]): RaceAudit['totals'] {
  const sum = (of: (car: CarAudit) => number): number => cars.reduce((total, car) => total + of(car), 0);
  const known = (of: (car: CarAudit) => number | null): number | null => (cars.some((car) => of(car) === null) ? null : sum((car) => of(car)!));
  return {
    generated: known((car) => car.generated),
    buffered: known((car) => car.buffered),
    sent: sum((car) => car.sent),
    acked: sum((car) => car.acked),
    stored: sum((car) => car.stored),
    factory: sum((car) => car.factory),
    confirmed: sum((car) => car.confirmed),
    waiting: sum((car) => car.waiting),
    duplicates: sum((car) => car.duplicates),
    clock_suspect: sum((car) => car.clock_suspect),
    gaps: sum((car) => car.gaps.length),
    unaccounted: sum((car) => car.unaccounted),
  };
}
