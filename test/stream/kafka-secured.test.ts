import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes, type AclEntry } from 'kafkajs';
import { afterAll, describe, expect, it } from 'vitest';
import { kafkaClient } from '../../main/stream/kafka-client.ts';
import type { KafkaSecurity, SaslMechanism } from '../../main/stream/kafka-security.ts';
import { KafkaConsumer } from '../../main/stream/kafka-consumer.ts';
import { KafkaDoor } from '../../main/stream/kafka-door.ts';
import { KafkaProducer } from '../../main/stream/kafka-producer.ts';
import { openKafkaStream } from '../../main/stream/kafka.ts';
import { Secret } from '../../main/stream/secret.ts';
import type { Stream, StreamError, StreamRecord } from '../../main/stream/stream.ts';
import { startBroker, type Broker } from '../kafka/broker.ts';
import { PASSWORD, USER } from '../kafka/server-properties.ts';
import { cars, complete, numbered, numbersByCar } from './numbered.ts';
import { until } from './until.ts';

const required = process.env.LAPWING_REQUIRE_KAFKA === '1';
const broker = required ? await startBroker({ secured: true }) : undefined;
const streams: Stream[] = [];
afterAll(async () => {
  await Promise.all(streams.map((stream) => stream.close()));
  await broker?.stop();
});
if (!broker) process.stdout.write('skipped: a broker with TLS and login (set LAPWING_REQUIRE_KAFKA=1 where Java and Maven are)\n');

const login = (mechanism: SaslMechanism, password = PASSWORD): KafkaSecurity['sasl'] & object => ({ mechanism, user: USER, password: new Secret(password) });
const forbid = (topic: string, operation: AclOperationTypes): AclEntry => ({
  resourceType: AclResourceTypes.TOPIC,
  resourceName: topic,
  resourcePatternType: ResourcePatternTypes.LITERAL,
  principal: `User:${USER}`,
  host: '*',
  operation,
  permissionType: AclPermissionTypes.DENY,
});
const told: string[] = [];

async function open(address: string, security?: KafkaSecurity): Promise<Stream> {
  const logger = (_level: string, message: string): void => void told.push(message);
  const stream = await openKafkaStream({ brokers: [address], clientId: 'lapwing-test', security, logger, startPatience: 5000 });
  streams.push(stream);
  return stream;
}

