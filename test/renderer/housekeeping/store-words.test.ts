import { expect, test } from 'vitest';
import { jobWords, keepWords, leavingWords, unpackedWords } from '../../../renderer/housekeeping/store-words.ts';

test('what is done with the store is said with how far it is', () => {
  expect(jobWords({ kind: 'pack', what: 'race-1', done: 0, total: 0 })).toBe('Packing race-1 …');
  expect(jobWords({ kind: 'unpack', what: 'a.lapwing', done: 1200, total: 1400 })).toBe('Unpacking a.lapwing: 1,200 of 1,400 laps …');
  expect(jobWords({ kind: 'compact', what: '/data/laps.db', done: 0, total: 0 })).toBe('Compacting the store …');
});

test('rules are said as one sentence', () => {
  expect(keepWords({ days: null, gigabytes: null })).toBe('Every race stays until somebody deletes it.');
  expect(keepWords({ days: 1, gigabytes: null })).toBe('Races older than 1 day leave; pinned ones stay.');
  expect(keepWords({ days: 30, gigabytes: 20 })).toBe('Races older than 30 days leave, and the oldest leave beyond 20 GB; pinned ones stay.');
});

test('races that are to leave are counted, with the time of the first', () => {
  const leaving = (at: number) => ({ race_id: 'race-1', at, reason: 'older than 30 days' });
  expect(leavingWords([leaving(1763834400)])).toMatch(/^One race leaves after \d+ \w+ \d\d:\d\d:\d\d\. Pin what is to stay\.$/);
  expect(leavingWords([leaving(1763834460), leaving(1763834400)])).toBe(leavingWords([leaving(1763834400), leaving(1763834400)]));
  expect(leavingWords([leaving(1), leaving(1)])).toMatch(/^2 races leave, the first after /);
});

test('a pack that was taken in says what came, and what was left as it is', () => {
  const unpacked = { race_id: 'race-1', bytes: 4_100_000, laps: 30, notes_added: 1, notes_kept: 0 };
  expect(unpackedWords({ ...unpacked, outcome: 'added' })).toBe('race-1 is unpacked: 30 laps, 1 note (4.1 MB).');
  expect(unpackedWords({ ...unpacked, outcome: 'same', notes_added: 0, notes_kept: 2 })).toBe(
    'race-1 is here already, bit for bit the same: nothing was changed, 0 notes added. 2 laps are noted otherwise here, and stay so.',
  );
});
