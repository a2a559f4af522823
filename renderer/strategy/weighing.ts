import { batch, signal } from '@preact/signals';
import type { Connection } from '../../common/contract.ts';
import type { Plan } from '../../common/strategy.ts';
import type { FieldParams, PlanVerdict } from '../../common/strategy-weighing.ts';
import { faultOf, type Fault } from './words.ts';

export interface WeighQuestion {
  field: FieldParams;
  plans: readonly Plan[];
  risk: number;
}

/** ms for which nothing must have been changed before races are run. */
export const QUIET = 200;
/** Races for each plan in the end. */
export const RUNS = 10_000;

/**
 * Plans in random races of a whole field: the newest question once its plans rest, with what is known so far told meanwhile.
 * A change ends the races that run, and nothing runs while nobody looks.
 */
export class Weighing {
  /** What is known so far of the plans as they are; while they change, what was known of them before. */
  readonly verdict = signal<PlanVerdict | null>(null);
  /** `stale`: the verdict is of plans or numbers that have changed since. */
  readonly state = signal<'stale' | 'running' | 'done'>('stale');
  readonly fault = signal<Fault | null>(null);
  readonly #connection: Connection;
  #question: WeighQuestion | null = null;
  #lookers = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Number of the newest question: answers to others are not heard. */
  #newest = 0;
  /** Races of the newest question run. */
  #hears = false;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.on('weighing', (verdict) => {
      if (this.#hears) this.#take(verdict);
    });
    connection.onState((state) => {
      if (state === 'connected' && this.state.peek() !== 'done') this.#again();
    });
  }

  ask(question: WeighQuestion): void {
    if (same(question, this.#question)) return;
    this.#question = question;
    this.#again();
  }

  /** Somebody looks from now on; returns the function that ends it. */
  look(): () => void {
    if (++this.#lookers === 1 && this.state.peek() !== 'done') this.#again();
    return () => {
      if (--this.#lookers === 0 && this.state.peek() !== 'done') this.#end();
    };
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#newest++;
    if (this.#hears) this.#connection.request('strategy.weigh.stop', {}).catch(() => undefined);
    this.#hears = false;
    this.state.value = 'stale';
  }

  #again(): void {
    this.#end();
    if (this.#question && this.#lookers > 0) this.#timer = setTimeout(() => void this.#run(this.#newest, this.#question!), QUIET);
  }

  async #run(number: number, { field, plans, risk }: WeighQuestion): Promise<void> {
    try {
      const document = await this.#connection.request('strategy.field', field);
      if (number !== this.#newest) return;
      this.#hears = true;
      const verdict = await this.#connection.request('strategy.weigh', { field: { ...document, plans }, risk, runs: RUNS });
      if (number === this.#newest) this.#take(verdict);
    } catch (error) {
      if (number !== this.#newest) return;
      batch(() => {
        this.fault.value = faultOf(error);
        this.state.value = 'stale';
      });
    }
    this.#hears = number === this.#newest ? false : this.#hears;
  }

  #take(verdict: PlanVerdict): void {
    batch(() => {
      this.verdict.value = verdict;
      this.fault.value = null;
      this.state.value = verdict.done ? 'done' : 'running';
    });
  }
}

function same(a: WeighQuestion, b: WeighQuestion | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
