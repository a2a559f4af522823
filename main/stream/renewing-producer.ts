import type { OutRecord, Producer, Stream } from './stream.ts';

/** A producer that is made when first needed, and made anew after a send that failed. The error goes to the caller. */
export class RenewingProducer implements Producer {
  private readonly stream: Stream;
  private producer: Producer | undefined;

  constructor(stream: Stream) {
    this.stream = stream;
  }

  async send(topic: string, batch: readonly OutRecord[]): Promise<void> {
    this.producer ??= await this.stream.producer();
    try {
      await this.producer.send(topic, batch);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { producer } = this;
    this.producer = undefined;
    await producer?.close().catch(() => undefined);
  }
}
