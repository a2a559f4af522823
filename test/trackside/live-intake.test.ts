import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Ingest } from '../../main/trackside/ingest.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { LiveIntake } from '../../main/trackside/live-intake.ts';
import { testFolder } from '../support/folder.ts';
import { asRecords, testRace } from '../support/frames.ts';

function setUp() {
  const laps = new LapStore(join(testFolder(), 'laps.db'));
  onTestFinished(() => laps.close());
  const ingest = new Ingest(laps);
  return { laps, ingest, live: new LiveIntake(ingest), frames: testRace('car7', 2) };
}

test('frames of a car that has declared its channels are shown, and nothing is stored, counted or confirmed', () => {
  const { ingest, live, frames, laps } = setUp();
  ingest.take(asRecords(frames.slice(0, 2)));
  const before = ingest.ledger.ofRace(frames[0]!.race);
  const { frames: shown, dead } = live.take(asRecords(frames.slice(7)));
  expect(shown.map(({ car, body }) => [car, body.instant])).toEqual([['car7', 71], ['car7', 81], ['car7', 91]]);
  expect(dead).toEqual([]);
  expect(ingest.ledger.ofRace(frames[0]!.race)).toEqual(before);
  expect(live.age).toBeGreaterThan(0);
  ingest.take(asRecords(frames.slice(2)));
  expect(laps.lapCount(frames[0]!.race)).toBe(2);
  expect(ingest.ledger.ofRace(frames[0]!.race)).toMatchObject([{ next: 10, duplicates: 0 }]);
});

test('frames before the declaration, gap records and frames that the record has brought are left out; nonsense goes aside', () => {
  const { ingest, live, frames } = setUp();
  expect(live.take(asRecords(frames.slice(1)))).toEqual({ frames: [], dead: [] });
  ingest.take(asRecords(frames.slice(0, 3)));
  const gap = { ...frames[5]!, body: new Uint8Array(0), gap: { last: 6, reason: 'test' } };
  const nonsense = { ...frames[4]!, body: new Uint8Array([9, 9, 9]) };
  const { frames: shown, dead } = live.take(asRecords([frames[1]!, gap, nonsense, frames[4]!]));
  expect(shown.map(({ body }) => body.instant)).toEqual([41]);
  expect(dead).toHaveLength(1);
});
