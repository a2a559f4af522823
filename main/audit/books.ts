import type { Sqlite } from '../sqlite.ts';
import type { Held, Shelf } from './lane-audit.ts';
import { below, runsOf } from './runs.ts';

/** What one database says of a race, by `laneKey`. */
export type Book<T> = ReadonlyMap<string, T>;

export const laneKey = (car: string, incarnation: string): string => `${car}\0${incarnation}`;

/** Reads the file of an edge buffer. */
export function readShelves(db: Sqlite, race: string): Book<Shelf> {
  const incarnation = db.prepare<[], string>(`SELECT value FROM meta WHERE key = 'incarnation'`).pluck().get()!;
  const cars = db.prepare<[string], { car: string; next: number; confirmed: number }>('SELECT car, next, confirmed FROM car WHERE race = ?');
  const seqs = db.prepare<[string, string], number>('SELECT seq FROM frame WHERE race = ? AND car = ? ORDER BY seq').pluck();
  return new Map(
    cars.all(race).map(({ car, next, confirmed }) => [laneKey(car, incarnation), { buffered: next, confirmed, there: runsOf(seqs.iterate(race, car)) }]),
  );
}

/** Reads the ledger of a sink. */
export function readHeld(db: Sqlite, race: string): Book<Held> {
  const cars = db.prepare<[string], { car: string; incarnation: string; next: number; duplicates: number }>(
    'SELECT car, incarnation, next, duplicates FROM ledger WHERE race = ?',
  );
  const early = db
    .prepare<[string, string, string], number>('SELECT seq FROM early WHERE incarnation = ? AND race = ? AND car = ? ORDER BY seq')
    .pluck();
  return new Map(
    cars.all(race).map(({ car, incarnation, next, duplicates }) => [
      laneKey(car, incarnation),
      { runs: [...below(next), ...runsOf(early.iterate(incarnation, race, car))], duplicates },
    ]),
  );
}
