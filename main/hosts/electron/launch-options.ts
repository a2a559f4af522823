import { parseArgs } from 'node:util';
import { defaultDataDir } from '../../installation.ts';

export interface LaunchOptions {
  dataDir: string;
  /** Kafka brokers; empty for the embedded stream. */
  brokers: string[];
  /** As `WorkstationOptions` has it. */
  link?: string | undefined;
  /** Start a race unless one is running. */
  race: boolean;
}

/** Reads `--data DIR`, `--brokers HOST:PORT,…`, `--link NAME|FILE` and `--race`; what Chromium and the platform add is passed over. */
export function launchOptions(argv: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, brokers: { type: 'string' }, link: { type: 'string' }, race: { type: 'boolean' } },
  });
  return {
    dataDir: typeof values.data === 'string' ? values.data : defaultDataDir(),
    brokers: typeof values.brokers === 'string' ? values.brokers.split(',').filter((broker) => broker !== '') : [],
    link: typeof values.link === 'string' ? values.link : undefined,
    race: values.race === true,
  };
}
