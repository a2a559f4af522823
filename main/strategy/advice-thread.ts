import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { toErrorShape, type ErrorShape } from '../../common/errors.ts';
import type { LapHead } from '../../common/lap.ts';
import type { Advice } from '../../common/strategy-advice.ts';
import type { RaceFit } from '../../common/strategy-fit.ts';
import type { RaceTrace } from '../../common/strategy-trace.ts';
import type { TimingEvent } from '../../common/timing.ts';
import { RaceBook } from './race-book.ts';

/** The strategist: fits and advises after every lap and flag, in a thread of its own, so that live samples do not wait for it. */
export type ToAdvice =
  /** These cars of this race are watched from now on; null: nobody watches. */
  | { type: 'watch'; race_id: string | null; cars: readonly string[] }
  /** Of the race that is watched. */
  | { type: 'lap'; head: LapHead }
  | { type: 'event'; event: TimingEvent }
  | { type: 'ask'; id: number; race_id: string; car: string; until: number | undefined; hindsight: boolean }
  | { type: 'fit' | 'trace'; id: number; race_id: string; until: number | undefined };

export type FromAdvice =
  | { type: 'advice'; advice: Advice }
  | { type: 'answer'; id: number; answer: Advice | RaceFit | RaceTrace | null }
  | { type: 'error'; id: number; error: ErrorShape };

const port = parentPort!;
const say = (message: FromAdvice): void => port.postMessage(message);
const { store } = workerData as { store: string };

/** The race that is watched; its book is missing until the store knows of it. */
let race: string | null = null;
let watched: RaceBook | undefined;
let cars: readonly string[] = [];
let due = false;
/** The race that was asked about last, and when it was read. */
let recent: { book: RaceBook; read: number } | undefined;
/** ms for which a race counts as it was read. */
const FRESH = 3000;

/** Only looks: the engine writes to the same file. */
function readBook(race_id: string): RaceBook {
  const db = new Database(store, { readonly: true, fileMustExist: true });
  try {
    return new RaceBook(db, race_id);
  } finally {
    db.close();
  }
}

/** What is not watched is read anew after a while, for it may have changed: questions come in threes and more. */
function bookOf(race_id: string): RaceBook {
  if (watched?.race_id === race_id) return watched;
  if (recent?.book.race_id !== race_id || performance.now() - recent.read > FRESH) recent = { book: readBook(race_id), read: performance.now() };
  return recent.book;
}

function openWatched(): void {
  if (watched?.race_id === race) return;
  watched = undefined;
  try {
    if (race !== null) watched = readBook(race);
  } catch {
    // With its next lap the store may have it.
  }
}

/** Once what has come in is taken in: laps of many cars end together. */
function tellSoon(): void {
  if (due) return;
  due = true;
  setImmediate(() => {
    due = false;
    for (const car of watched ? cars : []) {
      const advice = watched!.advise(car);
      if (advice) say({ type: 'advice', advice });
    }
  });
}

/** What changes a decision; all else is only written down. */
const MATTERS: ReadonlySet<TimingEvent['type']> = new Set(['flag', 'pit', 'retired', 'weather']);

function answer(message: Extract<ToAdvice, { id: number }>): void {
  const { id } = message;
  try {
    const book = bookOf(message.race_id);
    say({ type: 'answer', id, answer: message.type === 'ask' ? book.advise(message.car, message.until, message.hindsight) : book[message.type](message.until) });
  } catch (error) {
    say({ type: 'error', id, error: toErrorShape(error) });
  }
}

port.on('message', (message: ToAdvice) => {
  if ('id' in message) return answer(message);
  if (message.type === 'watch') ({ race_id: race, cars } = message);
  openWatched();
  if (message.type === 'watch') return;
  if (message.type === 'lap') watched?.ended(message.head);
  else watched?.hear(message.event);
  if (message.type === 'lap' || MATTERS.has(message.event.type)) tellSoon();
});
