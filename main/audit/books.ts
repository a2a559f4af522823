import { GAP_VERSION, openFrame } from '../../common/frame.ts';
import { markPath, segmentFolder } from '../onboard/edge/edge-place.ts';
import { readHighWater } from '../onboard/edge/high-water.ts';
import { laneKey as laneKeyOnDisk, raiseLane, type LaneName, type Lanes } from '../onboard/edge/lane.ts';
import { readSegments } from '../onboard/edge/segments/segment-folder.ts';
import type { Sqlite } from '../sqlite.ts';
import type { Held, Loss, Shelf } from './lane-audit.ts';
import { below, joined, runsOf, without, type Run } from './runs.ts';

/** What one database says of a race, by `laneKey`. */
export type Book<T> = ReadonlyMap<string, T>;

export const laneKey = (car: string, incarnation: string): string => `${car}\0${incarnation}`;

/** Reads the files of an edge buffer, of which `db` is the database. */
export function readShelves(db: Sqlite, race: string): Book<Shelf> {
  const lanes: Lanes = new Map();
  const cars = db.prepare<[string], LaneName & { next: number; confirmed: number }>('SELECT incarnation, race, car, next, confirmed FROM car WHERE race = ?');
  for (const row of cars.all(race)) raiseLane(lanes, row, row.next, row.confirmed);
  const { segments } = readSegments(segmentFolder(db.name), lanes);
  for (const mark of readHighWater(markPath(db.name))?.marks ?? []) if (lanes.has(laneKeyOnDisk(mark))) raiseLane(lanes, mark, mark.next, mark.confirmed);
  const stretches = segments.flatMap((segment) => segment.stretches);
  const kept = keptRows(db);
  return new Map(
    [...lanes.values()]
      .filter((lane) => lane.race === race)
      .map((lane) => {
        const inSegments = stretches.filter((each) => each.lane === lane && each.next > each.first).map(({ first, next }) => ({ from: first, to: next - 1 }));
        const { there, lost } = kept(lane);
        return [laneKey(lane.car, lane.incarnation), { buffered: lane.buffered, confirmed: lane.confirmed, there: joined([...inSegments, ...there]), lost }];
      }),
  );
}

/** What the database itself has of a lane: frames, and gap records. */
function keptRows(db: Sqlite): (lane: LaneName) => { there: Run[]; lost: Loss[] } {
  // The third byte of a sealed frame is its version.
  const isGap = `substr(sealed, 3, 1) = x'${GAP_VERSION.toString(16).padStart(2, '0')}'`;
  const of = 'FROM frame JOIN car USING (lane) WHERE incarnation = ? AND race = ? AND car = ?';
  const seqs = db.prepare<[string, string, string], number>(`SELECT seq ${of} AND NOT ${isGap} ORDER BY seq`).pluck();
  const gaps = db.prepare<[string, string, string], Buffer>(`SELECT sealed ${of} AND ${isGap} ORDER BY seq`).pluck();
  return ({ incarnation, race, car }) => ({
    there: runsOf(seqs.iterate(incarnation, race, car)),
    lost: gaps.all(incarnation, race, car).map((sealed) => {
      const { seq, gap } = openFrame(sealed);
      return { from: seq, to: gap!.last, reason: gap!.reason };
    }),
  });
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
  const suspects = readSuspects(db, race);
  return new Map(
    cars.all(race).map(({ car, incarnation, next, duplicates }) => {
      const lost = losses.filter((loss) => loss.car === car && loss.incarnation === incarnation);
      const runs = [...without(below(next), joined(lost)), ...runsOf(early.iterate(incarnation, race, car))];
      return [laneKey(car, incarnation), { runs, duplicates, clockSuspect: suspects.get(laneKey(car, incarnation)) ?? 0, lost: lost.map(({ from, to, reason }) => ({ from, to, reason })) }];
    }),
  );
}

/** Frames whose time is not to be trusted, by lane; files of before know of no such thing. */
function readSuspects(db: Sqlite, race: string): ReadonlyMap<string, number> {
  if (!db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'clock_suspect'`).get()) return new Map();
  const lanes = db.prepare<[string], { car: string; incarnation: string; frames: number }>(
    'SELECT car, incarnation, SUM(last - first + 1) AS frames FROM clock_suspect WHERE race = ? GROUP BY car, incarnation',
  );
  return new Map(lanes.all(race).map(({ car, incarnation, frames }) => [laneKey(car, incarnation), frames]));
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
