import { parseArgs } from 'node:util';
import { defaultDataDir } from '../../installation.ts';

export interface LaunchOptions {
  dataDir: string;
  /** Kafka brokers; empty for the embedded stream. */
  brokers: string[];
  /** Start a race unless one is running. */
  race: boolean;
}

/** Reads `--data DIR`, `--brokers HOST:PORT,…` and `--race`; what Chromium and the platform add is passed over. */
export function launchOptions(argv: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, brokers: { type: 'string' }, race: { type: 'boolean' } },
  });
  return {
    dataDir: typeof values.data === 'string' ? values.data : defaultDataDir(),
    brokers: typeof values.brokers === 'string' ? values.brokers.split(',').filter((broker) => broker !== '') : [],
    race: values.race === true,
  };
}
