import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KeepRulesTable, NOTICE } from '../../../main/trackside/laps/keep-rules.ts';
import { LapStore, type RaceRecord } from '../../../main/trackside/laps/lap-store.ts';
import { testFolder } from '../../support/folder.ts';

const DAY = 86_400;
const NOW = 1_800_000_000;

function rules() {
  const store = new LapStore(join(testFolder(), 'laps.db'));
  onTestFinished(() => store.close());
  return new KeepRulesTable(store.db);
}

/** So many days old, so many GB. */
function race(race_id: string, days: number, gigabytes: number, more: Partial<RaceRecord> = {}): RaceRecord {
  return { race_id, track: 'monza', started: NOW - days * DAY, laps: 3, cars: 2, seed: 7, state: 'finished', laps_stored: 8, bytes: gigabytes * 1e9, pinned: false, ...more };
}
const ids = (races: readonly { race_id: string }[]): string[] => races.map(({ race_id }) => race_id);

test('without rules everything stays', () => {
  const table = rules();
  expect(table.rules).toEqual({ days: null, gigabytes: null });
  expect(table.review([race('old', 4000, 900)], NOW)).toEqual({ leaving: [], fresh: [], due: [] });
});

test('what is too old is told first, once, and is due a day later', () => {
  const table = rules();
  table.set({ days: 30, gigabytes: null });
  const races = [race('new', 1, 1), race('old', 31, 1), race('runs', 40, 1, { state: 'running' }), race('pinned', 50, 1, { pinned: true })];
  const first = table.review(races, NOW);
  expect([ids(first.fresh), first.due]).toEqual([['old'], []]);
  expect(first.leaving).toEqual([{ race_id: 'old', at: NOW + NOTICE, reason: 'older than 30 days' }]);
  expect(table.leaving).toEqual(first.leaving);
  const soon = table.review(races, NOW + NOTICE - 1);
  expect([ids(soon.leaving), soon.fresh, soon.due]).toEqual([['old'], [], []]);
  expect(ids(table.review(races, NOW + NOTICE).due)).toEqual(['old']);
});

test('what is too much goes, the oldest first, as far as it has to; pinned races count and stay', () => {
  const table = rules();
  table.set({ days: null, gigabytes: 10 });
  const races = [race('a', 1, 4), race('b', 2, 4), race('c', 3, 1), race('d', 4, 1), race('e', 5, 3, { pinned: true })];
  const { leaving } = table.review(races, NOW);
  expect(ids(leaving)).toEqual(['d', 'c', 'b']);
  expect(leaving[0]!.reason).toBe('the store holds more than 10 GB');
  table.set({ days: null, gigabytes: 12 });
  expect(ids(table.review(races, NOW).leaving)).toEqual(['d']);
});

test('a race that is pinned, or for which the rule is taken back, stays, and is told anew if it is to go again', () => {
  const table = rules();
  table.set({ days: 30, gigabytes: null });
  table.review([race('old', 31, 1)], NOW);
  expect(table.review([race('old', 31, 1, { pinned: true })], NOW + 10)).toEqual({ leaving: [], fresh: [], due: [] });
  const again = table.review([race('old', 31, 1)], NOW + 2 * NOTICE);
  expect([ids(again.fresh), again.due]).toEqual([['old'], []]);
  table.set({ days: null, gigabytes: null });
  expect(table.review([race('old', 31, 1)], NOW + 9 * NOTICE).leaving).toEqual([]);
});
