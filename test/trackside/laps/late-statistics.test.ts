import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { LapStore } from '../../../main/trackside/laps/lap-store.ts';
import { LateStatistics } from '../../../main/trackside/laps/late-statistics.ts';
import { testFolder } from '../../support/folder.ts';
import { sampleLap } from './sample-lap.ts';

function olderStore(): LapStore {
  const path = join(testFolder(), 'laps.db');
  writeFileSync(path, gunzipSync(readFileSync(join(import.meta.dirname, '../../fixtures/laps/layout-1.db.gz'))));
  const store = new LapStore(path);
  onTestFinished(() => store.close());
  return store;
}

const statistics = (store: LapStore): unknown[] => store.db.prepare('SELECT * FROM lap_channels ORDER BY id, channel').all();
const numbered = (store: LapStore): unknown[] => store.db.prepare('SELECT id FROM lap_number ORDER BY id').pluck().all();

test('laps of the first layout get their statistics, a few at a time: the same as were worked out before', () => {
  const store = olderStore();
  const before = statistics(store);
  expect(before).toHaveLength(8);
  expect(numbered(store)).toEqual([]);
  const late = new LateStatistics(store);
  expect(late.pending).toBe(true);
  expect(late.step(0)).toBe(true);
  expect(numbered(store)).toHaveLength(1);
  expect(statistics(store)).toEqual(before.map((row) => ({ ...(row as object), standard_deviation: expect.closeTo((row as { standard_deviation: number }).standard_deviation, 9) })));
  while (late.step(0));
  expect(numbered(store)).toHaveLength(2);
  expect(late.pending).toBe(false);
  expect(statistics(store)).toEqual(before.map((row) => ({ ...(row as object), standard_deviation: expect.closeTo((row as { standard_deviation: number }).standard_deviation, 9) })));
  expect(new LateStatistics(store).step(1000)).toBe(false);
});

test('a lap that cannot be read stays without, and holds up no other', () => {
  const store = olderStore();
  const [first, second] = store.db.prepare<[], string>('SELECT id FROM lap ORDER BY id').pluck().all();
  store.db.prepare("UPDATE lap SET samples = x'03' WHERE id = ?").run(first);
  store.insertLap(sampleLap({ race_id: 'a-new-race' }));
  const late = new LateStatistics(store);
  while (late.step(0));
  expect(new Set(numbered(store))).toEqual(new Set([sampleLap({ race_id: 'a-new-race' }).head._id, second]));
  expect(late.pending).toBe(true);
  expect(late.step(0)).toBe(false);
});
