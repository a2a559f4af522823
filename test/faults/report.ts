import type { Outcome } from './rows.ts';

/** A row that this machine cannot run. */
export interface SkippedRow {
  id: string;
  what: string;
  why: string;
}

const HEAD = '| row | fault | result | made | lost | unreported | twice | out of order | repeats on the broker | peak MiB | stall p99 ms | recovery s | what a person was told, and notes |';
const RULE = '| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |';
const LONGEST_TEXT = 160;

/** The outcomes as the table of docs/reliability.md. */
export function asMarkdown(outcomes: readonly Outcome[], skipped: readonly SkippedRow[]): string {
  return [HEAD, RULE, ...outcomes.map(line), ...skipped.map(({ id, what, why }) => `| ${id} | ${what} | not run | | | | | | | | | | ${why} |`)].join('\n');
}

function line({ row, made, shown, verdict, calm, failures }: Outcome): string {
  const { peakRss, stall, recovery, texts, note } = shown;
  const passed = row.mustShow === undefined ? 'passed' : 'fails, as it must';
  const result = failures.length === 0 ? passed : `**FAILED**: ${failures.join('; ')}`;
  const figures = [made, verdict.lost, verdict.unreported, verdict.duplicates, verdict.inversions, verdict.repeatsOnBroker, Math.round(peakRss / 2 ** 20), `${Math.round(stall)}${calm ? '' : ' (not judged)'}`, recovery === null ? 'never' : recovery.toFixed(1)];
  const told = [texts[0] && `"${shortened(texts[0])}"`, note, failures.length > 0 && row.open].filter(Boolean).join('; ');
  return `| ${row.id} | ${row.what} | ${result} | ${figures.join(' | ')} | ${told} |`;
}

/** A port tells nobody anything in a table. */
function shortened(text: string): string {
  const plain = text.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST:PORT').replaceAll('|', '/').replaceAll(/\s+/g, ' ');
  return plain.length > LONGEST_TEXT ? `${plain.slice(0, LONGEST_TEXT)}…` : plain;
}
