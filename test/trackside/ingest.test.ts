import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { encodeBody } from '../../common/frame-body.ts';
import { sealFrame, type SealedFrame } from '../../common/frame.ts';
import { Ingest } from '../../main/trackside/ingest.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { testFolder } from '../support/folder.ts';
import { asRecords, RACE, testBody, testDeclaration, testRace } from '../support/frames.ts';
import { seededRandom } from '../support/random.ts';
import { whileListingFails } from '../support/statements.ts';

function setUp(path = join(testFolder(), 'laps.db')) {
  const store = new LapStore(path);
  onTestFinished(() => store.close());
  return { path, store, ingest: new Ingest(store) };
}

/** Speeds of a lap as they come out of its document. */
function speeds(store: LapStore, car: string, lap: number): number[] {
  const doc = store.db.prepare<[string, number], string>('SELECT doc FROM laps WHERE car = ? AND lap = ?').pluck().get(car, lap);
  const { records } = JSON.parse(doc!) as { records: { sensors: { Speed: number } }[] };
  return records.map((record) => record.sensors.Speed);
}

const expectedSpeeds = (lap: number): number[] => Array.from({ length: 50 }, (_, i) => (1000 + lap * 50 + i) / 100);

test('frames become laps, each sample once and in order', () => {
  const { ingest, store } = setUp();
  const { news } = ingest.take(asRecords([...testRace('car7', 3), ...testRace('car16', 2)]));
  expect(news.laps.map((lap) => lap.head._id)).toEqual([
    `${RACE}/car7/000`,
    `${RACE}/car7/001`,
    `${RACE}/car7/002`,
    `${RACE}/car16/000`,
    `${RACE}/car16/001`,
  ]);
  for (const lap of [0, 1, 2]) expect(speeds(store, 'car7', lap)).toEqual(expectedSpeeds(lap));
});

test('shuffled, repeated and in pieces, over a restart, the laps are the same', () => {
  const random = seededRandom(11);
  const frames = testRace('car7', 4);
  const shuffled = [...frames, ...frames.slice(3, 9)].map((frame) => ({ frame, at: random() })).sort((a, b) => a.at - b.at);
  const { path, ingest, store } = setUp();
  const records = asRecords(shuffled.map(({ frame }) => frame));
  ingest.take(records.slice(0, 13));
  store.close();
  const again = setUp(path);
  again.ingest.take(records.slice(10));
  expect(again.store.lapCount(RACE)).toBe(4);
  for (const lap of [0, 1, 2, 3]) expect(speeds(again.store, 'car7', lap)).toEqual(expectedSpeeds(lap));
  expect(again.ingest.ledger.ofRace(RACE)).toMatchObject([{ next: 20, early: 0, duplicates: 6 + 3 }]);
});

test('a disk that begins anew in the middle of a lap takes nothing from it: numbers are each incarnation’s own', () => {
  const { path, ingest, store } = setUp();
  const frames = testRace('car7', 2);
  const anew = frames.slice(2).map((frame, seq) => ({ ...frame, incarnation: 'another', seq }));
  ingest.take(asRecords([...frames.slice(0, 2), ...anew.slice(0, 2)]));
  store.close();
  const again = setUp(path);
  again.ingest.take(asRecords(anew));
  for (const lap of [0, 1]) expect(speeds(again.store, 'car7', lap)).toEqual(expectedSpeeds(lap));
  expect(again.ingest.ledger.ofRace(RACE).map(({ next, duplicates }) => [next, duplicates])).toEqual([[2, 0], [8, 2]]);
});

test('an open lap of before is taken over in the order of its numbers', () => {
  const { path, ingest, store } = setUp();
  const frames = testRace('car7', 1);
  ingest.take(asRecords(frames.slice(0, 3)));
  store.db.exec(`CREATE TABLE open_frame (race TEXT NOT NULL, car TEXT NOT NULL, seq INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (race, car, seq)) WITHOUT ROWID;
    INSERT INTO open_frame SELECT race, car, place, body FROM open_lap; DROP TABLE open_lap;`);
  store.close();
  const again = setUp(path);
  again.ingest.take(asRecords(frames));
  expect(speeds(again.store, 'car7', 0)).toEqual(expectedSpeeds(0));
});

test('a race that ends inside a lap leaves that lap as incomplete', () => {
  const { ingest, store } = setUp();
  ingest.take(asRecords(testRace('car7', 2).slice(0, 8)));
  expect(ingest.endRace(RACE).map(({ head }) => [head.lap, head.lap_type, head.samples])).toEqual([[1, 'incomplete', 30]]);
  expect(store.laps(RACE).map((lap) => [lap.lap, lap.lap_type, lap.lap_time])).toEqual([
    [0, 'flying', 80],
    [1, 'incomplete', null],
  ]);
  expect(speeds(store, 'car7', 1)).toEqual(expectedSpeeds(1).slice(0, 30));
  expect(ingest.endRace(RACE)).toEqual([]);
});

/** Laps cannot be written while `during` runs, as on a full disk. */
function whileLapsFail(store: LapStore, during: () => void): void {
  store.db.exec("CREATE TRIGGER full BEFORE INSERT ON lap BEGIN SELECT RAISE(FAIL, 'disk is full'); END");
  during();
  store.db.exec('DROP TRIGGER full');
}

