import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { entryUrl } from '../entry.ts';
import type { StoredLapParts } from '../trackside/laps/lap-source.ts';
import type { FromPacking } from './lap-packing.ts';

/** A lap document, gzipped, and what its JSON is known by. */
export interface PackedLap {
  /** Of the JSON document, hexadecimal. */
  sha256: string;
  /** Length of the JSON document. */
  bytes: number;
  packed: Uint8Array;
}

/** Writes and compresses lap documents in a thread of its own, one at a time. */
export class LapPacker {
  private readonly thread = new Worker(entryUrl(import.meta.url, 'lap-packing'), { name: 'packing' });

  /** Throws for a lap that is damaged. */
  async pack({ head, channels, samples }: StoredLapParts): Promise<PackedLap> {
    const answer = once(this.thread, 'message') as Promise<[FromPacking]>;
    this.thread.postMessage({ head, channels, samples } satisfies StoredLapParts);
    const [packed] = await answer;
    if ('error' in packed) throw new Error(packed.error);
    return packed;
  }

  async close(): Promise<void> {
    await this.thread.terminate();
  }
}
