import { fileURLToPath } from 'node:url';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, closeSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { LapwingError } from '../../common/errors.ts';
import { kafkaClient } from '../../main/stream/kafka-client.ts';
import { kafkaJars } from './jars.ts';
import { brokerKey } from './keys.ts';
import { PASSWORD, serverProperties, USER, type Quorum, type SecuredListeners } from './server-properties.ts';

export interface Broker {
  /** `127.0.0.1:port` */
  readonly address: string;
  /** With `secured`: the listener with TLS and login, its authority, another that it has nothing to do with, and one whose certificate has expired. */
  readonly secured?: { address: string; ca: string; otherCa: string; expiredAddress: string; expiredCa: string } | undefined;
  /** Asks it to end, and removes its data when the folder was its own. */
  stop(): Promise<void>;
  /** Ends it the hard way; the data stay. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same port and data. */
  restart(): Promise<void>;
  /** Stops its process where it is, with all its connections open, until `thaw`. */
  freeze(): void;
  thaw(): void;
  /** Resolves when the process that runs now has ended, for whatever reason. */
  ended(): Promise<void>;
}

/** Any 22 characters of base64url do. */
const CLUSTER = 'LapwingTestBroker00000';
const START_PATIENCE = 90_000;

export interface BrokerOptions {
  port?: number | undefined;
  dataDir?: string | undefined;
  secured?: boolean;
  /** It is one node of several; alone by default. */
  quorum?: Quorum;
}

/**
 * Starts a real Apache Kafka broker on the loopback and waits until it answers. Rejects with LapwingError
 * E_NO_JAVA, E_NO_MAVEN, E_KAFKA_JARS or E_KAFKA_START.
 */
export async function startBroker(options: BrokerOptions = {}): Promise<Broker> {
  await checkJava();
  const classPath = join(await kafkaJars(), '*');
  const port = await freePort(options.port);
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'lapwing-kafka-'));
  mkdirSync(dataDir, { recursive: true });
  const address = `127.0.0.1:${port}`;
  const properties = join(dataDir, 'server.properties');
  const log = join(dataDir, 'broker.log');
  const listeners = options.secured ? await securedListeners(dataDir) : undefined;
  writeFileSync(properties, serverProperties(port, options.quorum ?? { id: 1, voters: [{ id: 1, port: await freePort() }] }, dataDir, listeners));

  const java = (mainClass: string, ...args: string[]): ChildProcess => {
    const output = openSync(log, 'a');
    const flags = ['-Xmx512m', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'];
    const child = spawn('java', [...flags, '-cp', classPath, mainClass, ...args], { stdio: ['ignore', output, output] });
    closeSync(output);
    return child;
  };

  let server: ChildProcess | undefined;
  const endWithUs = () => server?.kill('SIGKILL');
  process.on('exit', endWithUs);

  async function end(signal: NodeJS.Signals): Promise<void> {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, 'exit');
    server.kill(signal);
    const insist = setTimeout(() => server?.kill('SIGKILL'), 15_000);
    await exited;
    clearTimeout(insist);
  }

  async function start(): Promise<void> {
    const child = java('kafka.Kafka', properties);
    server = child;
    const patience = Date.now() + START_PATIENCE;
    while (!(await answers(address))) {
      if (child.exitCode !== null || Date.now() > patience) {
        await end('SIGKILL');
        throw new LapwingError('E_KAFKA_START', `the Kafka broker did not start on ${address}: ${lastLine(log)} (all of it in ${log})`);
      }
      await sleep(200);
    }
  }

  if (!existsSync(join(dataDir, 'log', 'meta.properties'))) {
    const [code] = (await once(java('kafka.tools.StorageTool', 'format', '-t', CLUSTER, '-c', properties, ...(listeners ? SCRAM_USERS : [])), 'exit')) as [number];
    if (code !== 0) throw new LapwingError('E_KAFKA_START', `the Kafka broker's data could not be prepared in ${dataDir}: ${lastLine(log)}`);
  }
  await start();

  return {
    address,
    secured: listeners && {
      address: `127.0.0.1:${listeners.port}`,
      ca: join(dataDir, 'broker.pem'),
      otherCa: join(dataDir, 'other.pem'),
      expiredAddress: `127.0.0.1:${listeners.expiredPort}`,
      expiredCa: join(dataDir, 'expired.pem'),
    },
    async stop() {
      await end('SIGTERM');
      process.off('exit', endWithUs);
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
    kill: () => end('SIGKILL'),
    restart: start,
    freeze: () => void server?.kill('SIGSTOP'),
    thaw: () => void server?.kill('SIGCONT'),
    async ended() {
      if (server && server.exitCode === null && server.signalCode === null) await once(server, 'exit');
    },
  };
}

const SCRAM_USERS = ['256', '512'].flatMap((bits) => ['--add-scram', `SCRAM-SHA-${bits}=[name=${USER},password=${PASSWORD}]`]);

async function securedListeners(folder: string): Promise<SecuredListeners> {
  const { keyStore } = await brokerKey(folder, 'broker');
  await brokerKey(folder, 'other');
  const expired = await brokerKey(folder, 'expired', { start: '-10d', days: 1 });
  return { port: await freePort(), keyStore, expiredPort: await freePort(), expiredKeyStore: expired.keyStore };
}

async function checkJava(): Promise<void> {
  const child = spawn('java', ['-version'], { stdio: 'ignore' });
  try {
    await once(child, 'exit');
  } catch (cause) {
    throw new LapwingError('E_NO_JAVA', 'java was not found: a Kafka broker for the tests needs Java 17 and Maven, or "docker compose -f test/kafka/compose.yaml up".', { cause });
  }
}

async function answers(address: string): Promise<boolean> {
  const admin = kafkaClient({ brokers: [address], clientId: 'lapwing-probe' }).admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect().catch(() => undefined);
  }
}

/** One that nobody listens on now; the wanted one, or E_KAFKA_START. */
export async function freePort(wanted = 0): Promise<number> {
  const server = createServer();
  try {
    await once(server.listen(wanted, '127.0.0.1'), 'listening');
  } catch (cause) {
    throw new LapwingError('E_KAFKA_START', `port ${wanted} is not to be had for a Kafka broker: ${(cause as Error).message}. Give another with --port.`, { cause });
  }
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function lastLine(path: string): string {
  return readFileSync(path, 'utf8').trim().split('\n').findLast((line) => !/^\s+at /.test(line)) ?? 'it said nothing';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } });
  try {
    const broker = await startBroker({ port: values.port === undefined ? undefined : Number(values.port), dataDir: values.data });
    process.stdout.write(`${broker.address}\n`);
    const asked = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => true);
    if (!(await Promise.race([asked, broker.ended().then(() => false)]))) throw new LapwingError('E_KAFKA_START', 'the Kafka broker ended by itself');
    await broker.stop();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