test('a batch that the disk refuses comes again whole, even when nothing could be read meanwhile', () => {
  const { ingest, store } = setUp();
  const records = asRecords(testRace('car7', 2));
  ingest.take(records.slice(0, 3));
  whileLapsFail(store, () => {
    expect(() => ingest.take(records.slice(3))).toThrow('disk is full');
    whileListingFails(() => expect(() => ingest.take(records.slice(3))).toThrow('disk I/O error'));
  });
  ingest.take(records.slice(3));
  for (const lap of [0, 1]) expect(speeds(store, 'car7', lap)).toEqual(expectedSpeeds(lap));
});

test('the end of a race that the disk refuses comes again whole', () => {
  const { ingest, store } = setUp();
  ingest.take(asRecords(testRace('car7', 2).slice(0, 8)));
  whileLapsFail(store, () => expect(() => ingest.endRace(RACE)).toThrow('disk is full'));
  expect(ingest.endRace(RACE).map(({ head }) => [head.lap, head.lap_type, head.samples])).toEqual([[1, 'incomplete', 30]]);
  expect(speeds(store, 'car7', 1)).toEqual(expectedSpeeds(1).slice(0, 30));
});

test('what cannot be read goes aside with its reason, and its neighbours arrive', () => {
  const { ingest, store } = setUp();
  const frames = testRace('car7', 1);
  const senseless: SealedFrame = { ...frames[2]!, body: Buffer.from('no samples') };
  const undeclared: SealedFrame = { ...frames[0]!, car: 'car99', body: encodeBody(testBody(0, 0)) };
  const records = asRecords([frames[0]!, frames[1]!, senseless, frames[3]!, undeclared, frames[4]!]);
  const cut = { ...records[0]!, value: sealFrame(frames[1]!).subarray(0, 30) };
  const { dead } = ingest.take([...records, cut]);
  const letters = dead.map(({ topic, record }) => ({ ...(JSON.parse(Buffer.from(record.value).toString()) as { reason: string; car?: string }), topic }));
  expect(letters).toMatchObject([
    { topic: 'trackside.test.telemetry.dead', reason: 'the checksum does not match' },
    { reason: expect.stringMatching(/announced|bytes|Offset/) as string, car: 'car7' },
    { reason: 'samples before the declaration of their channels', car: 'car99' },
  ]);
  expect(store.laps(RACE)[0]!.samples).toBe(40);
});

test('a lap whose frames were lost in part keeps the time of the others', () => {
  const { ingest, store } = setUp();
  const frames = testRace('car7', 1);
  ingest.take(asRecords([frames[0]!, frames[1]!, { ...frames[2]!, body: Buffer.from('no samples') }, frames[3]!, frames[4]!]));
  const doc = store.db.prepare<[], string>('SELECT doc FROM laps').pluck().get()!;
  const { records } = JSON.parse(doc) as { records: { racetime: number; sensors: { Speed: number } }[] };
  for (const { racetime, sensors } of records) expect(sensors.Speed).toBeCloseTo(9.99 + racetime, 9);
  expect(records.map(({ racetime }) => Math.round(racetime * 100))).toEqual([...Array.from({ length: 20 }, (_, i) => i + 1), ...Array.from({ length: 20 }, (_, i) => i + 31)]);
});

test('samples at other rates than declared, and of a time already told, go aside', () => {
  const { ingest, store } = setUp();
  const frames = testRace('car7', 1);
  const changed = (seq: number, change: Partial<ReturnType<typeof testBody>>): SealedFrame => ({ ...frames[seq]!, body: encodeBody({ ...testBody(0, seq * 10), ...change }) });
  const { dead } = ingest.take(asRecords([
    frames[0]!,
    changed(1, { strides: [1, 2] }),
    changed(2, { interval: 0.02 }),
    changed(3, { instant: 5 }),
    frames[4]!,
  ]));
  expect(dead.map(({ record }) => (JSON.parse(Buffer.from(record.value).toString()) as { reason: string }).reason)).toEqual([
    'channels at other rates than declared',
    'channels at other rates than declared',
    'samples of a time that is already told',
  ]);
  expect(store.laps(RACE)[0]!.samples).toBe(20);
});

test('a declaration or a summary that says nothing sensible goes aside', () => {
  const { ingest, store } = setUp();
  const frames = testRace('car7', 1);
  const bad = (seq: number, change: (body: ReturnType<typeof testBody>) => void): SealedFrame => {
    const body = testBody(0, seq * 10);
    change(body);
    return { ...frames[seq]!, body: encodeBody(body) };
  };
  const undeclared = bad(0, (body) => (body.declaration = { ...testDeclaration('car7'), started: null } as never));
  const first = ingest.take(asRecords([undeclared]));
  expect(first.dead).toHaveLength(1);
  const summary = bad(1, (body) => (body.summary = { lap: 'one' } as never));
  expect(ingest.take(asRecords([summary])).dead).toHaveLength(1);
  expect(ingest.ledger.ofRace(RACE)[0]!.next).toBe(2);
  expect(store.lapCount(RACE)).toBe(0);
});

test('a batch that cannot be committed leaves nothing behind, and works when it comes again', () => {
  const { ingest, store } = setUp();
  const records = asRecords(testRace('car7', 1));
  store.db.exec(`CREATE TRIGGER full BEFORE INSERT ON lap BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  expect(() => ingest.take(records)).toThrow('disk full');
  expect(ingest.ledger.ofRace(RACE)).toEqual([]);
  store.db.exec('DROP TRIGGER full');
  expect(ingest.take(records).news.laps).toHaveLength(1);
  expect(speeds(store, 'car7', 0)).toEqual(expectedSpeeds(0));
});
