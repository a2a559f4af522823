import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ExportLedger } from '../../main/factory/export-ledger.ts';
import { chooseLaps } from '../../main/factory/choose-laps.ts';
import { readLapAnswer, type LapAnswer } from '../../main/factory/lap-answer.ts';
import { LapExport } from '../../main/factory/lap-export.ts';
import { lapRecords, readLapPart, sha256Of } from '../../main/factory/lap-record.ts';
import { storedLap } from '../../main/factory/lap-shelf.ts';
import { FactorySink } from '../../main/factory/sink.ts';
import { openEmbeddedStream } from '../../main/stream/embedded.ts';
import { deadLetterOf, topicsOf, topicSpecs } from '../../main/stream/topics.ts';
import { Ingest } from '../../main/trackside/ingest.ts';
import { LapSource } from '../../main/trackside/laps/lap-source.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { testFolder } from '../support/folder.ts';
import { asRecords, RACE, testRace } from '../support/frames.ts';

/** A lap store with three laps each of two cars, an embedded stream, and a factory that can be started. */
async function setUp() {
  const folder = testFolder();
  const store = new LapStore(join(folder, 'laps.db'));
  const ingest = new Ingest(store);
  for (const car of ['car7', 'car8']) ingest.take(asRecords(testRace(car, 3)));
  const stream = openEmbeddedStream({ path: join(folder, 'stream.db') });
  const topics = topicsOf('test');
  await stream.ensureTopics(topicSpecs(topics, 1));
  const sinks: FactorySink[] = [];
  const startFactory = async (): Promise<void> => {
    sinks.push(await FactorySink.start({ path: join(folder, 'factory.db'), site: 'here', stream, topics, onTrouble: () => {} }));
  };
  const heard = async (topic: string): Promise<Uint8Array[]> => {
    const values: Uint8Array[] = [];
    await stream.consumer({ group: `test.${topic}.${Math.random()}`, topics: [topic], handle: (records) => void values.push(...records.map(({ value }) => Buffer.from(value))) });
    return values;
  };
  onTestFinished(async () => {
    for (const sink of sinks) await sink.close();
    await stream.close();
    store.close();
  });
  const source = new LapSource(store.db);
  const ledger = new ExportLedger(store.db);
  const exporter = (onChange: (sent: number, confirmed: number) => void = () => {}, patience = 5000): LapExport =>
    new LapExport({ stream, topics, site: 'here', race: RACE, laps: source.of(RACE), source, ledger, patience, onChange: ({ sent, confirmed }) => onChange(sent, confirmed) });
  const atFactory = async (car: string, lap: number, revision = 1): Promise<string | undefined> => {
    await sinks.pop()!.close();
    const db = new Database(join(folder, 'factory.db'), { readonly: true });
    try {
      return storedLap(db, { race: RACE, car, lap, revision });
    } finally {
      db.close();
      await startFactory();
    }
  };
  /** Its file is gone, and another one is begun. */
  const loseFactory = async (): Promise<void> => {
    await sinks.pop()!.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder, `factory.db${end}`), { force: true });
    await startFactory();
  };
  return { store, stream, topics, source, ledger, startFactory, loseFactory, exporter, heard, atFactory };
}

test('every lap arrives as the document that is stored, is confirmed, and is not sent again', { timeout: 20_000 }, async () => {
  const { startFactory, exporter, atFactory, store } = await setUp();
  await startFactory();
  const first = await exporter().run();
  expect(first).toMatchObject({ state: 'done', error: null, laps: 6, before: 0, sent: 6, confirmed: 6, site: 'here', topic: 'factory.test.laps' });
  expect(first.receipts.map(({ car, lap, revision, before }) => [car, lap, revision, before])).toHaveLength(6);
  const document = store.db.prepare<[string], string>('SELECT CAST(doc AS TEXT) FROM laps WHERE id = ?').pluck().get(`${RACE}/car8/002`)!;
  expect(await atFactory('car8', 2)).toBe(document);
  expect(first.receipts.find(({ car, lap }) => car === 'car8' && lap === 2)).toMatchObject({ revision: 1, sha256: sha256Of(Buffer.from(document)), bytes: document.length });

  const again = await exporter().run();
  expect(again).toMatchObject({ state: 'done', laps: 6, before: 6, sent: 0, confirmed: 6 });
  expect(again.receipts.every(({ before }) => before)).toBe(true);
});

test('an export that was interrupted goes on with what is not confirmed', { timeout: 20_000 }, async () => {
  const { startFactory, exporter, heard, topics } = await setUp();
  const alone = await exporter(undefined, 300).run();
  expect(alone.error).toMatchObject({ code: 'E_NO_FACTORY', message: expect.stringMatching(/No factory has answered.*factory\.test\.watermarks at embedded.*0 of 6 laps.*Export again/) as string });
  expect(alone).toMatchObject({ state: 'failed', sent: 6, confirmed: 0 });
  await startFactory();
  const stopped = exporter((_, confirmed) => confirmed >= 2 && stopped.stop());
  const half = await stopped.run();
  const rest = await exporter().run();
  expect(rest).toMatchObject({ state: 'done', before: half.confirmed, sent: 6 - half.confirmed, confirmed: 6 });
  expect(half.confirmed).toBeGreaterThanOrEqual(2);
  const sent = await heard(topics.factoryLaps);
  await vi.waitFor(() => expect(sent).toHaveLength(alone.sent + half.sent + rest.sent));
});

