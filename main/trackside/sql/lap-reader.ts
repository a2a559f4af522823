import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import type { MathChannel } from '../../../common/math/math-book.ts';
import { ColumnSpace } from '../laps/column-space.ts';
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
  /** Those of all sets. */
  allChannels(): string[];
}

/** Laps that stay open: a query asks the same lap for one thing after the other, or sets two side by side. */
const MOST_OPEN = 4;

/** Opens laps by their id. */
export class LapReader {
  /** Math channels that expressions may name; they change with `forget` alone. */
  math: readonly MathChannel[] = [];
  private readonly rows: LapRows;
  private readonly open = new Map<string, { lap: OpenLap; space: ColumnSpace }>();
  private readonly free: ColumnSpace[] = [];
  private readonly sets = new Map<number, DeclaredChannel[]>();
  private all: DeclaredChannel[] | undefined;
  private last: { id: string; lap: OpenLap } | undefined;

  constructor(rows: LapRows) {
    this.rows = rows;
  }

  /** Undefined where there is no such lap. Stays as it is while one other lap is asked for. */
  lap(id: string): OpenLap | undefined {
    if (this.last?.id === id) return this.last.lap;
    const lap = this.open.get(id)?.lap ?? this.read(id);
    if (lap) this.last = { id, lap };
    return lap;
  }

  /** Laps may have been replaced since they were opened. */
  forget(): void {
    for (const id of [...this.open.keys()]) this.shut(id);
    this.sets.clear();
    this.all = undefined;
    this.last = undefined;
  }

  /** A channel that any lap of the store has, whatever the case of its name. */
  known(name: string): DeclaredChannel | undefined {
    this.all ??= this.rows.allChannels().flatMap((json) => JSON.parse(json) as DeclaredChannel[]);
    return this.all.find((channel) => channel.name.toLowerCase() === name.toLowerCase());
  }

  private read(id: string): OpenLap | undefined {
    const found = this.rows.lap(id);
    if (!found) return undefined;
    if (this.open.size >= MOST_OPEN) this.shut(this.oldest());
    const space = this.free.pop() ?? new ColumnSpace();
    space.clear();
    const lap = reading(() => new OpenLap(this.declared(found.channel_set), found.samples, space));
    this.open.set(id, { lap, space });
    return lap;
  }

  /** Of the laps that are open; the one asked for last may be in use. */
  private oldest(): string {
    for (const id of this.open.keys()) if (id !== this.last?.id) return id;
    throw new Error('no lap but the last one is open');
  }

  private shut(id: string): void {
    this.free.push(this.open.get(id)!.space);
    this.open.delete(id);
  }

  private declared(set: number): DeclaredChannel[] {
    let declared = this.sets.get(set);
    if (!declared) this.sets.set(set, (declared = JSON.parse(this.rows.channels(set)) as DeclaredChannel[]));
    return declared;
  }
}
