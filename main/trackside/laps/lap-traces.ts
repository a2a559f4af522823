import { encodeLapTrace } from '../../../common/analysis/lap-trace.ts';
import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { LapwingError } from '../../../common/errors.ts';
import type { Sqlite } from '../../sqlite.ts';
import { decodeChannel } from './lap-samples.ts';
import { readIndex } from './sample-index.ts';

interface TraceRow {
  set: number;
  channels: string;
  samples: Uint8Array;
}

/** Reads some channels of a stored lap, and no others, for the screens that draw laps over each other. */
export class LapTraces {
  private readonly row;
  private readonly sets = new Map<number, DeclaredChannel[]>();

  constructor(db: Sqlite) {
    this.row = db.prepare<[string], TraceRow>(
      'SELECT channel_set AS "set", (SELECT json FROM channel_set WHERE id = lap.channel_set) AS channels, samples FROM lap WHERE id = ?',
    );
  }

  /** As `encodeLapTrace` writes it; channels that the lap lacks are left out. Throws LapwingError E_NO_LAP or E_LAP. */
  read(id: string, names: readonly string[]): Uint8Array<ArrayBuffer> {
    const row = this.row.get(id);
    if (!row) throw new LapwingError('E_NO_LAP', `There is no lap ${id} in the store (any more). Choose another one.`);
    const declared = this.declared(row);
    try {
      const index = readIndex(row.samples);
      const { racetime0, interval, instant0, stretches, strides } = index;
      const channels = names.flatMap((name) => {
        const at = declared.findIndex((channel) => channel.name === name);
        if (at < 0) return [];
        return [{ name, resolution: declared[at]!.resolution, stride: strides[at]!, steps: decodeChannel(row.samples, index, at) }];
      });
      return encodeLapTrace({ id, racetime0, interval, instant0, stretches, channels });
    } catch (cause) {
      throw new LapwingError('E_LAP', `Lap ${id} is damaged in the store: ${(cause as Error).message}. Choose another one.`, { cause });
    }
  }

  private declared({ set, channels }: TraceRow): DeclaredChannel[] {
    let declared = this.sets.get(set);
    if (!declared) this.sets.set(set, (declared = JSON.parse(channels) as DeclaredChannel[]));
    return declared;
  }
}