test('a lap that has changed since it was confirmed is another revision', { timeout: 20_000 }, async () => {
  const { startFactory, exporter, store, atFactory } = await setUp();
  await startFactory();
  await exporter().run();
  store.db.prepare(`UPDATE lap SET head = json_set(head, '$.driver', 'Somebody Else') WHERE id = ?`).run(`${RACE}/car7/001`);
  const { receipts, ...view } = await exporter().run();
  expect(view).toMatchObject({ before: 5, sent: 1, confirmed: 6 });
  expect(receipts.find(({ before }) => !before)).toMatchObject({ car: 'car7', lap: 1, revision: 2 });
  expect(await atFactory('car7', 1, 1)).toContain('Ada Okonkwo');
  expect(await atFactory('car7', 1, 2)).toContain('Somebody Else');
});

test('what a factory has lost is sent again under its revision, also when that is interrupted', { timeout: 20_000 }, async () => {
  const { startFactory, loseFactory, exporter, atFactory, ledger, source } = await setUp();
  await startFactory();
  await exporter().run();
  await loseFactory();
  expect(await exporter().run()).toMatchObject({ before: 6, sent: 0 });
  expect(await atFactory('car7', 1)).toBeUndefined();

  ledger.forget(RACE, source.of(RACE).filter(({ car }) => car === 'car7'));
  const stopped = exporter((sent) => sent >= 1 && stopped.stop());
  const half = await stopped.run();
  expect(half.state).toBe('failed');
  const rest = await exporter().run();
  expect(rest).toMatchObject({ state: 'done', confirmed: 6 });
  expect([...half.receipts, ...rest.receipts].filter(({ before }) => !before).map(({ car, lap, revision }) => [car, lap, revision])).toEqual([0, 1, 2].map((lap) => ['car7', lap, 1]));
  expect(await atFactory('car7', 1)).toContain('"lap":1');
});

test('repeats are harmless, other contents under the same key are refused, and what is no lap is laid aside', { timeout: 20_000 }, async () => {
  const { stream, topics, startFactory, heard, atFactory } = await setUp();
  await startFactory();
  const answers: LapAnswer[] = [];
  await stream.consumer({ group: 'answers', topics: [topics.factoryWatermarks], handle: (records) => void answers.push(...records.flatMap(({ value }) => readLapAnswer(value) ?? [])) });
  const dead = await heard(deadLetterOf(topics.factoryLaps));
  const key = { race: RACE, car: 'car9', lap: 4, revision: 1 };
  const send = async (text: string, sha256 = sha256Of(Buffer.from(text))): Promise<void> => {
    const producer = await stream.producer();
    await producer.send(topics.factoryLaps, lapRecords(key, sha256, gzipSync(text)));
    await producer.close();
  };
  await send('{"lap":4}');
  await vi.waitFor(() => expect(answers).toHaveLength(1));
  await send('{"lap":4}');
  await vi.waitFor(() => expect(answers.map(({ refused }) => refused)).toEqual([null, null]));
  await send('{"lap":5}');
  await vi.waitFor(() => expect(answers.at(-1)!.refused).toMatch(/already, with other contents/));
  const producer = await stream.producer();
  await producer.send(topics.factoryLaps, [{ key: 'x', value: Buffer.from('no lap') }]);
  await vi.waitFor(() => expect(dead).toHaveLength(2));
  expect(await atFactory('car9', 4)).toBe('{"lap":4}');
});

test('a document that is too long for one record travels in parts, and its checksum is held against it', async () => {
  const packed = Buffer.from(Array.from({ length: 1_300_000 }, (_, i) => (i * 31) % 251));
  const records = lapRecords({ race: RACE, car: 'car7', lap: 1, revision: 1 }, sha256Of(packed), packed);
  expect(records).toHaveLength(3);
  for (const { value, key } of records) expect([key, value.length < 1_000_000]).toEqual([`${RACE}/car7/1`, true]);
  expect(Buffer.concat(records.map(({ value }) => readLapPart(value).bytes))).toEqual(packed);
  expect(() => readLapPart(Buffer.from('{"schema":2}\n'))).toThrow(/schema|race/);
});

test('cars are chosen by name or number, laps by number, and what is not there is named', () => {
  const laps = ['car7', 'car12'].flatMap((car) => [0, 1, 2].map((lap) => ({ id: `${car}/${lap}`, car, number: Number(car.slice(3)), lap })));
  const ids = (more: object): string[] => chooseLaps(laps, { race_id: 'r1', ...more }).map(({ id }) => id);
  expect(ids({})).toHaveLength(6);
  expect(ids({ cars: ['12'], laps: [2] })).toEqual(['car12/2']);
  expect(() => ids({ cars: ['car9'] })).toThrow(/no laps of a car "car9".*car7, car12/);
  expect(() => ids({ cars: ['7'], laps: [1, 9] })).toThrow(/no lap 9 of 7.*0 to 2/);
});

test('a lap that cannot be read is named, and what went before it stays confirmed', { timeout: 20_000 }, async () => {
  const { startFactory, exporter, store } = await setUp();
  await startFactory();
  store.db.prepare(`UPDATE lap SET samples = X'00' WHERE id = ?`).run(`${RACE}/car8/001`);
  const receipt = await exporter().run();
  expect(receipt).toMatchObject({ state: 'failed', error: { code: 'E_LAP_DAMAGED', message: expect.stringMatching(/^Lap 1 of car8 cannot be read: .*of 6 laps are confirmed/) as string } });
});
