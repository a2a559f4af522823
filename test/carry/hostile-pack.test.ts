import { join } from 'node:path';
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { KIND, PackWriter, readPack, type Kind } from '../../main/carry/pack-file.ts';
import { packRace } from '../../main/carry/pack-race.ts';
import { unpackRace } from '../../main/carry/unpack-race.ts';
import { encodeSamples } from '../../main/trackside/laps/lap-samples.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { temporaryFolder } from '../hosts/temporary-folder.ts';
import { seededRandom } from '../support/random.ts';
import { testFolder } from '../support/folder.ts';
import { storeRace } from '../support/stored-race.ts';

const race_id = 'race-1';
const folder = temporaryFolder();
let whole: Buffer;
let records: { kind: Kind; body: Buffer }[];

beforeAll(() => {
  const store = new LapStore(join(folder.path, 'laps.db'));
  storeRace(store, { race_id, cars: ['car7'], laps: 2, samples: 300 });
  const file = join(folder.path, 'race.lapwing');
  packRace(store.db, race_id, file, () => {});
  store.close();
  whole = readFileSync(file);
  records = [];
  for (const { kind, body } of readPack(file)) records.push({ kind, body: Buffer.from(body) });
  return () => folder.remove();
});

/** What comes of unpacking bytes: the error's code, or what was taken; never anything in the store unless it was taken. */
function outcomeOf(bytes: Buffer): string {
  const dir = testFolder();
  const path = join(dir, 'laps.db');
  const file = join(dir, 'in.lapwing');
  writeFileSync(file, bytes);
  const store = new LapStore(path);
  onTestFinished(() => store.close());
  try {
    return unpackRace(path, file, () => {}).outcome;
  } catch (error) {
    expect((error as Error).message).not.toContain('\n');
    expect([store.races(), store.db.prepare('SELECT COUNT(*) FROM lap').pluck().get()]).toEqual([[], 0]);
    return (error as { code?: string }).code ?? String(error);
  }
}

/** A pack with right checksums, of these records. */
function packOf(parts: readonly { kind: Kind; body: Buffer }[]): Buffer {
  const file = join(testFolder(), 'made.lapwing');
  const writer = new PackWriter(file);
  for (const { kind, body } of parts) writer.add(kind, body);
  writer.finish();
  return readFileSync(file);
}

/** With one record rewritten. */
function changed(kind: Kind, change: (body: Buffer) => Buffer): Buffer {
  let done = false;
  return packOf(records.map((record) => {
    if (record.kind !== kind || done) return record;
    done = true;
    return { kind, body: change(record.body) };
  }));
}
const json = (change: (value: never) => unknown) => (body: Buffer): Buffer => Buffer.from(JSON.stringify(change(JSON.parse(body.toString()) as never)));
/** With the head of the first lap changed. */
const headed = (change: (head: Record<string, unknown>) => unknown): Buffer =>
  changed(KIND.lap, (body) => {
    const length = body.readUInt32LE(4);
    const head = JSON.parse(body.subarray(8, 8 + length).toString()) as Record<string, unknown>;
    const given = change(head);
    const text = Buffer.from(typeof given === 'string' ? given : JSON.stringify(given));
    const numbers = Buffer.from(body.subarray(0, 8));
    numbers.writeUInt32LE(text.length, 4);
    return Buffer.concat([numbers, text, body.subarray(8 + length)]);
  });
const sampled = (samples: Uint8Array): Buffer => changed(KIND.lap, (body) => Buffer.concat([body.subarray(0, 8 + body.readUInt32LE(4)), samples]));

