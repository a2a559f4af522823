import type { LapHead } from '../../../common/lap.ts';
import type { Sqlite } from '../../sqlite.ts';

/** A stored lap without its samples. */
export interface HeadRow {
  row: number;
  head: LapHead;
}

/**
 * The laps of a race by car and lap, each read by itself: a page that is damaged takes with it what lies on it and no more. What cannot be read is told
 * to `onDamage`. Throws SQLite's error where not even the list of laps can be read, neither from its index nor from the laps.
 */
export function headsOneByOne(db: Sqlite, race: string, onDamage: (lap: { car: string; lap: number }, error: Error) => void): HeadRow[] {
  const json = db.prepare<[number], string>('SELECT head FROM lap WHERE rowid = ?').pluck();
  return lapList(db, race).flatMap(({ row, car, lap }) => {
    try {
      return [{ row, head: JSON.parse(json.get(row)!) as LapHead }];
    } catch (error) {
      onDamage({ car, lap }, error instanceof SyntaxError ? new Error('what it says of itself is no JSON any more', { cause: error }) : (error as Error));
      return [];
    }
  });
}

function lapList(db: Sqlite, race: string): { row: number; car: string; lap: number }[] {
  const list = (from: string) => db.prepare<[string], { row: number; car: string; lap: number }>(`SELECT rowid AS row, car, lap FROM lap ${from} WHERE race_id = ? ORDER BY car, lap`).all(race);
  try {
    return list('INDEXED BY lap_of_car');
  } catch {
    return list('NOT INDEXED');
  }
}
