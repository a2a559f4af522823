import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { SealedFrame } from '../../common/frame.ts';
import type { TimingEvent } from '../../common/timing.ts';
import { Ingest } from '../../main/trackside/ingest.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { encodeTiming, TIMING_SOURCE, TimingIntake } from '../../main/trackside/timing-intake.ts';
import { testFolder } from '../support/folder.ts';
import { asRecords, INCARNATION, RACE } from '../support/frames.ts';

function setUp() {
  const store = new LapStore(join(testFolder(), 'laps.db'));
  onTestFinished(() => store.close());
  const { ledger } = new Ingest(store);
  return { store, ledger, intake: new TimingIntake(store, ledger) };
}

const sealed = (seq: number, body: Uint8Array): SealedFrame => ({ incarnation: INCARNATION, race: RACE, car: TIMING_SOURCE, seq, closed: 1, body });
const show = (flag: 'green' | 'chequered', racetime: number): TimingEvent => ({ type: 'flag', racetime, flag });

test('each event once, in order', () => {
  const { intake, store } = setUp();
  const [green, chequered] = [sealed(0, encodeTiming(show('green', 0))), sealed(1, encodeTiming(show('chequered', 90)))];
  expect(intake.take(asRecords([chequered], 'fia.timing')).news).toEqual([]);
  const { news } = intake.take(asRecords([green, green, chequered], 'fia.timing'));
  expect(news.map(({ event }) => event.racetime)).toEqual([0, 90]);
  expect(store.db.prepare('SELECT seq, type, racetime FROM race_event ORDER BY id').all()).toEqual([
    { seq: 0, type: 'flag', racetime: 0 },
    { seq: 1, type: 'flag', racetime: 90 },
  ]);
});

test('what cannot be read goes aside with its reason, and its neighbours arrive', () => {
  const { intake, ledger } = setUp();
  const frames = [sealed(0, encodeTiming(show('green', 0))), sealed(1, Buffer.from('no JSON')), sealed(2, encodeTiming(show('chequered', 90)))];
  const { news, dead } = intake.take(asRecords(frames, 'fia.timing'));
  expect(news.map(({ event }) => event.racetime)).toEqual([0, 90]);
  expect(dead.map(({ topic, record }) => ({ ...(JSON.parse(Buffer.from(record.value).toString()) as { reason: string; seq: number }), topic }))).toMatchObject([
    { topic: 'fia.timing.dead', seq: 1, reason: expect.stringContaining('JSON') as string },
  ]);
  expect(ledger.ofRace(RACE)).toMatchObject([{ next: 3, early: 0 }]);
});
