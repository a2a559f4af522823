/** Bytes of bodies: the largest batch, which with all around them fits a request of half a megabyte, and the one that a link is tried with. */
const LARGEST = 448 * 1024;
const FIRST = 4096;
/** A batch takes so many round trips, within these bounds in ms: long enough that waiting for answers costs little, short enough that a change of the link is felt soon. */
const ROUND_TRIPS = 8;
const SHORTEST = 500;
const LONGEST = 6000;
/** A send of more ms was too large for the link, whether it failed or not. */
const TOO_LONG = 15_000;
/** Sends that are remembered for what they carried in their time, and for the shortest of them. */
const RECENT = 9;
const REMEMBERED = 32;

/**
 * How much to send at once, learned from the round trips of earlier batches and what they carried. Doubles while batches are
 * full and the link carries more, and shrinks with it. The median of the last few sends counts, so that one that stalled changes little.
 */
export class Pace {
  private limit = FIRST;
  /** No batch may be larger: the stream has refused one. */
  private ceiling = LARGEST;
  private past: { bytes: number; ms: number }[] = [];

  /** Bytes to put into the next batch. */
  get batchBytes(): number {
    return Math.min(this.limit, this.ceiling);
  }

  /** The shortest way there and back of late, ms; 0 while nothing has been sent. */
  get roundTrip(): number {
    return this.past.length === 0 ? 0 : Math.min(...this.past.map(({ ms }) => ms));
  }

  /** What the link has carried of late, waiting for answers included, bytes a second; 0 while nothing has been sent. */
  get bytesPerSecond(): number {
    const recent = this.past.slice(-RECENT).map(({ bytes, ms }) => bytes / ms);
    return 1000 * (recent.toSorted((a, b) => a - b)[recent.length >> 1] ?? 0);
  }

  /** A batch was acknowledged after so many ms. */
  sent(bytes: number, ms: number): void {
    this.past.push({ bytes, ms: Math.max(ms, 0.01) });
    if (this.past.length > REMEMBERED) this.past.shift();
    const time = Math.max(SHORTEST, Math.min(LONGEST, ROUND_TRIPS * this.roundTrip));
    const wanted = (this.bytesPerSecond / 1000) * time;
    if (ms > TOO_LONG) this.limit = Math.min(this.limit, (bytes * time) / ms);
    else if (bytes >= this.batchBytes / 2) this.limit = Math.max(this.limit / 2, Math.min(LARGEST, 2 * this.limit, wanted));
  }

  /** A batch was not acknowledged, and that was known after so many ms. @returns whether it was too large for the link */
  failed(ms: number): boolean {
    if (ms < TOO_LONG) return false;
    this.forget();
    return true;
  }

  /** The stream does not take so many bytes at once. */
  refused(bytes: number): void {
    this.ceiling = Math.max(FIRST, Math.min(this.ceiling, Math.floor(bytes / 2)));
  }

  /** The link may be another than before. */
  forget(): void {
    this.limit = FIRST;
    this.past = [];
  }
}
