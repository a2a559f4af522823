import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { LapwingError } from '../../common/errors.ts';
import { Secret } from './secret.ts';

export const SASL_MECHANISMS = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
export type SaslMechanism = (typeof SASL_MECHANISMS)[number];

/** How to speak to the brokers; there is no way back from it to plain text. */
export interface KafkaSecurity {
  /** PEM of the only authority whose brokers are trusted; without it, those that Node knows. */
  ca?: string;
  sasl?: { mechanism: SaslMechanism; user: string; password: Secret };
}

type Field = 'tls' | 'ca' | 'sasl' | 'user' | 'password' | 'passwordFile';

/** The variable that comes before each field of the file. */
const VARIABLES: Record<Field, string> = {
  tls: 'LAPWING_KAFKA_TLS',
  ca: 'LAPWING_KAFKA_CA',
  sasl: 'LAPWING_KAFKA_SASL',
  user: 'LAPWING_KAFKA_USER',
  password: 'LAPWING_KAFKA_PASSWORD',
  passwordFile: 'LAPWING_KAFKA_PASSWORD_FILE',
};
const FIELDS = Object.keys(VARIABLES) as Field[];
const SWITCH: Record<string, boolean> = { on: true, true: true, '1': true, off: false, false: false, '0': false };

interface Setting {
  value: string;
  /** Where a person has to look: `LAPWING_KAFKA_CA`, `"ca" in /data/kafka.json`. */
  where: string;
  /** What a relative path is relative to. */
  folder: string;
}

type Settings = Partial<Record<Field, Setting>>;

/**
 * TLS and credentials for the brokers: each field from its environment variable, else from the JSON file that
 * `LAPWING_KAFKA_CONFIG` names, else from `kafka.json` in the data folder. Undefined when nothing asks for TLS. Throws
 * LapwingError E_BROKER_CONFIG, which names the field and never its secret.
 */
export function readKafkaSecurity(dataDir: string, env: NodeJS.ProcessEnv = process.env): KafkaSecurity | undefined {
  const named = env['LAPWING_KAFKA_CONFIG'];
  const settings: Settings = readFile(named ? resolve(named) : join(dataDir, 'kafka.json'), Boolean(named));
  const variable = (field: Field): Setting | undefined => {
    const value = env[VARIABLES[field]];
    return value ? { value, where: VARIABLES[field], folder: process.cwd() } : undefined;
  };
  // A password of the environment also comes before a password file of the file, and the other way about.
  if (variable('password') ?? variable('passwordFile')) {
    delete settings.password;
    delete settings.passwordFile;
  }
  for (const field of FIELDS) {
    const setting = variable(field);
    if (setting) settings[field] = setting;
  }
  return toSecurity(settings);
}

function readFile(path: string, required: boolean): Settings {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (!required && (cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw wrong('LAPWING_KAFKA_CONFIG', `${path} cannot be read (${reason(cause)}); name the file with the broker's settings`);
  }
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, and with it perhaps the password.
    throw wrong(path, 'this is not JSON; write it as {"tls": true, "ca": "ca.pem", "sasl": "scram-sha-512", "user": "…", "passwordFile": "…"}');
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw wrong(path, `this is not an object; its fields are ${FIELDS.join(', ')}`);
  const settings: Settings = {};
  for (const [field, value] of Object.entries(fields)) {
    const where = `"${field}" in ${path}`;
    if (!FIELDS.includes(field as Field)) throw wrong(where, `there is no such field; there are ${FIELDS.join(', ')}`);
    if (typeof value !== 'string' && !(field === 'tls' && typeof value === 'boolean')) throw wrong(where, 'this is not a text; put it in quotes');
    settings[field as Field] = { value: String(value), where, folder: dirname(path) };
  }
  if (settings.password) checkPrivate(path, settings.password.where);
  return settings;
}

function toSecurity({ tls, ca, sasl, user, password, passwordFile }: Settings): KafkaSecurity | undefined {
  const on = tls && SWITCH[tls.value.toLowerCase()];
  if (tls && on === undefined) throw wrong(tls.where, `"${tls.value}" is neither on nor off`);
  const wantsTls = ca ?? sasl ?? user ?? password ?? passwordFile;
  if (on === false && wantsTls) throw wrong(tls!.where, `TLS is off, but ${wantsTls.where} needs it; turn it on, or take the other away`);
  if (!on && !wantsTls) return undefined;
  const security: KafkaSecurity = {};
  if (ca) security.ca = readCa(ca);
  if (sasl ?? user ?? password ?? passwordFile) security.sasl = toSasl(sasl, user, password ?? readPassword(passwordFile));
  return security;
}

function toSasl(sasl: Setting | undefined, user: Setting | undefined, password: Setting | undefined): KafkaSecurity['sasl'] & object {
  if (!sasl) throw wrong(VARIABLES.sasl, `there is a user or a password, but no mechanism; give ${SASL_MECHANISMS.join(', ')}`);
  const mechanism = SASL_MECHANISMS.find((known) => known === sasl.value.toLowerCase());
  if (!mechanism) throw wrong(sasl.where, `"${sasl.value}" is no mechanism that is known here; give ${SASL_MECHANISMS.join(', ')}`);
  if (!user) throw wrong(VARIABLES.user, `${mechanism} needs a user; give its name`);
  if (!password) throw wrong(VARIABLES.password, `${mechanism} needs the password of ${user.value}; give it, or its file in ${VARIABLES.passwordFile}`);
  return { mechanism, user: user.value, password: new Secret(password.value) };
}

function readCa({ value, where, folder }: Setting): string {
  const path = resolve(folder, value);
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (cause) {
    throw wrong(where, `${path} cannot be read (${reason(cause)}); name the PEM file of the authority that signed the broker's certificate`);
  }
  try {
    const { validTo } = new X509Certificate(pem);
    if (Date.parse(validTo) >= Date.now()) return pem;
    throw wrong(where, `the certificate in ${path} has expired on ${validTo}; ask for a new one`);
  } catch (error) {
    if (error instanceof LapwingError) throw error;
    throw wrong(where, `${path} holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)`);
  }
}

function readPassword(file: Setting | undefined): Setting | undefined {
  if (!file) return undefined;
  const path = resolve(file.folder, file.value);
  let value: string;
  try {
    value = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    throw wrong(file.where, `${path} cannot be read (${reason(cause)}); name the file that holds the password`);
  }
  checkPrivate(path, file.where);
  if (value === '') throw wrong(file.where, `${path} is empty; put the password on its first line`);
  return { ...file, value };
}

/** Windows has no such bits. */
function checkPrivate(path: string, where: string): void {
  if (process.platform === 'win32' || (statSync(path).mode & 0o077) === 0) return;
  throw wrong(where, `others can read the password in ${path}; run: chmod 600 ${path}`);
}

const reason = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown';

function wrong(where: string, what: string): LapwingError {
  return new LapwingError('E_BROKER_CONFIG', `${where}: ${what}`);
}
