import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { reading } from '../laps/lap-functions.ts';
import { OpenLap } from '../laps/open-lap.ts';

/** A lap as the store has it. */
export interface LapBytes {
  channels: string;
  samples: Uint8Array;
}

/** Laps that stay open: a query asks the same lap for one thing after the other, or sets two side by side. */
const MOST_OPEN = 4;

/** Opens laps by their id. */
export class LapReader {
  private readonly find: (id: string) => LapBytes | undefined;
  private readonly open = new Map<string, OpenLap>();
  private readonly sets = new Map<string, DeclaredChannel[]>();
  private last: { id: string; lap: OpenLap } | undefined;

  constructor(find: (id: string) => LapBytes | undefined) {
    this.find = find;
  }

  /** Undefined where there is no such lap. */
  lap(id: string): OpenLap | undefined {
    if (this.last?.id === id) return this.last.lap;
    const lap = this.open.get(id) ?? this.read(id);
    if (lap) this.last = { id, lap };
    return lap;
  }

  private read(id: string): OpenLap | undefined {
    const found = this.find(id);
    if (!found) return undefined;
    const lap = reading(() => new OpenLap(this.declared(found.channels), found.samples));
    if (this.open.size >= MOST_OPEN) this.open.delete(this.open.keys().next().value!);
    this.open.set(id, lap);
    return lap;
  }

  private declared(json: string): DeclaredChannel[] {
    let declared = this.sets.get(json);
    if (!declared) this.sets.set(json, (declared = JSON.parse(json) as DeclaredChannel[]));
    return declared;
  }
}