describe('a hostile pack leaves the store as it was, and is told in one line', () => {
  test('the whole one is taken', () => {
    expect(outcomeOf(whole)).toBe('added');
    expect(outcomeOf(packOf(records))).toBe('added');
  });

  test('cut anywhere', () => {
    const ends = [0, 1, 7, 8, 9, 10, 18, whole.length - 42, whole.length - 1, ...Array.from({ length: 40 }, (_, i) => Math.floor((whole.length * i) / 40))];
    for (const end of ends) expect(['E_PACK_DAMAGED', 'E_PACK_FILE'], `cut at ${end}`).toContain(outcomeOf(whole.subarray(0, end)));
  });

  test('with any bit the other way round', () => {
    const random = seededRandom(7);
    for (let i = 0; i < 120; i++) {
      const bytes = Buffer.from(whole);
      const bit = Math.floor(random() * bytes.length * 8);
      bytes[bit >> 3] = bytes[bit >> 3]! ^ (1 << (bit & 7));
      expect(['E_PACK_DAMAGED', 'E_PACK_FILE', 'E_PACK_VERSION'], `bit ${bit}`).toContain(outcomeOf(bytes));
    }
  });

  test('of a newer version', () => {
    const bytes = Buffer.from(whole);
    bytes[8] = 2;
    expect(outcomeOf(bytes)).toBe('E_PACK_VERSION');
  });

  test('that announces more than there is, or more than there may be', () => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt32LE(0xffff_ffff, 10);
    expect(outcomeOf(bytes)).toBe('E_PACK_DAMAGED');
    bytes.writeUInt32LE(1_000_000, 10);
    expect(outcomeOf(bytes)).toBe('E_PACK_DAMAGED');
  });

  test('of samples that unfold to more than any lap has', () => {
    const zeros = encodeSamples({ racetime0: 0, interval: 0.001, instant0: 0, stretches: [{ from: 0, count: 7_000_000 }], strides: [1], columns: [new Int32Array(7_000_000)] });
    expect(zeros.length).toBeLessThan(100_000);
    const set = changed(KIND.channels, () => Buffer.from(JSON.stringify([{ name: 'Speed', unit: 'm/s', resolution: 0.01 }])));
    expect(outcomeOf(set)).toBe('E_PACK_CONTENT');
    expect(outcomeOf(sampled(zeros))).toBe('E_PACK_CONTENT');
    expect(outcomeOf(sampled(new Uint8Array(30)))).toBe('E_PACK_CONTENT');
  });

  test.each<[string, () => Buffer]>([
    ['a race whose id is a path', () => changed(KIND.race, json((race: object) => ({ ...race, id: '../../etc/cron.d/x' })))],
    ['a race whose id is of dots', () => changed(KIND.race, json((race: object) => ({ ...race, id: '..' })))],
    ['a race that runs', () => changed(KIND.race, json((race: object) => ({ ...race, state: 'running' })))],
    ['a track of two lines', () => changed(KIND.race, json((race: object) => ({ ...race, track: 'a\nb' })))],
    ['a race with more laps than follow', () => changed(KIND.race, json((race: object) => ({ ...race, documents: 99 })))],
    ['a classification that is none', () => changed(KIND.race, json((race: object) => ({ ...race, results: '{"a":1}' })))],
    ['a driver whose name turns the line round', () => changed(KIND.cars, json((cars: object[]) => cars.map((car) => ({ ...car, driver: 'a\u202eb' }))))],
    ['an event that is none', () => changed(KIND.events, json(() => [{ seq: 0, doc: '{"type":"flag"}' }]))],
    ['an event that is no JSON', () => changed(KIND.events, json(() => [{ seq: 0, doc: '{' }]))],
    ['channels without names', () => changed(KIND.channels, () => Buffer.from('[{"name":"","unit":"","resolution":1}]'))],
    ['bytes that are no text', () => changed(KIND.cars, () => Buffer.from([0x22, 0xff, 0x22]))],
    ['nesting without end', () => changed(KIND.cars, () => Buffer.from('['.repeat(300_000)))],
    ['a prototype', () => changed(KIND.race, (body) => Buffer.from(`{"__proto__":{"a":1},${body.toString().slice(1)}`))],
    ['a lap of another race', () => headed((head) => ({ ...head, race_id: 'race-2' }))],
    ['a lap under another id', () => headed((head) => ({ ...head, _id: 'race-1/car7/999' }))],
    ['a head that brings its own records', () => headed((head) => ({ ...head, records: [] }))],
    ['a head that says a thing twice', () => headed((head) => `{"car":"x",${JSON.stringify(head).slice(1)}`)],
    ['a time that is no number', () => headed((head) => JSON.stringify(head).replace(/"lap_time":[^,]+/, '"lap_time":1e400'))],
    ['the same lap twice', () => packOf(records.flatMap((record) => (record.kind === KIND.lap ? [record, record] : [record])))],
    ['parts in another order', () => packOf(records.toReversed())],
    ['no race', () => packOf(records.slice(1))],
    ['no books', () => packOf(records.slice(0, -1))],
    ['nothing', () => packOf([])],
    ['a note on a lap that is not there', () => packOf([...records.slice(0, -1), { kind: KIND.notes, body: Buffer.from('[{"id":"race-1/car9/001","revision":1,"text":"","tags":["a"],"author":"A","changed":1}]') }, records.at(-1)!])],
    ['books with numbers that no frame has', () => changed(KIND.books, json((books: object) => ({ ...books, ledger: [{ incarnation: 'i', car: 'car7', next: -1, duplicates: 0 }] })))],
  ])('with right checksums and %s', (_, made) => {
    expect(outcomeOf(made())).toBe('E_PACK_CONTENT');
  });

  test('markup and SQL in names are names', () => {
    const name = `'); DROP TABLE lap; -- <img src=x onerror=alert(1)>`;
    const bytes = packOf(records.map((record) => (record.kind === KIND.cars ? { ...record, body: json((cars: object[]) => cars.map((car) => ({ ...car, driver: name })))(record.body) } : record)));
    expect(outcomeOf(bytes)).toBe('added');
  });
});
