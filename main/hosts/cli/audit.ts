import type { RaceAudit } from '../../../common/audit.ts';
import { LapwingError } from '../../../common/errors.ts';
import { auditFiles } from '../../audit/stored-race.ts';
import { defaultDataDir } from '../../installation.ts';
import { reachRunning } from '../../running/reach-running.ts';
import { textOption, UsageError, type Command } from './command.ts';
import { printJson, say, table, type Cell } from './output.ts';

/** Gaps that are written out for people; `--json` has all. */
const SHOWN_GAPS = 20;

export const audit: Command = {
  name: 'audit',
  arguments: 'RACE_ID',
  summary: 'Says where every frame of a stored race is; status 1 when one is not accounted for.',
  options: {},
  async run(invocation) {
    const [race, extra] = invocation.arguments;
    if (race === undefined || extra !== undefined) throw new UsageError('audit takes one race id; "lapwing races" lists them.');
    const dataDir = textOption(invocation, 'data') ?? defaultDataDir();
    const { books, pid } = await look(dataDir, race);
    if (!books) throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(race)} in ${dataDir}. "lapwing races" lists what there is.`);
    if (invocation.options['json']) printJson(books);
    else print(books);
    if (pid !== null) say(`Live from the workstation that runs on ${dataDir} (pid ${pid}), at ${new Date().toLocaleTimeString('en-GB')}.`);
    return books.balanced ? 0 : 1;
  },
};

/** Asks the workstation that runs on the folder; where none does, looks into its files. */
async function look(dataDir: string, race_id: string): Promise<{ books: RaceAudit | undefined; pid: number | null }> {
  const running = await reachRunning(dataDir);
  if (!running) return { books: auditFiles(dataDir, race_id), pid: null };
  try {
    return { books: ((await running.request('audit', { race_id })) as RaceAudit | null) ?? undefined, pid: running.pid };
  } finally {
    running.close();
  }
}

function print({ cars, totals, balanced, live }: RaceAudit): void {
  const columns = ['car', 'generated', 'on disk', 'sent', 'broker', 'trackside', 'factory', 'waiting', 'gaps', 'repeats', 'unaccounted'];
  const row = (name: string, of: Omit<RaceAudit['totals'], 'gaps'>, gaps: number): Cell[] => [
    ...[name, of.generated, of.buffered, of.sent, of.acked, of.stored, of.factory, of.waiting],
    ...[gaps, of.duplicates, of.unaccounted],
  ];
  process.stdout.write(table(columns, [...cars.map((car) => row(car.car, car, car.gaps.length)), row('all', totals, totals.gaps)]));
  const gaps = cars.flatMap((car) => car.gaps);
  for (const { car, from, to, reason } of gaps.slice(0, SHOWN_GAPS)) say(`${car}: frames ${from} to ${to}: ${reason}.`);
  if (gaps.length > SHOWN_GAPS) say(`… and ${gaps.length - SHOWN_GAPS} gaps more; --json has all.`);
  if (totals.clock_suspect > 0) say(`${totals.clock_suspect} frames are marked clock_suspect: their computer's clock had jumped. They are in the order of their numbers.`);
  say(balanced ? balancedWords(totals, live) : `${totals.unaccounted} frames are not accounted for.`);
}

function balancedWords({ waiting, stored, factory }: RaceAudit['totals'], live: boolean): string {
  if (live && (waiting > 0 || stored < factory)) return `Every frame is accounted for. ${waiting} wait on the cars’ disks or are on their way.`;
  if (waiting === 0) return 'Every frame is accounted for: stored trackside and at the factory, each once.';
  return `Every frame is accounted for. ${waiting} wait on the cars’ disks; the next start of a workstation on this folder sends them.`;
}
