import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { openKafkaStream } from '../../main/stream/kafka.ts';
import type { StreamError, StreamRecord } from '../../main/stream/stream.ts';
import { startBroker, type Broker } from '../kafka/broker.ts';
import { insist } from './insist.ts';
import { cars, complete, numbered, numbersByCar, withoutRepeats } from './numbered.ts';
import { until } from './until.ts';

const required = process.env.LAPWING_REQUIRE_KAFKA === '1';
const wanted = required || process.env.LAPWING_TEST_BROKERS !== undefined;
const [broker, why] = wanted ? await ownBroker() : [undefined, 'LAPWING_TEST_BROKERS is not set'];
afterAll(() => broker?.stop());

/** The one in LAPWING_TEST_BROKERS is not ours to kill. */
async function ownBroker(): Promise<[Broker | undefined, string]> {
  try {
    return [await startBroker(), ''];
  } catch (error) {
    if (required) throw error;
    return [undefined, (error as Error).message];
  }
}

if (!broker) process.stdout.write(`skipped: a broker that is killed and restarted (${why})\n`);

it.skipIf(!broker)('loses nothing when the broker is killed and started again between sends', { timeout: 180_000 }, async () => {
  const { address, kill, restart } = broker as Broker;
  const topic = `test.${randomUUID()}`;
  const stream = await openKafkaStream({ brokers: [address], clientId: 'lapwing-test' });
  await stream.ensureTopics([{ name: topic, partitions: 4 }]);
  const records: StreamRecord[] = [];
  const troubles: (StreamError | null)[] = [];
  await stream.consumer({
    group: `readers-${randomUUID()}`,
    topics: [topic],
    handle: (batch) => void records.push(...batch),
    onTrouble: (trouble) => void troubles.push(trouble),
  });
  const producer = await stream.producer();
  const failures: StreamError[] = [];
  for (let n = 0; n < 200; n += 5) {
    const outage = n === 50 || n === 120 ? kill().then(() => sleep(500)).then(restart) : undefined;
    failures.push(...(await insist(producer, topic, numbered(cars(20), 5, n))));
    await outage;
  }
  await until('every record', () => Object.values(withoutRepeats(numbersByCar(records))).reduce((sum, { length }) => sum + length, 0) >= 4000, 90_000);
  await stream.close();

  expect(withoutRepeats(numbersByCar(records))).toEqual(complete(cars(20), 200));
  expect(failures.length).toBeGreaterThan(0);
  expect(failures.filter(({ kind }) => kind !== 'unreachable' && kind !== 'busy')).toEqual([]);
  // A broker that has only just started may first say that it is busy: its group coordinator is still being made.
  expect(troubles.map((trouble) => trouble?.kind)).toContain('unreachable');
  expect(troubles.filter((trouble) => trouble !== null && trouble.kind !== 'unreachable' && trouble.kind !== 'busy')).toEqual([]);
  expect(troubles.at(-1)).toBeNull();
});
