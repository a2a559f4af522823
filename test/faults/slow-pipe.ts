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

/** Hands messages on in their order, as late as `slowness` wants it. */
export class SlowPipe {
  private readonly slowness: Slowness;
  private readonly random: () => number;
  private readonly deliver: (message: Buffer) => void;
  private last: Promise<void> = Promise.resolve();
  /** When the line is free again, ms. */
  private free = 0;

  constructor(slowness: Slowness, random: () => number, deliver: (message: Buffer) => void) {
    this.slowness = slowness;
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
    this.free = Math.max(this.free, Date.now());
    if (stallShare > 0 && this.random() < stallShare) this.free += stall;
    if (bitsPerSecond !== null) this.free += (bytes * 8000) / bitsPerSecond;
    const late = jitter > 0 ? delay + (2 * this.random() - 1) * jitter : delay;
    return this.free + Math.max(0, late);
  }
}
