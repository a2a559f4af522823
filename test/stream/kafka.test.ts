import { expect, it } from 'vitest';
import { describeStream } from './contract.ts';

const brokers = process.env.LAPWING_TEST_BROKERS?.split(',') ?? [];

if (brokers.length > 0) {
  describeStream(`Apache Kafka at ${brokers.join(',')}`, () => ({ kind: 'kafka', brokers }));
} else if (process.env.LAPWING_REQUIRE_KAFKA === '1') {
  it('has a Kafka broker', () => expect.fail('LAPWING_REQUIRE_KAFKA is 1, but LAPWING_TEST_BROKERS names no broker'));
} else {
  process.stdout.write('skipped: no Kafka broker (set LAPWING_TEST_BROKERS, or run "node scripts/node24.mjs test/kafka/broker.ts")\n');
  it.skipIf(true)('Apache Kafka', () => expect(brokers).not.toEqual([]));
}
