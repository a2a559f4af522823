import { signal } from '@preact/signals';
import type { RaceRow } from '../../common/race-view.ts';

/** The races in the data folder that can be replayed, newest first, as they were when somebody last asked. */
export class StoredRaces {
  readonly list = signal<readonly RaceRow[]>([]);
  readonly #ask: () => Promise<readonly RaceRow[] | undefined>;

  constructor(ask: () => Promise<readonly RaceRow[] | undefined>) {
    this.#ask = ask;
  }

  async fetch(): Promise<void> {
    const races = await this.#ask();
    if (races) this.list.value = races.filter(({ state, laps_stored }) => state !== 'running' && laps_stored > 0).toSorted((a, b) => b.started - a.started);
  }
}
