import type { Sqlite } from '../sqlite.ts';
import { checkPack } from './check-pack.ts';

/** Whether the store has the race of a pack bit for bit; null when it has, else what differs first, in words. Notes are not looked at. */
export function comparePack(db: Sqlite, file: string): string | null {
  const find = db.prepare<[string], { head: string; channels: string; samples: Buffer }>(
    'SELECT head, (SELECT json FROM channel_set WHERE id = lap.channel_set) AS channels, samples FROM lap WHERE id = ?',
  );
  let race_id = '';
  let events = 0;
  const differing: string[] = [];
  const docs = (): string[] => db.prepare<[string], string>('SELECT doc FROM race_event WHERE race_id = ? ORDER BY id').pluck().all(race_id);
  let known: string[] = [];
  const { laps } = checkPack(file, {
    race: ({ id, results }) => {
      race_id = id;
      known = docs();
      if (db.prepare<[string], string | null>('SELECT results FROM race WHERE id = ?').pluck().get(id) !== results) differing.push('the classification');
    },
    events: (some) => {
      for (const { doc } of some) if (known[events++] !== doc) differing.push('what race control said');
    },
    lap: ({ head, text, set, samples }) => {
      const here = find.get(head._id);
      if (!here || here.head !== text || here.channels !== set || Buffer.compare(here.samples, samples) !== 0) differing.push(`lap ${head.lap} of ${head.car}`);
    },
  });
  if (events !== known.length) differing.push('what race control said');
  const here = db.prepare<[string], number>('SELECT COUNT(*) FROM lap WHERE race_id = ?').pluck().get(race_id)!;
  if (here !== laps) differing.push(`${here} laps here, ${laps} in the file`);
  const [first] = differing;
  return first === undefined ? null : `${first}${differing.length > 1 ? ` and ${differing.length - 1} more` : ''}`;
}
