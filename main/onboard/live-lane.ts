import { RenewingProducer } from '../stream/renewing-producer.ts';
import { StreamError, type Stream } from '../stream/stream.ts';
import { backOff, LONGEST_PAUSE } from './back-off.ts';
import type { BufferedFrame, EdgeBuffer } from './edge/edge-buffer.ts';
import { liveOrder } from './live-order.ts';
import { LinkDown, LIVE_SHARE, type RadioLink } from './radio-link.ts';
import type { Uplink } from './uplink.ts';

/** ms by which the record lane must trail before this one sends: until then it brings the newest by itself. */
const TRAILING = 1000;
/** ms between two looks at that, and between two sends at least. */
const LOOK = 100;
/** The newest frames that are looked at: what is older is skipped. */
const WINDOW = 256;
const WINDOW_BYTES = 8 * 1024 * 1024;
/** One batch is what its share carries in as long as the last one took, within these bounds in s; bytes of the first one, and of the largest. */
const BATCH_SECONDS = 0.5;
const MOST_SECONDS = 1;
const FIRST_BATCH = 2048;
const LARGEST_BATCH = 128 * 1024;
const NONE: ReadonlySet<string> = new Set();

export interface LiveLaneOptions {
  buffer: EdgeBuffer;
  link: RadioLink;
  stream: Stream;
  topic: string;
  /** The record lane of the same buffer. */
  record: Pick<Uplink, 'cursor' | 'pace'>;
  /** The cars that somebody has picked on a screen now: they go first, and no other is left out for good. */
  picked?(): ReadonlySet<string>;
  /** Told when sending fails and, with null, when it works again. */
  onTrouble(message: string | null): void;
}

/**
 * Brings the newest frames to the screens while the record lane still has older ones to send. It may skip frames, is
 * acknowledged by nobody but the broker, and confirms nothing; with no backlog it sends nothing. It takes its share of what
 * the record lane was seen to carry, never more, so that it cannot hold it up.
 */
export class LiveLane {
  /** Frames sent since the start. */
  frames = 0;
  /** Frames that were newer than what the record lane had sent, and were not sent here either. */
  skipped = 0;
  private readonly options: LiveLaneOptions;
  private readonly producer: RenewingProducer;
  /** The id of the newest frame that was looked at. */
  private seen = 0;
  /** In which choice each car was last served. */
  private readonly served = new Map<string, number>();
  private turn = 0;
  private behind = false;
  /** s that the last send took. */
  private took = 0;
  private failures = 0;
  private readonly closing = new AbortController();
  private readonly done: Promise<void>;

  constructor(options: LiveLaneOptions) {
    this.options = options;
    this.producer = new RenewingProducer(options.stream);
    this.done = this.run();
  }

  /** Whether the record lane trails, so that this one sends. */
  get active(): boolean {
    return this.behind;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!signal.aborted) {
      try {
        await this.step();
      } catch (error) {
        await this.recover(error);
      }
    }
    await this.producer.close();
  }

  private async step(): Promise<void> {
    const { buffer, link, record } = this.options;
    const { signal } = this.closing;
    const began = performance.now();
    // What was chosen is paid for at the rate for which it was chosen.
    const rate = this.bytesPerSecond;
    const [oldest] = buffer.after(record.cursor, 1, 1);
    // What a clock that was set back has closed in the future is from before that.
    this.behind = oldest !== undefined && Math.abs(Date.now() - oldest.closed) > TRAILING;
    const frames = this.behind && link.state !== 'cut' ? this.choose(record.cursor, rate) : [];
    if (frames.length > 0) await this.send(frames);
    const bytes = frames.reduce((sum, { sealed }) => sum + sealed.length, 0);
    const took = performance.now() - began;
    if (bytes > 0) this.took = took / 1000;
    await link.changed(Math.max(0, LOOK - took, (1000 * bytes) / rate - took), signal);
  }

  private async send(frames: readonly BufferedFrame[]): Promise<void> {
    const { link, topic, onTrouble } = this.options;
    const { signal } = this.closing;
    this.skipped += frames.length;
    try {
      await link.carry(this.producer, topic, frames.map(({ car, sealed }) => ({ key: car, value: sealed })), { signal, lane: 'live' });
      this.skipped -= frames.length;
      this.frames += frames.length;
    } catch (error) {
      // The record lane sees to it.
      if (!(error instanceof StreamError) || error.kind !== 'too-large') throw error;
    }
    if (this.failures > 0) onTrouble(null);
    this.failures = 0;
  }

  /** Of what the record lane was seen to carry while this one had its share. */
  private get bytesPerSecond(): number {
    const { bytesPerSecond } = this.options.record.pace;
    return bytesPerSecond === 0 ? FIRST_BATCH / BATCH_SECONDS : (bytesPerSecond * LIVE_SHARE) / (1 - LIVE_SHARE);
  }

  /** The newest frames that the record lane has not sent, in the order of buffering: as many as there is room for, but at least one. */
  private choose(cursor: number, rate: number): BufferedFrame[] {
    const { buffer, link } = this.options;
    const last = buffer.lastId();
    const after = Math.max(cursor, this.seen);
    const from = Math.max(after, last - WINDOW);
    const fresh = buffer.after(from, WINDOW, WINDOW_BYTES).filter(({ car, gap }) => gap === undefined && link.hears(car));
    const ordered = liveOrder(fresh, { turn: this.turn, served: this.served, picked: this.options.picked?.() ?? NONE });
    let room = Math.min(LARGEST_BATCH, rate * Math.min(MOST_SECONDS, Math.max(BATCH_SECONDS, this.took)));
    const chosen: BufferedFrame[] = [];
    for (const frame of ordered) {
      if (chosen.length > 0 && frame.sealed.length > room) break;
      chosen.push(frame);
      room -= frame.sealed.length;
    }
    for (const { car } of chosen) this.served.set(car, this.turn);
    if (chosen.length > 0) this.turn++;
    this.skipped += Math.max(0, last - after - chosen.length);
    this.seen = Math.max(this.seen, last);
    return chosen.sort((a, b) => a.id - b.id);
  }

  private async recover(error: unknown): Promise<void> {
    const { link, onTrouble } = this.options;
    const { signal } = this.closing;
    if (error instanceof LinkDown) return link.changed(LONGEST_PAUSE, signal);
    if (signal.aborted) return;
    this.failures++;
    onTrouble(error instanceof Error ? error.message : String(error));
    await link.changed(backOff(this.failures), signal);
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.done;
  }
}
