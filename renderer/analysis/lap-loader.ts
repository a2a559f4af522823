import { batch, signal } from '@preact/signals';
import type { Connection } from '../../common/contract.ts';
import type { ChosenLap } from '../state/lap-choice.ts';
import type { OverlayLap } from './overlay/messages.ts';

/** What has come is drawn after so long, even where more is on its way, ms. */
const HOLD_MS = 300;

/** Fetches what is missing of chosen laps, each channel once. */
export class LapLoader {
  /** Ids of laps of which something has come. */
  readonly loaded = signal<ReadonlySet<string>>(new Set());
  /** Counts what has come. */
  readonly version = signal(0);
  /** More is on its way, and it is worth waiting for. */
  readonly holding = signal(false);
  /** By lap, why it could not be read. */
  readonly failed = signal<ReadonlyMap<string, string>>(new Map());
  readonly #connection: Connection;
  readonly #take: (lap: OverlayLap, bytes: Uint8Array) => void;
  /** By lap, the channels that were asked for. */
  readonly #asked = new Map<string, Set<string>>();
  #pending = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: Connection, take: (lap: OverlayLap, bytes: Uint8Array) => void) {
    this.#connection = connection;
    this.#take = take;
  }

  /** Laps that are no longer among them are forgotten. */
  load(laps: readonly ChosenLap[], channels: readonly string[]): void {
    const ids = new Set(laps.map(({ row }) => row.id));
    for (const id of this.#asked.keys()) if (!ids.has(id)) this.#forget(id);
    for (const lap of laps) {
      const asked = this.#asked.get(lap.row.id) ?? new Set();
      this.#asked.set(lap.row.id, asked);
      const missing = channels.filter((name) => !asked.has(name));
      if (missing.length === 0) continue;
      for (const name of missing) asked.add(name);
      void this.#fetch(lap, missing, asked);
    }
  }

  #forget(id: string): void {
    this.#asked.delete(id);
    const loaded = new Set(this.loaded.peek());
    loaded.delete(id);
    const failed = new Map(this.failed.peek());
    failed.delete(id);
    batch(() => {
      this.loaded.value = loaded;
      this.failed.value = failed;
    });
  }

  async #fetch({ row }: ChosenLap, channels: string[], asked: ReadonlySet<string>): Promise<void> {
    this.#begin();
    try {
      const bytes = await this.#connection.request('lap.trace', { id: row.id, channels });
      if (this.#asked.get(row.id) !== asked) return;
      this.#take({ id: row.id, lapTime: row.lap_time, fromLine: row.lap_type !== 'grid' }, bytes);
      this.loaded.value = new Set(this.loaded.peek()).add(row.id);
      this.version.value++;
    } catch (error) {
      if (this.#asked.get(row.id) !== asked) return;
      this.#asked.delete(row.id);
      this.failed.value = new Map(this.failed.peek()).set(row.id, (error as Error).message);
    } finally {
      this.#end();
    }
  }

  #begin(): void {
    if (this.#pending++ > 0) return;
    this.holding.value = true;
    this.#timer = setTimeout(() => (this.holding.value = false), HOLD_MS);
  }

  #end(): void {
    if (--this.#pending > 0) return;
    clearTimeout(this.#timer);
    this.holding.value = false;
  }
}
