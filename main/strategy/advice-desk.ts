import { Worker } from 'node:worker_threads';
import { fromErrorShape, LapwingError } from '../../common/errors.ts';
import type { LapHead } from '../../common/lap.ts';
import type { Advice } from '../../common/strategy-advice.ts';
import type { RaceFit } from '../../common/strategy-fit.ts';
import type { RaceTrace } from '../../common/strategy-trace.ts';
import type { TimingEvent } from '../../common/timing.ts';
import { entryUrl } from '../entry.ts';
import type { FromAdvice, ToAdvice } from './advice-thread.ts';

interface Pending {
  resolve(answer: Advice | RaceFit | RaceTrace | null): void;
  reject(error: LapwingError): void;
}

/** Who watches which car, and the thread that advises. There is one from the first question on; while nobody watches, it hears nothing of the race. */
export class AdviceDesk {
  readonly #store: string;
  readonly #tell: (advice: Advice, clients: ReadonlySet<string>) => void;
  readonly #watching = new Map<string, string>();
  readonly #pending = new Map<number, Pending>();
  #thread: Worker | undefined;
  #race: string | undefined;
  #next = 1;

  /** `store`: the file of the lap store. */
  constructor(store: string, tell: (advice: Advice, clients: ReadonlySet<string>) => void) {
    this.#store = store;
    this.#tell = tell;
  }

  /** The race that is on from now on. */
  begin(race_id: string): void {
    this.#race = race_id;
    this.#watch();
  }

  /** A car's lap has ended. */
  ended(head: LapHead): void {
    if (this.#watching.size > 0 && head.race_id === this.#race) this.#send({ type: 'lap', head });
  }

  hear(race: string, event: TimingEvent): void {
    if (this.#watching.size > 0 && race === this.#race && event.type !== 'standings' && event.type !== 'sector') this.#send({ type: 'event', event });
  }

  /** The client hears of that car from now on, null: of none. Returns how things stand; null where there is no race, or nothing to be said of the car. */
  async watch(client: string, car: string | null): Promise<Advice | null> {
    if (car === null) this.#watching.delete(client);
    else this.#watching.set(client, car);
    this.#watch();
    return car === null || this.#race === undefined ? null : this.advise(this.#race, car);
  }

  leave(client: string): void {
    if (this.#watching.delete(client)) this.#watch();
  }

  #watch(): void {
    if (!this.#thread && this.#watching.size === 0) return;
    const cars = [...new Set(this.#watching.values())];
    this.#send({ type: 'watch', race_id: cars.length === 0 ? null : (this.#race ?? null), cars });
  }

  /** As of a race time, s, else of all that there is; with `hindsight` by the numbers of all of it. Rejects with E_NO_RACE. */
  advise(race_id: string, car: string, until?: number, hindsight = false): Promise<Advice | null> {
    return this.#ask((id) => ({ type: 'ask', id, race_id, car, until, hindsight })) as Promise<Advice | null>;
  }

  fit(race_id: string, until?: number): Promise<RaceFit> {
    return this.#ask((id) => ({ type: 'fit', id, race_id, until })) as Promise<RaceFit>;
  }

  trace(race_id: string, until?: number): Promise<RaceTrace> {
    return this.#ask((id) => ({ type: 'trace', id, race_id, until })) as Promise<RaceTrace>;
  }

  #ask(question: (id: number) => ToAdvice): Promise<Advice | RaceFit | RaceTrace | null> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#send(question(id));
    });
  }

  #send(message: ToAdvice): void {
    this.#thread ??= this.#start();
    this.#thread.postMessage(message);
  }

  #start(): Worker {
    const thread = new Worker(entryUrl(import.meta.url, 'advice-thread'), { workerData: { store: this.#store }, name: 'advice' });
    thread.on('message', (message: FromAdvice) => this.#hear(message));
    // The next question begins it anew; what it knew is in the store.
    thread.on('error', (error) => {
      this.#thread = undefined;
      for (const { reject } of this.#pending.values()) reject(new LapwingError('E_ADVICE', `The strategist stopped: ${error.message}. Ask again.`));
      this.#pending.clear();
    });
    return thread;
  }

  #hear(message: FromAdvice): void {
    if (message.type === 'advice') {
      const { advice } = message;
      const clients = new Set([...this.#watching].filter(([, car]) => car === advice.car).map(([client]) => client));
      if (clients.size > 0 && advice.race_id === this.#race) this.#tell(advice, clients);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.type === 'answer') pending?.resolve(message.answer);
    else pending?.reject(fromErrorShape(message.error));
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }
}
