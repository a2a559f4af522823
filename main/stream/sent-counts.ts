import { frameIdentity } from '../../common/frame.ts';
import type { Consumer, ConsumerOptions, OutRecord, Producer, Stream, TopicSpec } from './stream.ts';

/** How far one car's frames of one race have gone out: the numbers below are each a count of frames, for they are gapless. */
export interface SentCount {
  /** Handed to the stream. */
  sent: number;
  /** Acknowledged by it. */
  acked: number;
}

const NONE: SentCount = { sent: 0, acked: 0 };

/** A stream that is passed on as it is, except that it counts which frames its producers send and which are acknowledged. */
export class SentCounts implements Stream {
  private readonly inner: Stream;
  private readonly cars = new Map<string, SentCount>();

  constructor(inner: Stream) {
    this.inner = inner;
  }

  get kind(): Stream['kind'] {
    return this.inner.kind;
  }

  get address(): string {
    return this.inner.address;
  }

  /** Since this process began; what an earlier one sent is not known. */
  of(race: string, car: string): SentCount {
    return this.cars.get(`${race}\0${car}`) ?? NONE;
  }

  async producer(): Promise<Producer> {
    const inner = await this.inner.producer();
    return {
      send: async (topic, batch) => {
        const tops = topsOf(batch);
        this.raise(tops, 'sent');
        await inner.send(topic, batch);
        this.raise(tops, 'acked');
      },
      close: () => inner.close(),
    };
  }

  private raise(tops: ReadonlyMap<string, number>, what: keyof SentCount): void {
    for (const [key, top] of tops) {
      const count = this.cars.get(key) ?? { ...NONE };
      count[what] = Math.max(count[what], top);
      this.cars.set(key, count);
    }
  }

  ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    return this.inner.ensureTopics(topics);
  }

  consumer(options: ConsumerOptions): Promise<Consumer> {
    return this.inner.consumer(options);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

/** For each race and car in a batch, the number after its last frame. */
function topsOf(batch: readonly OutRecord[]): Map<string, number> {
  const tops = new Map<string, number>();
  for (const { value } of batch) {
    const { race, car, seq } = frameIdentity(value);
    const key = `${race}\0${car}`;
    tops.set(key, Math.max(tops.get(key) ?? 0, seq + 1));
  }
  return tops;
}
