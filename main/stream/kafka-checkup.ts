import type { Admin, Producer } from 'kafkajs';
import { checkBroker, reachable, type Finding } from './broker-door.ts';
import { kafkaClient, type KafkaPlace } from './kafka-client.ts';
import { toStreamError } from './kafka-error.ts';
import { openKafkaStream } from './kafka.ts';
import type { TopicSpec } from './stream.ts';

type Place = Pick<KafkaPlace, 'brokers' | 'security'>;

/** Looks at everything that a race over these brokers needs, and changes nothing. What a step needs is looked at before it. */
export async function checkKafka(place: Place, topics: readonly TopicSpec[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  const brokers: string[] = [];
  for (const broker of place.brokers) {
    const way = await checkBroker(broker, place.security);
    findings.push(...way);
    if (way.every(({ ok }) => ok)) brokers.push(broker);
  }
  if (brokers.length > 0) findings.push(...(await checkWithin({ ...place, brokers }, topics)));
  return findings;
}

/** Behind the door: login, cluster, topics, rights. */
async function checkWithin(place: Place, topics: readonly TopicSpec[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  const login = await checkLogin(place);
  findings.push(login);
  if (!login.ok) return findings;
  const client = kafkaClient({ ...place, clientId: 'lapwing-doctor' });
  const admin = client.admin();
  const producer = client.producer({ allowAutoTopicCreation: false, retry: { retries: 0 } });
  try {
    await admin.connect();
    findings.push(await checkCluster(admin));
    const there = new Set(await admin.listTopics());
    const missing = topics.filter(({ name }) => !there.has(name));
    findings.push(await checkTopics(admin, topics.length, missing));
    await producer.connect();
    findings.push(await checkWriting(producer, topics.map(({ name }) => name).filter((name) => there.has(name))));
  } catch (error) {
    findings.push({ check: 'cluster', ok: false, text: `${(error as Error).message.split('\n')[0]!}. Check the log of the broker.` });
  } finally {
    await admin.disconnect().catch(() => undefined);
    await producer.disconnect().catch(() => undefined);
  }
  return findings;
}

/** Whether it takes us in; what it says is one line, in which the password is masked. */
async function checkLogin(place: Place): Promise<Finding> {
  const check = 'login';
  try {
    const stream = await openKafkaStream({ ...place, clientId: 'lapwing-doctor' });
    await stream.close();
    const sasl = place.security?.sasl;
    return { check, ok: true, text: sasl ? `${sasl.user} is taken in (${sasl.mechanism}, password ***)` : 'none is asked for' };
  } catch (error) {
    return { check, ok: false, text: `${(error as Error).message}.` };
  }
}

/** A broker sends its clients to the addresses that its cluster gives for itself. */
async function checkCluster(admin: Admin): Promise<Finding> {
  const check = 'cluster';
  const { brokers } = await admin.describeCluster();
  const names = brokers.map(({ host, port }) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`));
  const reached = await Promise.all(brokers.map(({ host, port }) => reachable({ host, port })));
  const lost = names.filter((_, i) => !reached[i]);
  const text = `${brokers.length} broker${brokers.length === 1 ? '' : 's'}: ${names.join(', ')}`;
  if (lost.length === 0) return { check, ok: true, text };
  return { check, ok: false, text: `${text}; ${lost.join(', ')} cannot be reached from here. Set advertised.listeners of the brokers to what this machine can reach.` };
}

/** Asks the broker whether it would make what is missing; it makes nothing. */
async function checkTopics(admin: Admin, wanted: number, missing: readonly TopicSpec[]): Promise<Finding> {
  const check = 'topics';
  if (missing.length === 0) return { check, ok: true, text: `all ${wanted} are there` };
  const text = `${missing.length} of ${wanted} are not there yet`;
  try {
    await admin.createTopics({ validateOnly: true, waitForLeaders: false, topics: missing.map(({ name, partitions }) => ({ topic: name, numPartitions: partitions, replicationFactor: -1 })) });
    return { check, ok: true, text: `${text}; Lapwing makes them` };
  } catch (error) {
    const denied = ((error as { errors?: { type?: string; topic?: string }[] }).errors ?? []).filter(({ type }) => type === 'TOPIC_AUTHORIZATION_FAILED');
    const names = denied.map(({ topic }) => topic).join(', ');
    if (denied.length > 0) return { check, ok: false, text: `${text}, or are hidden from this user, who may not create them. Give the rights DESCRIBE and CREATE, or have these created: ${names}.` };
    return { check, ok: false, text: `${text}, and the broker would not make them: ${(error as Error).message}. Have these created: ${missing.map(({ name }) => name).join(', ')}.` };
  }
}

/** No broker takes records that two shall acknowledge, and each looks at the rights first: so the refusal tells, and nothing is written. */
async function checkWriting(producer: Producer, names: readonly string[]): Promise<Finding> {
  const check = 'rights';
  const denied: string[] = [];
  for (const topic of names) {
    const refused = await producer.send({ topic, acks: 2, messages: [{ key: 'doctor', value: '', partition: 0 }] }).then(
      () => false,
      (error: unknown) => toStreamError(topic, 'writing', error).kind === 'denied',
    );
    if (refused) denied.push(topic);
  }
  if (denied.length > 0) return { check, ok: false, text: `this user may not write to ${denied.join(', ')}. Give the right WRITE (ACL).` };
  return { check, ok: true, text: names.length === 0 ? 'cannot be looked at before there is a topic' : `may write to ${names.length === 1 ? 'the one topic' : `all ${names.length} topics`} that are there` };
}
