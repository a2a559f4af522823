import Database from 'better-sqlite3';
import { beforeEach, expect, test } from 'vitest';
import type { SealedFrame } from '../../common/frame.ts';
import { FrameLedger, LEDGER_LAYOUT } from '../../main/stream/frame-ledger.ts';
import { whileListingFails } from '../support/statements.ts';

let db: Database.Database;
let ledger: FrameLedger;
beforeEach(() => {
  db = new Database(':memory:');
  db.exec(LEDGER_LAYOUT);
  ledger = new FrameLedger(db);
});

const frame = (seq: number, car = 'car7'): SealedFrame => ({ incarnation: 'i', race: 'r', car, seq, closed: 1, body: Buffer.from(String(seq)) });

function admit(...seqs: number[]): number[] {
  const accepted: number[] = [];
  db.transaction(() => {
    for (const seq of seqs) ledger.admit(frame(seq), (next) => accepted.push(next.seq));
    ledger.write();
  })();
  return accepted;
}

test('lets each frame through once, for ever', () => {
  expect(admit(0, 1, 1, 0, 2)).toEqual([0, 1, 2]);
  ledger = new FrameLedger(db);
  expect(admit(2, 3, 0)).toEqual([3]);
  expect(ledger.ofRace('r')).toEqual([{ incarnation: 'i', race: 'r', car: 'car7', next: 4, duplicates: 4, early: 0, lost: 0 }]);
});

test('holds what comes early, over a restart too, and hands it out in order', () => {
  expect(admit(0, 3, 2, 3)).toEqual([0]);
  expect(ledger.gaps('r')).toEqual([{ car: 'car7', from: 1, to: 1, reason: 'not received yet' }]);
  ledger = new FrameLedger(db);
  expect(ledger.ofRace('r')[0]!.early).toBe(2);
  expect(admit(1, 4)).toEqual([1, 2, 3, 4]);
  expect(ledger.gaps('r')).toEqual([]);
  expect(db.prepare('SELECT COUNT(*) FROM early').pluck().get()).toBe(0);
});

test('forgets what its sink could not commit', () => {
  admit(0);
  expect(() =>
    db.transaction(() => {
      ledger.admit(frame(1), () => {});
      ledger.admit(frame(5), () => {});
      ledger.write();
      throw new Error('disk full');
    })(),
  ).toThrow('disk full');
  ledger.reload();
  expect(admit(1, 2)).toEqual([1, 2]);
});

test('forgets it even when what is committed cannot be read at first', () => {
  admit(0, 1);
  ledger.admit(frame(2), () => {});
  whileListingFails(() => expect(() => ledger.reload()).toThrow('disk I/O error'));
  expect(admit(1, 2)).toEqual([2]);
  expect(ledger.ofRace('r')).toMatchObject([{ next: 3, duplicates: 1, early: 0 }]);
});

test('shuffled and repeated, everything comes out once and in order', () => {
  const seqs = [3, 1, 1, 0, 7, 2, 2, 5, 4, 9, 8, 6, 0, 9];
  expect(admit(...seqs)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(ledger.ofRace('r')[0]!.duplicates).toBe(4);
});

const gap = (seq: number, last: number, reason = 'gone'): SealedFrame => ({ ...frame(seq), body: new Uint8Array(0), gap: { last, reason } });

function admitAll(...frames: SealedFrame[]): number[] {
  const accepted: number[] = [];
  db.transaction(() => {
    for (const each of frames) ledger.admit(each, (next) => accepted.push(next.seq));
    ledger.write();
  })();
  return accepted;
}

test('goes past what is declared lost, and says for ever what that was', () => {
  expect(admitAll(frame(0), frame(5), gap(1, 4))).toEqual([0, 5]);
  const [car] = ledger.ofRace('r');
  expect(car).toMatchObject({ next: 6, early: 0, lost: 4 });
  ledger = new FrameLedger(db);
  expect(ledger.ofRace('r')).toEqual([{ ...car }]);
  expect(ledger.gaps('r')).toEqual([{ car: 'car7', from: 1, to: 4, reason: 'gone' }]);
});

test('a gap record that comes early waits for its turn', () => {
  expect(admitAll(gap(2, 3), frame(4))).toEqual([]);
  ledger = new FrameLedger(db);
  expect(admitAll(frame(0), frame(1))).toEqual([0, 1, 4]);
  expect(ledger.ofRace('r')[0]).toMatchObject({ next: 5, lost: 2 });
});

test('of a gap only what has not arrived is lost', () => {
  expect(admitAll(frame(0), frame(1), frame(4), gap(0, 6), frame(7), gap(0, 6))).toEqual([0, 1, 4, 7]);
  expect(ledger.gaps('r').map(({ from, to }) => [from, to])).toEqual([[2, 3], [5, 6]]);
  expect(ledger.ofRace('r')[0]).toMatchObject({ next: 8, lost: 4, duplicates: 1 });
});

const NOON = Date.UTC(2026, 2, 1, 12);
const at = (seq: number, closed: number, clockSuspect?: boolean): SealedFrame => ({ ...frame(seq), closed, ...(clockSuspect !== undefined && { clockSuspect }) });
const runs = (): unknown => db.prepare('SELECT first, last FROM clock_suspect ORDER BY first').raw().all();

test('says which frames have a time that is not to be trusted, and lets them through in order', () => {
  const frames = [at(0, NOON), at(1, NOON + 100, true), at(2, NOON + 200, true), at(3, NOON + 300), at(4, 5000), at(5, NOON + 500), at(6, NOON - 3_600_000), at(7, NOON - 3_599_000), at(8, Date.UTC(2150))];
  expect(admitAll(...frames, ...frames)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  expect(runs()).toEqual([[1, 2], [4, 4], [6, 6], [8, 8]]);
  ledger = new FrameLedger(db);
  expect(ledger.times.ofRace('r')).toEqual(new Map([['car7', 5]]));
  expect(ledger.times.ofRace('another')).toEqual(new Map());
});

test('the time of what comes early counts once', () => {
  admitAll(at(0, NOON), at(2, NOON + 200, true), at(2, NOON + 200, true));
  admitAll(at(1, NOON + 100), at(3, NOON + 300));
  expect(runs()).toEqual([[2, 2]]);
});
