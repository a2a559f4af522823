import { retentionOf, type Retention } from '../../onboard/edge/retention.ts';
import { textOption, UsageError, type Invocation, type Option } from './command.ts';

/** For commands that run cars. */
export const RETENTION_OPTIONS: Readonly<Record<string, Option>> = {
  'keep-days': { type: 'string', value: 'N', help: 'drop what the factory has not confirmed after so many days (never)' },
  'keep-gb': { type: 'string', value: 'N', help: 'drop the oldest of it beyond so many GB (never)' },
};

/** `--keep-days N` and `--keep-gb N` or, without the options, `LAPWING_KEEP_DAYS` and `LAPWING_KEEP_GB`. Throws UsageError for what is no amount. */
export function retentionOption(invocation: Invocation): { retention?: Retention } {
  const retention = retentionOf(amount(invocation, 'keep-days', 'LAPWING_KEEP_DAYS'), amount(invocation, 'keep-gb', 'LAPWING_KEEP_GB'));
  return retention ? { retention } : {};
}

function amount(invocation: Invocation, option: string, variable: string): number | undefined {
  const text = textOption(invocation, option) ?? process.env[variable] ?? '';
  if (text === '') return undefined;
  const number = Number(text);
  if (!(number > 0 && number < Infinity)) throw new UsageError(`--${option} ${text}: not an amount above 0.`);
  return number;
}
