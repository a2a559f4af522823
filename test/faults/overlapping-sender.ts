import type { Producer as KafkaJsProducer } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sealFrame } from '../../common/frame.ts';
import type { UplinkOptions } from '../../main/onboard/uplink.ts';
import { kafkaClient } from '../../main/stream/kafka-client.ts';
import { partitionOf } from '../../main/stream/stream.ts';
import type { Sender } from './way.ts';

const LANES = 4;
const BATCH = 4;

/**
 * An uplink with a bug, for controls: sends overlap in one idempotent producer of kafkajs. When the answer to one is
 * lost, the next goes out under its sequence number, and the broker takes it for a repeat and acknowledges it.
 */
export class OverlappingSender implements Sender {
  private readonly options: UplinkOptions;
  private readonly producer: KafkaJsProducer;
  private cursor = 0;
  private closed = false;
  private readonly done: Promise<void>;

  constructor(options: UplinkOptions) {
    this.options = options;
    this.producer = kafkaClient({ brokers: [options.stream.address], clientId: 'lapwing-test' }).producer({
      idempotent: true,
      allowAutoTopicCreation: false,
      retry: { retries: 10, initialRetryTime: 20, maxRetryTime: 200 },
      createPartitioner: () => ({ message, partitionMetadata }) => partitionOf(String(message.key), partitionMetadata.length),
    });
    this.done = this.run();
  }

  notify(): void {}

  private async run(): Promise<void> {
    await this.producer.connect();
    await Promise.all(Array.from({ length: LANES }, () => this.lane()));
    await this.producer.disconnect();
  }

  private async lane(): Promise<void> {
    const { buffer, topic, onTrouble } = this.options;
    while (!this.closed) {
      const frames = buffer.after(this.cursor, BATCH, 64 * 1024);
      const last = frames.at(-1);
      if (!last) {
        await sleep(5);
        continue;
      }
      this.cursor = last.id;
      const messages = frames.map((frame) => ({ key: frame.car, value: Buffer.from(sealFrame(frame)) }));
      for (let sent = false; !sent && !this.closed; ) {
        try {
          await this.producer.send({ topic, acks: -1, messages });
          sent = true;
        } catch (error) {
          onTrouble((error as Error).message);
        }
      }
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.done;
  }
}
