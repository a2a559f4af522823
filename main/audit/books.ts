import { GAP_VERSION, openFrame } from '../../common/frame.ts';
import type { Sqlite } from '../sqlite.ts';
import type { Held, Loss, Shelf } from './lane-audit.ts';
import { below, joined, runsOf, without } from './runs.ts';

/** What one database says of a race, by `laneKey`. */
export type Book<T> = ReadonlyMap<string, T>;

export const laneKey = (car: string, incarnation: string): string => `${car}\0${incarnation}`;

/** Reads the file of an edge buffer. */
export function readShelves(db: Sqlite, race: string): Book<Shelf> {
  const cars = db.prepare<[string], { lane: number; incarnation: string; car: string; next: number; confirmed: number }>(
    'SELECT lane, incarnation, car, next, confirmed FROM car WHERE race = ?',
  );
  // The third byte of a sealed frame is its version.
  const isGap = `substr(sealed, 3, 1) = x'${GAP_VERSION.toString(16).padStart(2, '0')}'`;
  const seqs = db.prepare<[number], number>(`SELECT seq FROM frame WHERE lane = ? AND NOT ${isGap} ORDER BY seq`).pluck();
  const gaps = db.prepare<[number], Buffer>(`SELECT sealed FROM frame WHERE lane = ? AND ${isGap} ORDER BY seq`).pluck();
  return new Map(
    cars.all(race).map(({ lane, incarnation, car, next, confirmed }) => {
      const lost = gaps.all(lane).map((sealed) => {
        const { seq, gap } = openFrame(sealed);
        return { from: seq, to: gap!.last, reason: gap!.reason };
      });
      return [laneKey(car, incarnation), { buffered: next, confirmed, there: runsOf(seqs.iterate(lane)), lost }];
    }),
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
  const losses = readLosses(db, race);
  return new Map(
    cars.all(race).map(({ car, incarnation, next, duplicates }) => {
      const lost = losses.filter((loss) => loss.car === car && loss.incarnation === incarnation);
      const runs = [...without(below(next), joined(lost)), ...runsOf(early.iterate(incarnation, race, car))];
      return [laneKey(car, incarnation), { runs, duplicates, lost: lost.map(({ from, to, reason }) => ({ from, to, reason })) }];
    }),
  );
}

/** What senders have declared lost; files of before know of no such thing. */
function readLosses(db: Sqlite, race: string): (Loss & { car: string; incarnation: string })[] {
  if (!db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'lost'`).get()) return [];
  return db
    .prepare<[string], Loss & { car: string; incarnation: string }>(
      'SELECT car, incarnation, first AS "from", last AS "to", reason FROM lost WHERE race = ? ORDER BY first',
    )
    .all(race);
}
