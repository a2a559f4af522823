import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { LapwingError } from '../../common/errors.ts';

const pom = fileURLToPath(new URL('./pom.xml', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/** `LAPWING_TEST_KAFKA`, such as 4.4.0; without it the version that pom.xml names. */
export function kafkaVersion(): string {
  return process.env['LAPWING_TEST_KAFKA'] || /<kafka\.version>(.+?)</.exec(readFileSync(pom, 'utf8'))![1]!;
}

/** The folder with the broker's jars; Maven fetches them once. Rejects with LapwingError E_NO_MAVEN or E_KAFKA_JARS. */
export async function kafkaJars(): Promise<string> {
  const version = kafkaVersion();
  const folder = join(cache, `kafka-${version}`);
  if (existsSync(folder)) return folder;
  const fetching = `${folder}.${process.pid}`;
  const mvn = process.platform === 'win32' ? 'mvn.cmd' : 'mvn';
  const output = await run(mvn, ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-Dkafka.version=${version}`, `-DoutputDirectory=${fetching}`]);
  if (output !== null) {
    rmSync(fetching, { recursive: true, force: true });
    throw new LapwingError('E_KAFKA_JARS', `Maven could not fetch Kafka ${version}: ${output}. Check the network and Maven's settings.`);
  }
  if (existsSync(folder)) rmSync(fetching, { recursive: true });
  else renameSync(fetching, folder);
  return folder;
}

/** Null when it went well, else what it said last. */
async function run(command: string, args: string[]): Promise<string | null> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  let said = '';
  child.stdout.on('data', (data: Buffer) => (said += data.toString()));
  child.stderr.on('data', (data: Buffer) => (said += data.toString()));
  try {
    const [code] = (await once(child, 'close')) as [number];
    return code === 0 ? null : (said.split('\n').find((line) => line.includes('ERROR')) ?? `it ended with ${code}`).trim();
  } catch (cause) {
    throw new LapwingError('E_NO_MAVEN', `${command} was not found: a Kafka broker for the tests needs Maven (mvn) and Java 17, or "docker compose -f test/kafka/compose.yaml up".`, { cause });
  }
}
