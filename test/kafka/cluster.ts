import { freePort, startBroker, type Broker } from './broker.ts';
import type { Quorum } from './server-properties.ts';

/** Several brokers that keep copies of each other's topics. */
export interface Cluster {
  readonly brokers: readonly Broker[];
  /** `127.0.0.1:port` of each. */
  readonly addresses: string[];
  stop(): Promise<void>;
}

/** Starts `size` Apache Kafka brokers, all of which vote for the controller. Rejects as `startBroker` does. */
export async function startCluster(size: number): Promise<Cluster> {
  const voters: { id: number; port: number }[] = [];
  for (let id = 1; id <= size; id++) voters.push({ id, port: await freePort() });
  const starts = await Promise.allSettled(voters.map(({ id }) => startBroker({ quorum: { id, voters } satisfies Quorum })));
  const brokers = starts.flatMap((start) => (start.status === 'fulfilled' ? start.value : []));
  const stop = async (): Promise<void> => void (await Promise.all(brokers.map((broker) => broker.stop())));
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  return { brokers, addresses: brokers.map(({ address }) => address), stop };
}