describe.skipIf(!broker)('a broker with TLS and login', { timeout: 60_000 }, () => {
  const { address: plain, secured } = broker ?? ({} as Broker);
  const { address, ca: caFile, otherCa, expiredAddress, expiredCa } = secured ?? ({} as NonNullable<Broker['secured']>);
  const ca = caFile && readFileSync(caFile, 'utf8');

  it.each(['plain', 'scram-sha-256', 'scram-sha-512'] as const)('takes records and gives them back with %s', async (mechanism) => {
    const stream = await open(address, { ca, sasl: login(mechanism) });
    const topic = `test.${randomUUID()}`;
    await stream.ensureTopics([{ name: topic, partitions: 2 }]);
    await (await stream.producer()).send(topic, numbered(cars(4), 10));
    const records: StreamRecord[] = [];
    await stream.consumer({ group: `readers-${randomUUID()}`, topics: [topic], handle: (batch) => void records.push(...batch) });
    await until('40 records', () => records.length >= 40);
    expect(numbersByCar(records)).toEqual(complete(cars(4), 10));
  });

  it.each([
    ['a wrong password', () => address, () => ({ ca, sasl: login('scram-sha-512', 'not-the-password') }), 'E_BROKER_AUTH', /does not take the login.*LAPWING_KAFKA_SASL, _USER and _PASSWORD/],
    ['a wrong password, plain', () => address, () => ({ ca, sasl: login('plain', 'not-the-password') }), 'E_BROKER_AUTH', /does not take the login/],
    ['another authority', () => address, () => ({ ca: readFileSync(otherCa, 'utf8'), sasl: login('plain') }), 'E_BROKER_TLS', /LAPWING_KAFKA_CA/],
    ['a self-signed certificate, and no authority named', () => address, () => ({ sasl: login('plain') }), 'E_BROKER_TLS', /LAPWING_KAFKA_CA/],
    ['an expired certificate', () => expiredAddress, () => ({ ca: readFileSync(expiredCa, 'utf8'), sasl: login('plain') }), 'E_BROKER_TLS', /has expired/],
    ['a port without TLS', () => plain, () => ({ ca, sasl: login('plain') }), 'E_BROKER_PROTOCOL', /does not speak TLS.*LAPWING_KAFKA_TLS/],
    ['plain text to a port with TLS', () => address, () => undefined, 'E_BROKER', /LAPWING_KAFKA_TLS/],
    ['TLS without a login where one is wanted', () => address, () => ({ ca }), 'E_BROKER', /LAPWING_KAFKA_SASL/],
  ])('%s is told in one line', async (_name, where, security, code, text) => {
    told.length = 0;
    const error = await open(where(), security()).then(
      () => undefined,
      (caught: unknown) => caught as Error,
    );
    expect(error).toMatchObject({ code, message: expect.stringMatching(text) });
    expect(error!.message).toContain(where());
    expect(error!.message).not.toContain('\n');
    const everything = JSON.stringify([error!.message, told]);
    for (const secret of [PASSWORD, 'not-the-password']) expect(everything).not.toContain(secret);
  });

  it('does not try a wrong password again at once, whoever asks', async () => {
    let knocks = 0;
    const [host, port] = address.split(':') as [string, string];
    const forwarder = createServer((socket) => {
      knocks++;
      const onward = connect(Number(port), host, () => void socket.pipe(onward).pipe(socket));
      for (const side of [socket, onward]) side.on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(forwarder, 'listening');
    const here = `127.0.0.1:${(forwarder.address() as AddressInfo).port}`;
    const door = new KafkaDoor({ brokers: [here], clientId: 'lapwing-test', security: { ca, sasl: login('scram-sha-256', 'not-the-password') } }, here);
    const troubles: (StreamError | null)[] = [];
    const consumer = new KafkaConsumer(door, { group: 'readers', topics: ['t'], handle() {}, onTrouble: (trouble) => void troubles.push(trouble) }, () => undefined);
    await until('a refusal', () => troubles.length > 0);
    for (let i = 0; i < 5; i++) {
      const producer = new KafkaProducer(door, new Map(), () => undefined);
      await expect(producer.send('t', numbered(['car7'], 1))).rejects.toMatchObject({ kind: 'login', message: troubles[0]!.message });
    }
    expect(knocks).toBe(1);
    expect(troubles).toHaveLength(1);
    await consumer.close();
    forwarder.close();
  });

  it('says what it may not write, and does not ask again at once', async () => {
    const topic = `test.${randomUUID()}`;
    const admin = kafkaClient({ brokers: [plain], clientId: 'lapwing-test' }).admin();
    await admin.connect();
    const stream = await open(address, { ca, sasl: login('scram-sha-512') });
    await stream.ensureTopics([{ name: topic, partitions: 1 }]);
    await admin.createAcls({ acl: [forbid(topic, AclOperationTypes.WRITE)] });
    await admin.disconnect();
    const refusals: unknown[] = [];
    for (let i = 0; i < 2; i++) {
      const producer = await stream.producer();
      await producer.send(topic, numbered(['car7'], 1)).catch((error: unknown) => refusals.push(error));
    }
    expect(refusals[0]).toMatchObject({ kind: 'denied', message: expect.stringMatching(new RegExp(`refuses sending to ${topic}: .*ACL.*30 s$`)) });
    expect(refusals[1]).toBe(refusals[0]);
  });

  it('names the topics that it may not create', async () => {
    const topic = `test.${randomUUID()}`;
    const admin = kafkaClient({ brokers: [plain], clientId: 'lapwing-test' }).admin();
    await admin.connect();
    const everywhere = { ...forbid('kafka-cluster', AclOperationTypes.CREATE), resourceType: AclResourceTypes.CLUSTER };
    await admin.createAcls({ acl: [everywhere, forbid(topic, AclOperationTypes.CREATE)] });
    await admin.disconnect();
    const stream = await open(address, { ca, sasl: login('plain') });
    await expect(stream.ensureTopics([{ name: topic, partitions: 4 }])).rejects.toMatchObject({
      code: 'E_BROKER_TOPICS',
      message: `${address} does not let this user create topics; have these created, or give the right CREATE: ${topic} (4 partitions)`,
    });
  });
});
