import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes, type AclEntry, type Admin } from 'kafkajs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../main/stream/broker-door.ts';
import { checkKafka } from '../../main/stream/kafka-checkup.ts';
import { kafkaClient } from '../../main/stream/kafka-client.ts';
import type { KafkaSecurity } from '../../main/stream/kafka-security.ts';
import { openKafkaStream } from '../../main/stream/kafka.ts';
import { Secret } from '../../main/stream/secret.ts';
import { startBroker, type Broker } from '../kafka/broker.ts';
import { kafkaVersion } from '../kafka/jars.ts';
import { PASSWORD, USER } from '../kafka/server-properties.ts';

async function listening(server: Server, host: string): Promise<number> {
  await once(server.listen(0, host), 'listening');
  return (server.address() as AddressInfo).port;
}

describe('a look at brokers that are none', () => {
  it('says what each is not', async () => {
    const nobody = createServer();
    const port = await listening(nobody, '127.0.0.1');
    nobody.close();
    const talker = createServer((socket) => void socket.on('error', () => undefined).end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const here = `127.0.0.1:${await listening(talker, '127.0.0.1')}`;
    const findings = await checkKafka({ brokers: ['localhost:99999', `127.0.0.1:${port}`, here] }, []);
    talker.close();
    expect(findings).toEqual([
      { check: 'broker', ok: false, text: expect.stringMatching(/^"localhost:99999" is not the address of a broker; give HOST:PORT/) as string },
      { check: 'broker', ok: false, text: expect.stringMatching(/ECONNREFUSED.*Start the broker/) as string },
      { check: 'broker', ok: true, text: `${here} accepts connections` },
      { check: 'protocol', ok: false, text: expect.stringMatching(/LAPWING_KAFKA_TLS=on/) as string },
    ]);
  });
});

const wanted = process.env.LAPWING_REQUIRE_KAFKA === '1';
const broker = wanted ? await startBroker({ secured: true }) : undefined;
afterAll(() => broker?.stop());
if (!broker) process.stdout.write('skipped: a look at a real broker (set LAPWING_REQUIRE_KAFKA=1 where Java and Maven are)\n');

describe.skipIf(!broker)('a look at a broker', { timeout: 60_000 }, () => {
  const { address, secured } = broker ?? ({} as Broker);
  const topic = `test.${randomUUID()}`;
  const other = `test.${randomUUID()}`;
  let ca: string;
  let admin: Admin;
  beforeAll(async () => {
    ca = readFileSync(secured!.ca, 'utf8');
    admin = kafkaClient({ brokers: [address], clientId: 'lapwing-test' }).admin();
    await admin.connect();
    await admin.createTopics({ topics: [{ topic, numPartitions: 1 }] });
  });
  afterAll(() => admin.disconnect());

  const withLogin = (password = PASSWORD): KafkaSecurity => ({ ca, sasl: { mechanism: 'scram-sha-512', user: USER, password: new Secret(password) } });
  const failures = (findings: readonly Finding[]): Finding[] => findings.filter(({ ok }) => !ok);
  const refuse = (resourceName: string, operation: AclOperationTypes): AclEntry => ({
    resourceType: AclResourceTypes.TOPIC, resourceName, resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: `User:${USER}`, host: '*', operation, permissionType: AclPermissionTypes.DENY,
  });

  it('finds all well, makes nothing and writes nothing', async () => {
    const findings = await checkKafka({ brokers: [secured!.address], security: withLogin() }, [{ name: topic, partitions: 1 }, { name: other, partitions: 1 }]);
    expect(failures(findings)).toEqual([]);
    expect(findings.map(({ check }) => check)).toEqual(['broker', 'tls', 'protocol', 'login', 'cluster', 'topics', 'rights']);
    const version = kafkaVersion().startsWith('4.') ? '4.0 or newer' : '2.8 to 3.9';
    expect(findings.find(({ check }) => check === 'protocol')!.text).toBe(`${secured!.address} speaks the protocol of Kafka ${version}`);
    expect(findings.find(({ check }) => check === 'topics')!.text).toBe('1 of 2 are not there yet; Lapwing makes them');
    expect(await admin.listTopics()).not.toContain(other);
    expect((await admin.fetchTopicOffsets(topic))[0]).toMatchObject({ high: '0' });
    expect(JSON.stringify(findings)).not.toContain(PASSWORD);
  });

  it.each([
    ['a wrong password', () => secured!.address, () => withLogin('not-the-password'), 'login', /does not take the login/],
    ['another authority', () => secured!.address, () => ({ ca: readFileSync(secured!.otherCa, 'utf8') }), 'tls', /not signed by the authority in LAPWING_KAFKA_CA/],
    ['an expired certificate', () => secured!.expiredAddress, () => ({ ca: readFileSync(secured!.expiredCa, 'utf8') }), 'tls', /has expired/],
    ['TLS where none is spoken', () => address, withLogin, 'tls', /does not speak TLS|nobody speaks TLS/],
    ['plain text where TLS is wanted', () => secured!.address, () => undefined, 'protocol', /LAPWING_KAFKA_TLS=on/],
  ])('tells %s in one line', async (_name, where, security, check, text) => {
    const findings = await checkKafka({ brokers: [where()], security: security() }, [{ name: topic, partitions: 1 }]);
    expect(failures(findings)).toEqual([{ check, ok: false, text: expect.stringMatching(text) as string }]);
    expect(JSON.stringify(findings)).not.toMatch(/\\n|not-the-password/);
  });

  it('names what this user may not create and not write to', async () => {
    const everywhere = { ...refuse('kafka-cluster', AclOperationTypes.CREATE), resourceType: AclResourceTypes.CLUSTER };
    const seen = { ...refuse(topic, AclOperationTypes.DESCRIBE), permissionType: AclPermissionTypes.ALLOW };
    const acl = [everywhere, seen, refuse(other, AclOperationTypes.CREATE), refuse(topic, AclOperationTypes.WRITE)];
    await admin.createAcls({ acl });
    try {
      const findings = await checkKafka({ brokers: [secured!.address], security: withLogin() }, [{ name: topic, partitions: 1 }, { name: other, partitions: 1 }]);
      expect(failures(findings)).toEqual([
        { check: 'topics', ok: false, text: `1 of 2 are not there yet, or are hidden from this user, who may not create them. Give the rights DESCRIBE and CREATE, or have these created: ${other}.` },
        { check: 'rights', ok: false, text: `this user may not write to ${topic}. Give the right WRITE (ACL).` },
      ]);
      expect((await admin.fetchTopicOffsets(topic))[0]).toMatchObject({ high: '0' });
    } finally {
      await admin.deleteAcls({ filters: acl });
    }
  });

  it('comes to one at an IPv6 address', async () => {
    const forwarder = createServer((socket) => {
      const onward = connect(Number(address.split(':')[1]), '127.0.0.1', () => void socket.pipe(onward).pipe(socket));
      for (const side of [socket, onward]) side.on('error', () => side.destroy());
    });
    const here = `[::1]:${await listening(forwarder, '::1')}`;
    expect(failures(await checkKafka({ brokers: [here] }, [{ name: topic, partitions: 1 }]))).toEqual([]);
    const stream = await openKafkaStream({ brokers: [here], clientId: 'lapwing-test' });
    await (await stream.producer()).send(topic, [{ key: 'car7', value: Buffer.from('x') }]);
    expect((await admin.fetchTopicOffsets(topic))[0]).toMatchObject({ high: '1' });
    await stream.close();
    forwarder.close();
  });
});
