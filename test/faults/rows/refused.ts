import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs, { type AclEntry } from 'kafkajs';
import { kafkaClient } from '../../../main/stream/kafka-client.ts';
import { openKafkaStream } from '../../../main/stream/kafka.ts';
import { Secret } from '../../../main/stream/secret.ts';
import { startBroker, type Broker } from '../../kafka/broker.ts';
import { KEY_PASSWORD, PASSWORD, USER } from '../../kafka/server-properties.ts';
import { countConnections } from '../connection-count.ts';
import { drive } from '../drive.ts';
import type { Evidence } from '../oracle.ts';
import type { LoneContext, LoneRow } from '../row.ts';
import type { Way } from '../way.ts';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/** ms: how long it is watched that nobody hammers; a little less than the pause between two tries. */
const WATCHED = 28_000;
/** Before the password is told comes what a broker does that is only just starting. */
const LONGEST_SILENCE = 90_000;

interface Refusal {
  id: string;
  what: string;
  /** What a person has to read. */
  text: RegExp;
  /** Begins the fault. Gives what heals it. */
  begin(broker: Broker, way: Way, data: string): Promise<{ heal(): Promise<void>; complaints?(): string[] }>;
}

/** In the place of the broker listens somebody who shows another certificate. */
async function impostor(broker: Broker, key: string) {
  const { address, ca } = broker.secured!;
  await broker.kill();
  let plain = 0;
  const server: Server = createServer({ pfx: readFileSync(join(dirname(ca), `${key}.p12`)), passphrase: KEY_PASSWORD }, (socket) => socket.destroy());
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => {
    if (/WRONG_VERSION|HTTP_REQUEST/.test(error.code ?? '')) plain++;
  });
  await once(server.listen(Number(address.split(':')[1]), '127.0.0.1'), 'listening');
  return {
    complaints: () => (plain > 0 ? [`${plain} tries in plain text`] : []),
    async heal() {
      const closed = once(server, 'close');
      server.close();
      await closed;
      await broker.restart();
    },
  };
}

/** The broker is told another password, and started again. */
async function otherPassword(broker: Broker, data: string) {
  const change = async (from: string, to: string): Promise<void> => {
    await broker.kill();
    patchText(join(data, 'server.properties'), from, to);
    await broker.restart();
  };
  await change(PASSWORD, 'another');
  return { heal: () => change('another', PASSWORD) };
}

function patchText(path: string, from: string, to: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll(`"${from}"`, `"${to}"`));
}

/** Writing to the cars' topic is forbidden, and allowed again. */
async function forbidden(broker: Broker, way: Way) {
  const admin = kafkaClient({ brokers: [broker.address], clientId: 'lapwing-test' }).admin();
  await admin.connect();
  const { fiaTelemetry: resourceName } = way.topics;
  const rule = { resourceType: AclResourceTypes.TOPIC, resourceName, resourcePatternType: ResourcePatternTypes.LITERAL, principal: `User:${USER}`, host: '*', operation: AclOperationTypes.WRITE, permissionType: AclPermissionTypes.DENY } satisfies AclEntry;
  await admin.createAcls({ acl: [rule] });
  return {
    async heal() {
      await admin.deleteAcls({ filters: [rule] });
      await admin.disconnect();
    },
  };
}

const refusals: Refusal[] = [
  { id: 'F26-certificate', what: 'certificate of the broker expired', text: /has expired/, begin: (broker) => impostor(broker, 'expired') },
  { id: 'F26-authority', what: 'certificate of another authority', text: /LAPWING_KAFKA_CA/, begin: (broker) => impostor(broker, 'other') },
  { id: 'F26-password', what: 'password not taken any more', text: /does not take the login/, begin: (broker, _way, data) => otherPassword(broker, data) },
  { id: 'F26-rights', what: 'writing forbidden', text: /refuses sending to .*ACL/, begin: (broker, way) => forbidden(broker, way) },
];

async function refused({ folder, name }: LoneContext, { begin, text }: Refusal): Promise<Evidence> {
  const data = join(folder, 'broker');
  mkdirSync(data);
  const broker = await startBroker({ secured: true, dataDir: data });
  const { address, ca } = broker.secured!;
  const secret = new Secret(PASSWORD);
  const connections = countConnections(Number(address.split(':')[1]));
  const logged: string[] = [];
  const complaints: string[] = [];
  let tried = 0;
  let buffered = 0;
  try {
    const evidence = await drive({
      way: {
        folder,
        name,
        place: { kind: 'kafka', brokers: [broker.address] },
        open: () =>
          openKafkaStream({
            brokers: [address],
            clientId: 'lapwing-test',
            security: { ca: readFileSync(ca, 'utf8'), sasl: { mechanism: 'plain', user: USER, password: secret } },
            logger: (_level, message) => void logged.push(message),
          }),
      },
      cars: 4,
      frames: 700,
      every: 200,
      patience: 150,
      async fault(way) {
        await sleep(3000);
        const fault = await begin(broker, way, data);
        const told = (): boolean => [...way.texts].some((each) => text.test(each));
        const end = performance.now() + LONGEST_SILENCE;
        while (!told() && performance.now() < end) await sleep(50);
        if (!told()) complaints.push('nobody was told the reason');
        await sleep(500);
        const before = connections.count();
        const taken = way.acknowledged.length;
        await sleep(WATCHED);
        tried = connections.count() - before;
        buffered = way.acknowledged.length - taken;
        complaints.push(...(fault.complaints?.() ?? []));
        await fault.heal();
      },
    });
    if (tried > 1) complaints.push(`${tried} tries in ${WATCHED / 1000} s`);
    if (buffered < 100) complaints.push(`only ${buffered} frames were buffered meanwhile`);
    if (JSON.stringify([logged, evidence.texts]).includes(PASSWORD)) complaints.push('the password was told or logged');
    const told = evidence.texts.find((each) => text.test(each));
    return { ...evidence, texts: told ? [told] : evidence.texts, complaints, note: `${tried} tries in ${WATCHED / 1000} s, ${buffered} frames buffered meanwhile` };
  } finally {
    connections.end();
    await broker.stop();
  }
}



const rows: LoneRow[] = refusals.map((refusal) => ({ id: refusal.id, alone: true, long: true, what: refusal.what, run: (context) => refused(context, refusal) }));
export default rows;
