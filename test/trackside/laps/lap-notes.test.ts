import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { noteTags, noteText } from '../../../common/lap-note.ts';
import { LapNotes } from '../../../main/trackside/laps/lap-notes.ts';
import { LapSource } from '../../../main/trackside/laps/lap-source.ts';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { testFolder } from '../../support/folder.ts';
import { sampleLap } from './sample-lap.ts';

function opened(path = join(testFolder(), 'laps.db')) {
  const store = new LapStore(path);
  onTestFinished(() => store.close());
  const doc = (id: string): Record<string, unknown> => JSON.parse(store.db.prepare<[string], string>('SELECT doc FROM laps WHERE id = ?').pluck().get(id)!) as Record<string, unknown>;
  return { path, store, notes: new LapNotes(store.db), doc };
}

const id = 'race-1/car7/003';
const author = 'Ada';

test('a note counts its revisions, and one that was taken away counts on', () => {
  const { store, notes } = opened();
  store.insertLap(sampleLap({ samples: 3 }));
  expect(notes.get(id)).toEqual({ id, revision: 0, text: '', tags: [], author: '', changed: 0 });
  expect(notes.delete({ id, expect: 0, author }).saved).toBe(true);
  expect(notes.put({ id, expect: 0, text: 'wide at 3', tags: ['slow'], author })).toMatchObject({ saved: true, note: { revision: 1 } });
  expect(notes.delete({ id, expect: 0, author })).toMatchObject({ saved: false, note: { revision: 1, text: 'wide at 3' } });
  expect(notes.delete({ id, expect: 1, author })).toMatchObject({ saved: true, note: { revision: 2, text: '', tags: [] } });
  expect(notes.put({ id, expect: 1, text: 'late', tags: [], author })).toMatchObject({ saved: false, note: { revision: 2 } });
  expect(() => notes.put({ id: 'race-1/car9/003', expect: 0, text: '', tags: [], author })).toThrow(expect.objectContaining({ code: 'E_NO_LAP' }));
});

test('of two windows that write to the same revision the second is told what the first wrote', () => {
  const first = opened();
  first.store.insertLap(sampleLap({ samples: 3 }));
  const second = opened(first.path);
  const seen = second.notes.get(id).revision;
  first.notes.put({ id, expect: 0, text: 'mine', tags: [], author: 'Ada' });
  const refused = second.notes.put({ id, expect: seen, text: 'ours', tags: [], author: 'Bo' });
  expect(refused).toMatchObject({ saved: false, note: { text: 'mine', author: 'Ada', revision: 1 } });
  expect(second.notes.put({ id, expect: refused.note.revision, text: 'ours', tags: [], author: 'Bo' }).saved).toBe(true);
  expect(first.notes.get(id)).toMatchObject({ text: 'ours', author: 'Bo', revision: 2 });
});

test('notes and tags are in the document, in what is exported, and in tables of their own; without them the document is as before', () => {
  const { store, notes, doc } = opened();
  for (const lap of [3, 4]) store.insertLap(sampleLap({ lap, samples: 3 }));
  const plain = doc(id);
  const text = 'says "wide",\n{not JSON} — 日本';
  notes.put({ id, expect: 0, text, tags: ['kerb', 'slow'], author });
  expect(doc(id)).toEqual({ ...plain, notes: text, tags: ['kerb', 'slow'] });
  expect(JSON.parse(new LapSource(store.db).read(id)!.head)).toEqual({ ...sampleLap({ samples: 3 }).head, notes: text, tags: ['kerb', 'slow'] });
  notes.put({ id: 'race-1/car7/004', expect: 0, text: '', tags: ['slow'], author });
  expect(store.db.prepare('SELECT lap, note, tags, changed_by, revision FROM lap_notes ORDER BY lap').raw().all()).toEqual([
    [3, text, '["kerb","slow"]', 'Ada', 1],
    [4, '', '["slow"]', 'Ada', 1],
  ]);
  expect(store.db.prepare('SELECT lap, tag FROM lap_tags ORDER BY lap, tag').raw().all()).toEqual([[3, 'kerb'], [3, 'slow'], [4, 'slow']]);
  expect(notes.list({ tag: 'slow' })).toHaveLength(2);
  expect(notes.list({ tag: 'kerb', race_id: 'race-1' })).toMatchObject([{ id }]);
  expect(notes.list({ race_id: 'race-2' })).toEqual([]);
  notes.delete({ id, expect: 1, author });
  expect(doc(id)).toEqual(plain);
  expect(store.db.prepare('SELECT lap FROM lap_notes').pluck().all()).toEqual([4]);
});

test('a lap that comes again, now whole, keeps its note', () => {
  const { store, notes } = opened();
  store.insertLap(sampleLap({ samples: 3 }));
  notes.put({ id, expect: 0, text: 'stopped in the tunnel', tags: [], author });
  store.insertLap(sampleLap());
  expect(notes.get(id).text).toBe('stopped in the tunnel');
});

test.each([
  [['Slow', 'slow', ' kerb '], ['kerb', 'slow']],
  [['<b>'], null],
  [['a'.repeat(33)], null],
  [[''], null],
  [['a\u202Eb'], null],
  [Array.from({ length: 21 }, (_, i) => `t${i}`), null],
])('tags %j become %j', (given, tags) => {
  expect(noteTags.safeParse(given).data ?? null).toEqual(tags);
});

test.each([['plain\n\ttext', true], ['nul \u0000', false], ['half \ud800', false], ['x'.repeat(10_001), false]])('a note %j: %j', (text, taken) => {
  expect(noteText.safeParse(text).success).toBe(taken);
});
