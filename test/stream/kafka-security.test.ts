import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { readKafkaSecurity } from '../../main/stream/kafka-security.ts';

const root = mkdtempSync(join(tmpdir(), 'lapwing-security-'));
afterAll(() => rmSync(root, { recursive: true }));

/** Of a key that was thrown away; valid until 2126. */
const CA = `-----BEGIN CERTIFICATE-----
MIIBNzCB3qADAgECAgkArVadzggY9jIwCgYIKoZIzj0EAwIwDzENMAsGA1UEAxME
dGVzdDAgFw0yNjExMjQyMzI1MDNaGA8yMTI2MTAzMTIzMjUwM1owDzENMAsGA1UE
AxMEdGVzdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABLAaw6lMQeSuI0z1ZDth
pMZmiUzEO+aGDNnTKDgBmoRyLHb/cgtMmcCH5pt3umjjOuPdPkc6zeJeLsVN0rub
JCGjITAfMB0GA1UdDgQWBBS/BqsOnPhjWP/l/9exHorldBgFODAKBggqhkjOPQQD
AgNIADBFAiAkALSkAh8289gpOE39/Z8gVG6y9za+am8TwueQmeaQQQIhAIrrFptO
3trg261NFv4eZLHf2FabFxA4sTv1sL8wu6Cr
-----END CERTIFICATE-----
`;
const PASSWORD = 'hunter2-of-the-pit';
const LOGIN = { LAPWING_KAFKA_SASL: 'plain', LAPWING_KAFKA_USER: 'pit', LAPWING_KAFKA_PASSWORD: PASSWORD };

function folder(files: Record<string, string> = {}, mode = 0o600): string {
  const dir = mkdtempSync(join(root, 'data-'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(dir, name), text);
    chmodSync(join(dir, name), mode);
  }
  return dir;
}

const json = (fields: object): string => JSON.stringify(fields);

