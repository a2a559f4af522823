import { markPath } from './edge-place.ts';
import { readHighWater, writeHighWater, type HighWater, type HighWaterMark, type Refused } from './high-water.ts';
import type { Lane, Lanes } from './lane.ts';
import { LatestNumbers } from './latest-numbers.ts';

/** Cars of races that are confirmed in full, the newest ones, whose counters are kept all the same. */
const REMEMBERED = 400;

/** The counters of an edge buffer, kept beside its files so that files which have lost something cannot hide it. */
export class EdgeMarks {
  private readonly path: string;
  private readonly latest: LatestNumbers;

  constructor(database: string) {
    this.path = markPath(database);
    this.latest = new LatestNumbers(this.path);
  }

  read(): HighWater | undefined {
    return readHighWater(this.path);
  }

  /** After a commit. Throws the system's error. */
  keep(lanes: Lanes, refused: readonly Refused[]): void {
    if (!this.latest.advance(lanes)) this.write(false, lanes, refused);
  }

  /** On disk when it returns. Throws the system's error. */
  write(closed: boolean, lanes: Lanes, refused: readonly Refused[]): void {
    const all = [...lanes.values()];
    const first = all.length - REMEMBERED;
    const marked = all.filter(({ buffered, confirmed }, i) => i >= first || confirmed < buffered);
    const water = { closed, marks: marked.map(markOf), ...(refused.length > 0 && { refused: [...refused] }) };
    this.latest.begin(writeHighWater(this.path, water), marked, lanes);
  }

  close(): void {
    this.latest.close();
  }
}

export function markOf({ incarnation, race, car, buffered, confirmed }: Lane): HighWaterMark {
  return { incarnation, race, car, next: buffered, confirmed };
}
