import type { OutRecord, Producer, Stream } from '../../main/stream/stream.ts';

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
  private attempts = 0;

  async ensureTopics(): Promise<void> {}

  async producer(): Promise<Producer> {
    this.producers++;
    return {
      send: async (topic, batch) => {
        this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
        const fate = this.fate(this.attempts++);
        await new Promise((resolve) => setTimeout(resolve, 2));
        this.underWay--;
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
