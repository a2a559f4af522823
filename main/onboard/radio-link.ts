import type { Producer, OutRecord } from '../stream/stream.ts';

export type RadioState = 'up' | 'slow' | 'cut';

/** The radio is cut. */
export class LinkDown extends Error {
  override name = 'LinkDown';
  /** The batch went out, and nobody knows whether it arrived; false when nothing was sent. */
  readonly left: boolean;

  constructor(message: string, left: boolean) {
    super(message);
    this.left = left;
  }
}

/** The radio between the cars and the pit wall: can be cut, slowed and restored at any moment. */
export class RadioLink {
  private current: RadioState = 'up';
  private limit: number | null = null;
  private readonly waiting = new Set<() => void>();
  /** Unix time of the last change, s. */
  since = Date.now() / 1000;
  /** Bytes that went out since the start. */
  sentBytes = 0;

  get state(): RadioState {
    return this.current;
  }

  /** Bits a second while `slow`, else null. */
  get bitsPerSecond(): number | null {
    return this.limit;
  }

  set(state: RadioState, bitsPerSecond?: number): void {
    if (state !== this.current) this.since = Date.now() / 1000;
    this.current = state;
    this.limit = state === 'slow' ? (bitsPerSecond ?? null) : null;
    for (const wake of this.waiting) wake();
  }

  /** Resolves at the next change of the link, after `ms`, or when `signal` aborts. */
  changed(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.waiting.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.waiting.add(done);
      signal?.addEventListener('abort', done);
    });
  }

  /**
   * Sends as fast as the radio allows. Throws LinkDown when it is cut before or while the batch is under way, or when
   * `signal` aborts before the batch has begun to leave.
   */
  async carry(producer: Producer, topic: string, batch: readonly OutRecord[], signal?: AbortSignal): Promise<void> {
    const bytes = batch.reduce((sum, record) => sum + record.value.length, 0);
    if (this.limit !== null) await this.changed((bytes * 8000) / this.limit, signal);
    if (this.current === 'cut' || signal?.aborted) throw new LinkDown('the radio link is cut', false);
    await producer.send(topic, batch);
    if ((this.current as RadioState) === 'cut') throw new LinkDown('the radio link was cut before the answer came', true);
    this.sentBytes += bytes;
  }
}
