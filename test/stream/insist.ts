import { setTimeout as sleep } from 'node:timers/promises';
import { StreamError, type OutRecord, type Producer } from '../../main/stream/stream.ts';

/** As the uplink does: the same batch until it is acknowledged. Gives the failures on the way. */
export async function insist(producer: Producer, topic: string, batch: OutRecord[]): Promise<StreamError[]> {
  const failures: StreamError[] = [];
  for (;;) {
    try {
      await producer.send(topic, batch);
      return failures;
    } catch (error) {
      if (!(error instanceof StreamError)) throw error;
      failures.push(error);
      await sleep(100);
    }
  }
}
