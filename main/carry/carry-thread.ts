import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { toErrorShape, type ErrorShape } from '../../common/errors.ts';
import type { BackedUp, Packed, Unpacked } from '../../common/store-view.ts';
import { lapFunctions } from '../trackside/laps/lap-functions.ts';
import { backUp } from './back-up.ts';
import { packRace } from './pack-race.ts';
import { unpackRace } from './unpack-race.ts';

/** What takes seconds to minutes with a store, in a thread of its own, so that live samples do not wait for it. */
export type CarryTask =
  | { kind: 'pack'; store: string; race_id: string; file: string }
  | { kind: 'unpack'; store: string; file: string }
  | { kind: 'backup'; store: string; file: string }
  /** Rewrites a store that cannot shrink by itself; nobody else may write to it. */
  | { kind: 'compact'; store: string };

export type FromCarry =
  | { type: 'progress'; done: number; total: number }
  | { type: 'done'; result: Packed | Unpacked | BackedUp | null }
  | { type: 'failed'; error: ErrorShape };

/** Between words of progress, ms. */
const TELL = 100;

const port = parentPort!;
const say = (message: FromCarry): void => port.postMessage(message);
let told = 0;

function progress(done: number, total: number): void {
  const now = performance.now();
  if (now - told < TELL && done < total) return;
  told = now;
  say({ type: 'progress', done, total });
}

function run(task: CarryTask): Packed | Unpacked | BackedUp | null {
  switch (task.kind) {
    case 'pack': {
      const db = new Database(task.store, { readonly: true, fileMustExist: true });
      try {
        return packRace(db, task.race_id, task.file, progress);
      } finally {
        db.close();
      }
    }
    case 'unpack':
      return unpackRace(task.store, task.file, progress);
    case 'backup':
      return backUp(task.store, task.file);
    default: {
      const db = new Database(task.store, { fileMustExist: true, timeout: 60_000 });
      try {
        for (const { name, call } of lapFunctions()) db.function(name, { deterministic: true, varargs: true }, call);
        db.pragma('auto_vacuum = INCREMENTAL');
        db.exec('VACUUM');
        return null;
      } finally {
        db.close();
      }
    }
  }
}

try {
  say({ type: 'done', result: run(workerData as CarryTask) });
} catch (error) {
  say({ type: 'failed', error: toErrorShape(error) });
}
