import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import type { Sqlite } from '../../sqlite.ts';
import { stepsOf, type ChannelSteps } from './channel-statistics.ts';
import { decodeSamples, type SampleSpace } from './lap-samples.ts';
import type { LapStore } from './lap-store.ts';

interface LateLap {
  id: string;
  channels: string;
  samples: Uint8Array;
}

/**
 * Works out the statistics of laps that were stored by a Lapwing that kept none, in steps that are short enough for a race that runs at the
 * same time. A lap that cannot be read stays without.
 */
export class LateStatistics {
  private readonly db: Sqlite;
  private readonly next;
  private readonly space: SampleSpace = { samples: new Int32Array(0) };
  /** Every lap up to this one is done. */
  private from = '';
  private readonly some: (until: number) => boolean;

  constructor(store: LapStore) {
    this.db = store.db;
    this.next = store.db.prepare<[string], LateLap>(
      `SELECT id, (SELECT json FROM channel_set WHERE id = lap.channel_set) AS channels, samples FROM lap
       WHERE id > ? AND NOT EXISTS (SELECT 1 FROM lap_number WHERE lap_number.id = lap.id) ORDER BY id LIMIT 1`,
    );
    this.some = store.db.transaction((until: number) => {
      do {
        const lap = this.next.get(this.from);
        if (!lap) return false;
        this.from = lap.id;
        const channels = JSON.parse(lap.channels) as DeclaredChannel[];
        const statistics = this.statisticsOf(lap.samples);
        if (statistics?.length === channels.length) store.insertStatistics(lap.id, channels, statistics);
      } while (performance.now() < until);
      return true;
    }).immediate;
  }

  private statisticsOf(samples: Uint8Array): (ChannelSteps | undefined)[] | undefined {
    try {
      return decodeSamples(samples, this.space).columns.map(stepsOf);
    } catch {
      return undefined;
    }
  }

  /** Whether there is a lap without, even one that will stay so. */
  get pending(): boolean {
    return this.db.prepare('SELECT (SELECT COUNT(*) FROM lap) > (SELECT COUNT(*) FROM lap_number)').pluck().get() === 1;
  }

  /** For about so many ms, and a little longer for the disk. False when no lap is left. Throws what SQLite throws. */
  step(ms: number): boolean {
    return this.some(performance.now() + ms);
  }
}
