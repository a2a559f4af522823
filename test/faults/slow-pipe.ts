import { setTimeout as sleep } from 'node:timers/promises';

/** How slow a way is; each number may change while messages are under way. */
export interface Slowness {
  /** Milliseconds that each message takes at least. */
  delay: number;
  /** Up to so many milliseconds more or less, never less than nothing. */
  jitter: number;
  /** Bits a second; null without a limit. */
  bitsPerSecond: number | null;
  /** The share of messages before which everything stands still for `stall` milliseconds. */
  stallShare: number;
  stall: number;
}

/** What the messages of several pipes go over, one after the other. */
export interface Line {
  /** When it is free again, ms. */
  free: number;
  /** For how long it has stood still, ms. */
  stalled: number;
}

/** Hands messages on in their order, as late as `slowness` wants it. */
export class SlowPipe {
  private readonly slowness: Slowness;
  private readonly line: Line;
  private readonly random: () => number;
  private readonly deliver: (message: Buffer) => void;
  private last: Promise<void> = Promise.resolve();

  constructor(slowness: Slowness, line: Line, random: () => number, deliver: (message: Buffer) => void) {
    this.slowness = slowness;
    this.line = line;
    this.random = random;
    this.deliver = deliver;
  }

  push(message: Buffer): void {
    this.last = this.deliverAt(this.dueTime(message.length), message, this.last);
  }

  private async deliverAt(due: number, message: Buffer, before: Promise<void>): Promise<void> {
    await before;
    const wait = due - Date.now();
    if (wait > 0) await sleep(wait);
    this.deliver(message);
  }

  private dueTime(bytes: number): number {
    const { delay, jitter, bitsPerSecond, stallShare, stall } = this.slowness;
    const { line } = this;
    // A line that has become sound again owes nothing to what was queued on it before.
    const sound = bitsPerSecond === null && stallShare === 0;
    line.free = sound ? Date.now() : Math.max(line.free, Date.now());
    if (stallShare > 0 && this.random() < stallShare) {
      line.free += stall;
      line.stalled += stall;
    }
    if (bitsPerSecond !== null) line.free += (bytes * 8000) / bitsPerSecond;
    const late = jitter > 0 ? delay + (2 * this.random() - 1) * jitter : delay;
    return line.free + Math.max(0, late);
  }
}