describe('TLS and credentials for the brokers', () => {
  it('are none without a word of them', () => {
    expect(readKafkaSecurity(folder(), {})).toBeUndefined();
    expect(readKafkaSecurity(folder(), { LAPWING_KAFKA_TLS: 'off' })).toBeUndefined();
  });

  it('are TLS with the authorities that Node knows when TLS is on', () => {
    expect(readKafkaSecurity(folder(), { LAPWING_KAFKA_TLS: 'on' })).toEqual({});
    expect(readKafkaSecurity(folder({ 'kafka.json': json({ tls: true }) }), {})).toEqual({});
  });

  it('come from the environment', () => {
    const dir = folder({ 'ca.pem': CA });
    const security = readKafkaSecurity(dir, { ...LOGIN, LAPWING_KAFKA_CA: join(dir, 'ca.pem') });
    expect(security).toMatchObject({ ca: CA, sasl: { mechanism: 'plain', user: 'pit' } });
    expect(security?.sasl?.password.reveal()).toBe(PASSWORD);
  });

  it('come from the file in the data folder, whose paths are relative to it', () => {
    const dir = folder({ 'ca.pem': CA, secret: `${PASSWORD}\n`, 'kafka.json': json({ ca: 'ca.pem', sasl: 'scram-sha-512', user: 'pit', passwordFile: 'secret' }) });
    const security = readKafkaSecurity(dir, {});
    expect(security).toMatchObject({ ca: CA, sasl: { mechanism: 'scram-sha-512', user: 'pit' } });
    expect(security?.sasl?.password.reveal()).toBe(PASSWORD);
  });

  it('come from the environment before the file, field by field', () => {
    const dir = folder({ 'kafka.json': json({ sasl: 'scram-sha-256', user: 'pit', password: 'of the file' }), other: json({ sasl: 'plain', user: 'spare', password: 'of the other' }) });
    const of = (env: NodeJS.ProcessEnv) => {
      const { mechanism, user, password } = readKafkaSecurity(dir, env)!.sasl!;
      return [mechanism, user, password.reveal()];
    };
    expect(of({})).toEqual(['scram-sha-256', 'pit', 'of the file']);
    expect(of({ LAPWING_KAFKA_USER: 'wall' })).toEqual(['scram-sha-256', 'wall', 'of the file']);
    expect(of({ LAPWING_KAFKA_CONFIG: join(dir, 'other') })).toEqual(['plain', 'spare', 'of the other']);
    writeFileSync(join(dir, 'secret'), 'of the secret');
    chmodSync(join(dir, 'secret'), 0o600);
    expect(of({ LAPWING_KAFKA_PASSWORD_FILE: join(dir, 'secret') })).toEqual(['scram-sha-256', 'pit', 'of the secret']);
  });

  it.each<[string, Record<string, string>, NodeJS.ProcessEnv, RegExp]>([
    ['a switch that is none', {}, { LAPWING_KAFKA_TLS: 'perhaps' }, /^LAPWING_KAFKA_TLS: "perhaps" is neither on nor off$/],
    ['a login without TLS', {}, { ...LOGIN, LAPWING_KAFKA_TLS: 'off' }, /^LAPWING_KAFKA_TLS: TLS is off, but LAPWING_KAFKA_SASL needs it/],
    ['an unknown mechanism', {}, { ...LOGIN, LAPWING_KAFKA_SASL: 'gssapi' }, /^LAPWING_KAFKA_SASL: "gssapi".*plain, scram-sha-256, scram-sha-512$/],
    ['no mechanism', {}, { ...LOGIN, LAPWING_KAFKA_SASL: '' }, /^LAPWING_KAFKA_SASL: /],
    ['no user', {}, { ...LOGIN, LAPWING_KAFKA_USER: '' }, /^LAPWING_KAFKA_USER: plain needs a user/],
    ['no password', {}, { ...LOGIN, LAPWING_KAFKA_PASSWORD: '' }, /^LAPWING_KAFKA_PASSWORD: plain needs the password of pit.*LAPWING_KAFKA_PASSWORD_FILE/],
    ['an authority that is not there', {}, { LAPWING_KAFKA_CA: '/nowhere/ca.pem' }, /^LAPWING_KAFKA_CA: \/nowhere\/ca.pem cannot be read \(ENOENT\)/],
    ['an authority that is no certificate', { 'ca.pem': PASSWORD, 'kafka.json': json({ ca: 'ca.pem' }) }, {}, /^"ca" in .*kafka.json: .*ca.pem holds no certificate/],
    ['a file that is not JSON', { 'kafka.json': `{"password": ${PASSWORD}}` }, {}, /kafka.json: this is not JSON; write it as/],
    ['a file that is no object', { 'kafka.json': '[]' }, {}, /kafka.json: this is not an object/],
    ['an unknown field', { 'kafka.json': json({ passwort: PASSWORD }) }, {}, /^"passwort" in .*: there is no such field; there are tls, ca/],
    ['a field of another type', { 'kafka.json': json({ password: 7 }) }, {}, /^"password" in .*: this is not a text/],
    ['a file that is named and not there', {}, { LAPWING_KAFKA_CONFIG: '/nowhere/kafka.json' }, /^LAPWING_KAFKA_CONFIG: \/nowhere\/kafka.json cannot be read/],
  ])('refuse %s, naming the field', (_name, files, env, text) => {
    let message = '';
    expect(() => {
      try {
        readKafkaSecurity(folder(files), env);
      } catch (error) {
        ({ message } = error as Error);
        throw error;
      }
    }).toThrow(expect.objectContaining({ code: 'E_BROKER_CONFIG', message: expect.stringMatching(text) }));
    expect(message).not.toContain(PASSWORD);
    expect(message).not.toContain('\n');
  });

  it.skipIf(process.platform === 'win32')('refuse a password that others can read', () => {
    const dir = folder({ 'kafka.json': json({ sasl: 'plain', user: 'pit', password: PASSWORD }) }, 0o644);
    expect(() => readKafkaSecurity(dir, {})).toThrow(/"password" in .*others can read the password.*chmod 600/);
  });

  it('show no password by accident', () => {
    const security = readKafkaSecurity(folder(), LOGIN)!;
    const shown = [JSON.stringify(security), inspect(security, { depth: 9, showHidden: true }), String(security.sasl!.password), Object.values(security.sasl!).join(' ')];
    for (const text of shown) expect(text).not.toContain(PASSWORD);
    expect(security.sasl!.password.mask(`user=pit password=${PASSWORD}!`)).toBe('user=pit password=***!');
  });
});
