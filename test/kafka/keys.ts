import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { LapwingError } from '../../common/errors.ts';
import { KEY_PASSWORD } from './server-properties.ts';

export interface BrokerKey {
  /** PKCS12, for the broker. */
  keyStore: string;
  /** PEM, for who wants to trust it: the certificate is its own authority. */
  ca: string;
}

/** Makes a key for 127.0.0.1 with the JDK's keytool. Rejects with LapwingError E_NO_JAVA. */
export async function brokerKey(folder: string, name: string, validity: { start?: string; days: number } = { days: 2 }): Promise<BrokerKey> {
  const keyStore = join(folder, `${name}.p12`);
  const ca = join(folder, `${name}.pem`);
  const store = ['-keystore', keyStore, '-storetype', 'PKCS12', '-storepass', KEY_PASSWORD, '-alias', name];
  const start = validity.start ? ['-startdate', validity.start] : [];
  await keytool('-genkeypair', ...store, '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', `CN=${name}`, '-ext', 'san=ip:127.0.0.1', '-validity', String(validity.days), ...start);
  await keytool('-exportcert', '-rfc', ...store, '-file', ca);
  return { keyStore, ca };
}

async function keytool(...args: string[]): Promise<void> {
  const child = spawn('keytool', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (data: Buffer) => (said += data.toString()));
  const [code] = (await once(child, 'close').catch((cause: unknown) => {
    throw new LapwingError('E_NO_JAVA', 'keytool was not found: keys for a broker with TLS need a JDK or JRE.', { cause });
  })) as [number];
  if (code !== 0) throw new LapwingError('E_NO_JAVA', `keytool ${args[0]} ended with ${code}: ${said.trim()}`);
}
