import { RenewingProducer } from '../stream/renewing-producer.ts';
import type { OutRecord, Stream } from '../stream/stream.ts';
import type { EdgeBuffer } from './edge-buffer.ts';
import { LinkDown, type RadioLink } from './radio-link.ts';
import { LOOK_AGAIN, UnconfirmedWatch } from './unconfirmed-watch.ts';

const BATCH_FRAMES = 500;
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 30_000;

export interface UplinkOptions {
  buffer: EdgeBuffer;
  link: RadioLink;
  stream: Stream;
  topic: string;
  /** Told when sending fails and, with null, when it works again. A cut radio is not told: it is a state. */
  onTrouble(message: string | null): void;
}

/** A run of frames in the order of buffering: one race, or what was there before it. */
interface Stretch {
  /** The id of the last frame that is sent and acknowledged. */
  cursor: number;
  /** The id of the last frame that belongs to it. */
  until: number;
}

interface Batch {
  records: OutRecord[];
  last: number;
  stretch: Stretch;
}

/**
 * Sends what the buffer holds: the newest race first, each in the order of buffering; one batch under way, the same
 * batch again until it is acknowledged, without end. After a restart it begins with the oldest unconfirmed frame, and it
 * goes back to it when the factory stays silent about what the broker has acknowledged; the sinks drop what they have.
 */
export class Uplink {
  private readonly options: UplinkOptions;
  /** Newest first; the first has no end yet. */
  private stretches: Stretch[] = [{ cursor: 0, until: Number.MAX_SAFE_INTEGER }];
  private frozen: Batch | undefined;
  private readonly producer: RenewingProducer;
  private readonly watch: UnconfirmedWatch;
  private failures = 0;
  private wake: (() => void) | undefined;
  private readonly closing = new AbortController();
  private readonly done: Promise<void>;

  constructor(options: UplinkOptions) {
    this.options = options;
    this.producer = new RenewingProducer(options.stream);
    this.watch = new UnconfirmedWatch(options.buffer);
    this.done = this.run();
  }

  /** What is buffered from now on goes before what is buffered already: live beats complete. */
  newestFirst(): void {
    const last = this.options.buffer.lastId();
    this.stretches[0]!.until = last;
    this.stretches.unshift({ cursor: last, until: Number.MAX_SAFE_INTEGER });
  }

  /** The buffer has something new. */
  notify(): void {
    this.wake?.();
  }

  private async run(): Promise<void> {
    while (!this.closing.signal.aborted) {
      try {
        const batch = (this.frozen ??= this.nextBatch());
        if (batch) await this.send(batch);
        else await this.rest();
      } catch (error) {
        await this.recover(error);
      }
    }
    await this.producer.close();
  }

  /** Waits for something new, or for what has to be sent again. */
  private async rest(): Promise<void> {
    const { link } = this.options;
    const { cursor } = this.stretches[0]!;
    if (link.state === 'cut') this.watch.excuse();
    const from = this.watch.repeatFrom(cursor, performance.now());
    if (from !== undefined) {
      this.stretches.push({ cursor: from, until: cursor });
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_AGAIN);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private nextBatch(): Batch | undefined {
    const { buffer, link } = this.options;
    for (const stretch of this.stretches) {
      const frames = buffer.after(stretch.cursor, BATCH_FRAMES, link.batchBytes, stretch.until);
      const last = frames.at(-1);
      if (last) return { records: frames.map((frame) => ({ key: frame.car, value: frame.sealed })), last: last.id, stretch };
    }
    this.stretches.length = 1;
    return undefined;
  }

  private async send({ records, last, stretch }: Batch): Promise<void> {
    const { link, topic, onTrouble } = this.options;
    await link.carry(this.producer, topic, records, this.closing.signal);
    stretch.cursor = last;
    this.frozen = undefined;
    if (this.failures > 0) onTrouble(null);
    this.failures = 0;
  }

  /** Full-jitter back-off; a change of the link ends the pause. */
  private async recover(error: unknown): Promise<void> {
    const { link, onTrouble } = this.options;
    const { signal } = this.closing;
    if (error instanceof LinkDown) {
      // What has not left is chosen anew: the link may come back slow, or a newer race may have begun.
      if (!error.left) this.frozen = undefined;
      return link.changed(LONGEST_PAUSE, signal);
    }
    if (signal.aborted) return;
    this.failures++;
    onTrouble(error instanceof Error ? error.message : String(error));
    const ceiling = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(this.failures, 10));
    await link.changed(Math.random() * ceiling, signal);
  }

  /** Ends after the send that is under way; what is not acknowledged stays in the buffer. */
  async close(): Promise<void> {
    this.closing.abort();
    this.wake?.();
    await this.done;
  }
}
