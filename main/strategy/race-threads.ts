import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { LapwingError } from '../../common/errors.ts';
import type { RunRaces } from '../../sim/strategy/contest.ts';
import { Trial, type TrialSetup } from '../../sim/strategy/trial.ts';
import { entryUrl } from '../entry.ts';
import type { FromRaces, ToRaces } from './race-thread.ts';

/** Races that a thread runs before it looks whether it is still wanted: some hundredths of a second. */
const AT_ONCE = 250;

/** Threads that run random races. Results are the same however many there are. */
export class RaceThreads {
  readonly #threads: Worker[];
  readonly #busy: number[];

  /** `count` threads, at least one. */
  constructor(count: number) {
    this.#threads = Array.from({ length: count }, () => new Worker(entryUrl(import.meta.url, 'race-thread'), { name: 'races' }));
    this.#busy = this.#threads.map(() => 0);
  }

  /** ms of the processor that each thread has used. */
  get busy(): readonly number[] {
    return this.#busy;
  }

  /**
   * How the plans of `setup` are driven from now on, in place of those before.
   *
   * Throws `E_PLAN` when the field does not say what chance is like; what is returned rejects with `E_PLAN` when hardly any race counts, and with the
   * signal's reason within some hundredths of a second of an abort.
   */
  trial(setup: TrialSetup, signal?: AbortSignal): RunRaces {
    // Reads everything that a thread would stumble over, where it can be told.
    void new Trial(setup);
    for (const thread of this.#threads) thread.postMessage({ setup } satisfies ToRaces);
    return async (which, from, to) => {
      const places = which.map(() => new Uint8Array(to - from));
      let next = from;
      const work = this.#threads.map(async (thread, i) => {
        while (next < to) {
          signal?.throwIfAborted();
          const begin = next;
          next = Math.min(to, begin + Math.max(1, Math.floor((2 * AT_ONCE) / which.length)));
          const driven = await this.#ask(thread, i, { which, from: begin, to: next });
          driven.forEach((part, plan) => places[plan]!.set(part, begin - from));
        }
      });
      // Nobody is left working when this ends, so that the next question gets its own answers.
      const failed = (await Promise.allSettled(work)).find((each) => each.status === 'rejected');
      if (failed) throw failed.reason;
      return places;
    };
  }

  async #ask(thread: Worker, i: number, order: ToRaces): Promise<Uint8Array[]> {
    const answered = once(thread, 'message') as Promise<[FromRaces]>;
    thread.postMessage(order);
    const [answer] = await answered;
    if ('error' in answer) throw new LapwingError(answer.error.code, answer.error.message);
    this.#busy[i] = answer.busy;
    return answer.places;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }
}
