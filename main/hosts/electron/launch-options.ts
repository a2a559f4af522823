import { parseArgs } from 'node:util';
import { defaultDataDir } from '../../installation.ts';
import { retentionOf, type Retention } from '../../onboard/edge/retention.ts';

export interface LaunchOptions {
  dataDir: string;
  /** Kafka brokers; empty for the embedded stream. */
  brokers: string[];
  /** As `WorkstationOptions` has it. */
  link?: string | undefined;
  /** Start a race unless one is running. */
  race: boolean;
  /** Left out, everything is kept. */
  retention?: Retention;
}

/** Reads `--data DIR`, `--brokers HOST:PORT,…`, `--link NAME|FILE`, `--race`, `--keep-days N` and `--keep-gb N`; what is no such thing, and what Chromium and the platform add is passed over. */
export function launchOptions(argv: readonly string[]): LaunchOptions {
  const { values } = parseArgs({
    args: [...argv],
    strict: false,
    allowPositionals: true,
    options: { data: { type: 'string' }, brokers: { type: 'string' }, link: { type: 'string' }, race: { type: 'boolean' }, 'keep-days': { type: 'string' }, 'keep-gb': { type: 'string' } },
  });
  const retention = retentionOf(amount(values['keep-days']), amount(values['keep-gb']));
  return {
    ...(retention && { retention }),
    dataDir: typeof values.data === 'string' ? values.data : defaultDataDir(),
    brokers: typeof values.brokers === 'string' ? values.brokers.split(',').filter((broker) => broker !== '') : [],
    link: typeof values.link === 'string' ? values.link : undefined,
    race: values.race === true,
  };
}

const amount = (text: unknown): number | undefined => (typeof text === 'string' && Number(text) > 0 ? Number(text) : undefined);
