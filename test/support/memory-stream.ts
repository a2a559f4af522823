import { StreamError, type OutRecord, type Producer, type Stream } from '../../main/stream/stream.ts';

/** A stream's sending half in memory, whose sends a test can make fail before or after they arrive. */
export class MemoryStream implements Stream {
  readonly kind = 'embedded';
  readonly address = 'memory';
  readonly sent: { topic: string; record: OutRecord }[] = [];
  producers = 0;
  underWay = 0;
  mostUnderWay = 0;
  /** Asked before each send. */
  fate: (attempt: number) => 'arrives' | 'lost' | 'arrives without answer' = () => 'arrives';
  /** Bytes that it takes in one record, and in one send. */
  largestRecord = Infinity;
  largestSend = Infinity;
  /** ms that a send takes. */
  takes = 2;
  private attempts = 0;

  async ensureTopics(): Promise<void> {}

  async producer(): Promise<Producer> {
    this.producers++;
    return {
      send: async (topic, batch) => {
        this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
        const fate = this.fate(this.attempts++);
        const sizes = batch.map(({ value }) => value.length);
        const tooLarge = Math.max(...sizes) > this.largestRecord || sizes.reduce((sum, size) => sum + size) > this.largestSend;
        await new Promise((resolve) => setTimeout(resolve, this.takes));
        this.underWay--;
        if (tooLarge) throw new StreamError('too-large', 'too large');
        if (fate !== 'lost') this.sent.push(...batch.map((record) => ({ topic, record })));
        if (fate !== 'arrives') throw new Error('no answer');
      },
      close: async () => {},
    };
  }

  consumer(): never {
    throw new Error('this stream only sends');
  }

  async close(): Promise<void> {}
}
