import type { LapHead } from '../../common/lap.ts';
import type { Sqlite } from '../sqlite.ts';
import { readEvents } from '../trackside/replay/replayed-timing.ts';
import { DrivenLaps } from './driven-laps.ts';

/** The laps of a stored race and what race control said; what cannot be read is left out, and told in a line. */
export function storedLaps(db: Sqlite, race: string, onDamage: (text: string) => void): DrivenLaps {
  const laps = new DrivenLaps();
  const heads = db.prepare<[string], string>('SELECT head FROM lap WHERE race_id = ?').pluck();
  for (const json of heads.all(race)) laps.ended(JSON.parse(json) as LapHead);
  for (const event of readEvents(db, race, onDamage)) laps.hear(event);
  return laps;
}
