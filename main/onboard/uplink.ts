import { RenewingProducer } from '../stream/renewing-producer.ts';
import { StreamError, type Stream } from '../stream/stream.ts';
import { backOff, LONGEST_PAUSE } from './back-off.ts';
import type { EdgeBuffer } from './edge/edge-buffer.ts';
import { Pace } from './pace.ts';
import { LinkDown, type RadioLink } from './radio-link.ts';
import { bytesOf, halved, SendOrder, type Batch } from './send-order.ts';
import { LOOK_AGAIN, UnconfirmedWatch } from './unconfirmed-watch.ts';

export interface UplinkOptions {
  buffer: EdgeBuffer;
  link: RadioLink;
  stream: Stream;
  topic: string;
  /** Told when sending fails and, with null, when it works again. A cut radio is not told: it is a state. */
  onTrouble(message: string | null): void;
}

/**
 * Sends what the buffer holds, in its `SendOrder`: one batch under way, the same frames again until they are acknowledged,
 * without end. What the stream does not take at once, or the link does not carry in time, goes in halves; a frame that is too large by
 * itself is set aside on board, and a gap record goes in its place. After a restart it begins with the oldest
 * unconfirmed frame, and it goes back to it when the factory stays silent about what the broker has acknowledged; the
 * sinks drop what they have.
 */
export class Uplink {
  readonly pace = new Pace();
  private readonly options: UplinkOptions;
  private readonly order: SendOrder;
  /** Chosen and not acknowledged: one batch, or what it was cut into. */
  private frozen: Batch[] = [];
  private readonly producer: RenewingProducer;
  private readonly watch: UnconfirmedWatch;
  private failures = 0;
  private wake: (() => void) | undefined;
  private readonly closing = new AbortController();
  private readonly done: Promise<void>;

  constructor(options: UplinkOptions) {
    this.options = options;
    this.order = new SendOrder(options.buffer, (car) => options.link.hears(car));
    this.producer = new RenewingProducer(options.stream);
    this.watch = new UnconfirmedWatch(options.buffer);
    this.done = this.run();
  }

  /** What is buffered from now on goes before what is buffered already: live beats complete. */
  newestFirst(): void {
    this.order.newestFirst();
  }

  /** Every frame up to this id has been acknowledged or waits for its car to come out of a tunnel, of those of the newest race. */
  get cursor(): number {
    return this.order.cursor;
  }

  /** The buffer has something new. */
  notify(): void {
    this.wake?.();
  }

  private async run(): Promise<void> {
    while (!this.closing.signal.aborted) {
      const began = performance.now();
      try {
        const batch = this.choose();
        if (batch) await this.send(batch, began);
        else await this.rest();
      } catch (error) {
        await this.recover(error, performance.now() - began);
      }
    }
    await this.producer.close();
  }

  private choose(): Batch | undefined {
    if (this.frozen.length === 0) {
      const batch = this.order.next(this.pace.batchBytes);
      if (batch) this.frozen.push(batch);
    }
    return this.frozen[0];
  }

  /** Waits for something new, or for what has to be sent again. */
  private async rest(): Promise<void> {
    if (this.options.link.state === 'cut' || this.order.holdsBack) this.watch.excuse();
    const from = this.watch.repeatFrom(this.order.cursor, performance.now());
    if (from !== undefined) return this.order.repeatFrom(from);
    const woken = new AbortController();
    this.wake = () => woken.abort();
    await this.options.link.changed(LOOK_AGAIN, woken.signal);
  }

  private async send(batch: Batch, began: number): Promise<void> {
    const { link, topic, onTrouble } = this.options;
    const records = batch.frames.map((frame) => ({ key: frame.car, value: frame.sealed }));
    const reading = setImmediate(() => this.readAhead(batch));
    try {
      await link.carry(this.producer, topic, records, { signal: this.closing.signal });
    } finally {
      clearImmediate(reading);
    }
    this.pace.sent(bytesOf(batch), performance.now() - began);
    this.order.acknowledged(batch);
    this.frozen.shift();
    if (this.failures > 0) onTrouble(null);
    this.failures = 0;
  }

  /** While the broker works on this batch. */
  private readAhead(batch: Batch): void {
    try {
      if (this.frozen.length === 1) this.order.readAhead(batch, this.pace.batchBytes);
    } catch {
      // It is read again when it is needed, and then the reason is told.
    }
  }

  /** Full-jitter back-off; a change of the link ends the pause. @param ms after which it was known that the send has failed */
  private async recover(error: unknown, ms: number): Promise<void> {
    const { link, onTrouble } = this.options;
    const { signal } = this.closing;
    if (error instanceof LinkDown) {
      this.pace.forget();
      // What has not left is chosen anew: the link may come back slow, or a newer race may have begun.
      if (!error.left) this.frozen = [];
      return link.changed(LONGEST_PAUSE, signal);
    }
    if (signal.aborted) return;
    if (error instanceof StreamError && error.kind === 'too-large' && this.makeSmaller()) return;
    this.failures++;
    onTrouble(error instanceof Error ? error.message : String(error));
    if (this.pace.failed(ms)) this.halve();
    await link.changed(backOff(this.failures), signal);
  }

  /** False when there is nothing to halve. */
  private halve(): boolean {
    const [batch] = this.frozen;
    if (!batch || batch.frames.length < 2) return false;
    this.frozen.splice(0, 1, ...halved(batch));
    return true;
  }

  /** Of what is larger than the stream takes. False when it cannot be made smaller. */
  private makeSmaller(): boolean {
    const { buffer, stream, topic } = this.options;
    const batch = this.frozen[0]!;
    if (batch.frames.length > 1) {
      this.pace.refused(bytesOf(batch));
      return this.halve();
    }
    const [frame] = batch.frames;
    if (!frame || frame.gap) return false;
    batch.frames = [buffer.setAside(frame, `larger than ${stream.address} takes`, `Raise what ${topic} takes (max.message.bytes).`)];
    return true;
  }

  /** Ends after the send that is under way; what is not acknowledged stays in the buffer. */
  async close(): Promise<void> {
    this.closing.abort();
    this.wake?.();
    await this.done;
  }
}
