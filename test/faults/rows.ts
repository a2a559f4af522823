import { readdirSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Broker } from '../kafka/broker.ts';
import { judge, type Evidence, type Verdict } from './oracle.ts';
import type { FaultRow, LoneContext } from './row.ts';

/** Every row, in the order of its number. */
export async function allRows(): Promise<FaultRow[]> {
  const folder = join(import.meta.dirname, 'rows');
  const rows: FaultRow[] = [];
  for (const file of readdirSync(folder)) {
    const { default: some } = (await import(join(folder, file))) as { default: FaultRow[] };
    rows.push(...some);
  }
  return rows.sort((a, b) => a.id.localeCompare(b.id));
}

export interface Outcome {
  row: FaultRow;
  /** Frames made. */
  made: number;
  /** What of the evidence is shown: the lists of frames are let go. */
  shown: Pick<Evidence, 'peakRss' | 'stall' | 'recovery' | 'texts' | 'note'>;
  verdict: Verdict;
  /** Seconds. */
  took: number;
  /** The machine was calm, and the event loop held to its limit. */
  calm: boolean;
  /** Why the row does not pass; empty when it does. */
  failures: string[];
}

/** Processes that want to run, to a core: above it a loop that stands still may only have waited for its turn. */
const CALM_LOAD = 3;

/** Runs one row and judges it; a control passes when the oracle finds what is wrong with it. A row that is not `alone` needs the broker. */
export async function runRow(row: FaultRow, context: LoneContext, broker: Broker | undefined): Promise<Outcome> {
  const start = performance.now();
  const evidence = await (row.alone ? row.run(context) : row.run({ ...context, broker: broker! }));
  const took = (performance.now() - start) / 1000;
  const calm = !context.short && loadavg()[0]! < CALM_LOAD * availableParallelism();
  const verdict = judge(evidence, calm);
  const { mustShow } = row;
  const failures = mustShow === undefined ? verdict.failures : verdict[mustShow] > 0 ? [] : [`the control shows nothing: ${mustShow} is 0`];
  const { peakRss, stall, recovery, texts, note } = evidence;
  return { row, made: evidence.generated.length, shown: { peakRss, stall, recovery, texts, ...(note === undefined ? {} : { note }) }, verdict, took, calm, failures };
}
