import type { PlanVerdict, WeighParams } from '../../common/strategy-weighing.ts';
import { weighPlans } from './weigh-plans.ts';

/** Plans that clients have weighed: one question a client at a time, the newest. */
export class WeighDesk {
  readonly #running = new Map<string, AbortController>();
  readonly #tell: (verdict: PlanVerdict, clients: ReadonlySet<string>) => void;

  constructor(tell: (verdict: PlanVerdict, clients: ReadonlySet<string>) => void) {
    this.#tell = tell;
  }

  /** How it stands is told meanwhile, to who has asked. Rejects as `weighPlans`. */
  async weigh(client: string, params: WeighParams): Promise<PlanVerdict> {
    this.stop(client);
    const abort = new AbortController();
    this.#running.set(client, abort);
    try {
      return await weighPlans(params, { signal: abort.signal, told: (verdict) => abort.signal.aborted || this.#tell(verdict, new Set([client])) });
    } finally {
      if (this.#running.get(client) === abort) this.#running.delete(client);
    }
  }

  /** Ends the client's question with what is known by then. */
  stop(client: string): void {
    this.#running.get(client)?.abort(new Error('stopped'));
  }

  close(): void {
    for (const abort of this.#running.values()) abort.abort(new Error('closed'));
  }
}
