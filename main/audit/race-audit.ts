import type { CarAudit, RaceAudit } from '../../common/audit.ts';
import { dataFiles } from '../installation.ts';
import { TIMING_SOURCE } from '../trackside/timing-intake.ts';
import { readHeld, readShelves, type Book } from './books.ts';
import { readGenerated } from './generated.ts';
import { auditLane, type Held, type LaneAudit, type Shelf } from './lane-audit.ts';
import { lookInto } from './read-only.ts';

const NOTHING: Held = { runs: [], duplicates: 0, lost: [] };

/**
 * The books of a stored race, from the files of a data folder; undefined where none of them knows the race.
 * @throws LapwingError E_IN_USE while a workstation runs on the folder, E_DB_CORRUPT
 */
export function auditRace(dataDir: string, race_id: string): RaceAudit | undefined {
  const files = dataFiles(dataDir);
  const shelves = lookInto<Book<Shelf>>(files.edge, new Map(), (db) => readShelves(db, race_id));
  const factory = lookInto<Book<Held>>(files.factory, new Map(), (db) => readHeld(db, race_id));
  const trackside = lookInto(files.laps, undefined, (db) => ({
    held: readHeld(db, race_id),
    generated: readGenerated(db, race_id),
    state: db.prepare<[string], RaceAudit['state']>('SELECT state FROM race WHERE id = ?').pluck().get(race_id) ?? null,
  }));
  const lanes = [...new Set([...shelves.keys(), ...factory.keys(), ...(trackside?.held.keys() ?? [])])]
    .map((key) => ({ key, car: key.split('\0')[0]! }))
    .filter(({ car }) => car !== TIMING_SOURCE)
    .map(({ key, car }) => auditLane({ car, shelf: shelves.get(key), trackside: trackside?.held.get(key) ?? NOTHING, factory: factory.get(key) ?? NOTHING }));
  const generated = trackside?.generated ?? new Map<string, number>();
  const names = [...new Set([...generated.keys(), ...lanes.map(({ car }) => car)])].toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  const state = trackside?.state ?? null;
  if (names.length === 0 && state === null) return undefined;
  const cars = names.map((car) => auditCar(car, generated.get(car) ?? null, lanes.filter((lane) => lane.car === car)));
  const totals = totalsOf(cars);
  return { race_id, state, cars, totals, balanced: totals.unaccounted === 0 };
}

/** Sums the lanes of a car; what was generated and never came to any disk is unaccounted for. */
function auditCar(car: string, generated: number | null, lanes: readonly LaneAudit[]): CarAudit {
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
    gaps: lanes.flatMap((lane) => lane.gaps),
    unaccounted: sum((lane) => lane.unaccounted) + Math.max(0, (generated ?? 0) - numbered),
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
    gaps: sum((car) => car.gaps.length),
    unaccounted: sum((car) => car.unaccounted),
  };
}
