import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { reading } from '../laps/lap-functions.ts';
import { OpenLap } from '../laps/open-lap.ts';

/** A lap as the store has it. */
export interface LapBytes {
  channel_set: number;
  samples: Uint8Array;
}

/** What laps are read from. */
export interface LapRows {
  /** Undefined where there is no such lap. */
  lap(id: string): LapBytes | undefined;
  /** JSON of `DeclaredChannel[]`. */
  channels(set: number): string;
}

/** Laps that stay open: a query asks the same lap for one thing after the other, or sets two side by side. */
const MOST_OPEN = 4;

/** Opens laps by their id. */
export class LapReader {
  private readonly rows: LapRows;
  private readonly open = new Map<string, OpenLap>();
  private readonly sets = new Map<number, DeclaredChannel[]>();
  private last: { id: string; lap: OpenLap } | undefined;

  constructor(rows: LapRows) {
    this.rows = rows;
  }

  /** Undefined where there is no such lap. */
  lap(id: string): OpenLap | undefined {
    if (this.last?.id === id) return this.last.lap;
    const lap = this.open.get(id) ?? this.read(id);
    if (lap) this.last = { id, lap };
    return lap;
  }

  /** Laps may have been replaced since they were opened. */
  forget(): void {
    this.open.clear();
    this.sets.clear();
    this.last = undefined;
  }

  private read(id: string): OpenLap | undefined {
    const found = this.rows.lap(id);
    if (!found) return undefined;
    const lap = reading(() => new OpenLap(this.declared(found.channel_set), found.samples));
    if (this.open.size >= MOST_OPEN) this.open.delete(this.open.keys().next().value!);
    this.open.set(id, lap);
    return lap;
  }

  private declared(set: number): DeclaredChannel[] {
    let declared = this.sets.get(set);
    if (!declared) this.sets.set(set, (declared = JSON.parse(this.rows.channels(set)) as DeclaredChannel[]));
    return declared;
  }
}
