import { LapwingError } from '../../../common/errors.ts';
import type { ExportParams, ExportReceipt, LapReceipt } from '../../../common/lap-export.ts';
import { defaultDataDir } from '../../installation.ts';
import { askWorkstation, type Asked } from './ask.ts';
import { brokersOption } from './brokers.ts';
import { choiceOption, textOption, UsageError, type Command, type Invocation } from './command.ts';
import { ExportProgress } from './export-progress.ts';
import { lapNumbers } from './lap-numbers.ts';
import { printJson, say, table } from './output.ts';
import { listRaces } from './store.ts';
import { untilAsked } from './until-asked.ts';

const POLL_MS = 50;

/** Throws UsageError. */
function paramsOf(invocation: Invocation): ExportParams {
  const [race_id, extra] = invocation.arguments;
  if (race_id === undefined || extra !== undefined) throw new UsageError('export takes one race id; "lapwing races" lists them.');
  if (choiceOption(invocation, 'to', ['factory']) === undefined) throw new UsageError('export needs a place: --to factory.');
  const [cars, laps] = [textOption(invocation, 'car'), textOption(invocation, 'laps')];
  const names = cars?.split(',').map((each) => each.trim()).filter((each) => each !== '');
  if (names?.length === 0) throw new UsageError(`--car ${cars}: names no car.`);
  const again = invocation.options['again'] === true;
  return { race_id, ...(names && { cars: names }), ...(laps !== undefined && { laps: lapNumbers(laps) }), ...(again && { again }) };
}

export const exportLaps: Command = {
  name: 'export',
  arguments: 'RACE_ID',
  summary: 'Sends lap documents of a stored race to the factory.',
  options: {
    to: { type: 'string', value: 'factory', help: 'where to: the factory, by its topic of laps' },
    car: { type: 'string', value: 'CAR,…', help: 'these cars only, by name or number (all)' },
    laps: { type: 'string', value: '3,5-8', help: 'these laps only; lap 0 ends at the first crossing of the line (all)' },
    again: { type: 'boolean', help: 'also what the factory has confirmed before: for one that has lost its file' },
    brokers: { type: 'string', value: 'HOST:PORT,…', help: 'Kafka brokers; without, the embedded stream' },
  },
  async run(invocation) {
    const params = paramsOf(invocation);
    const brokers = brokersOption(invocation);
    const dataDir = textOption(invocation, 'data') ?? defaultDataDir();
    if (!listRaces(invocation).rows.some(({ race_id }) => race_id === params.race_id)) {
      throw new LapwingError('E_NO_RACE', `There is no race ${JSON.stringify(params.race_id)} in ${dataDir}. "lapwing races" lists what there is.`);
    }
    const desk = await askWorkstation(dataDir, brokers, (pid) => say(`The workstation that runs on ${dataDir} (pid ${pid}) exports.`));
    const progress = new ExportProgress(process.stderr);
    const interrupted = untilAsked();
    try {
      await desk.ask('export.start', params);
      void interrupted.then(() => desk.ask('export.stop', {})).catch(() => undefined);
      const receipt = await waitForReceipt(desk, params.race_id, progress);
      progress.clear();
      if (invocation.options['json']) printJson(receipt);
      else print(receipt);
      if (receipt.error) say(`${receipt.error.code}: ${receipt.error.message}`);
      return receipt.error ? 1 : 0;
    } finally {
      progress.clear();
      await desk.close();
    }
  },
};

async function waitForReceipt({ ask }: Asked, race_id: string, progress: ExportProgress): Promise<ExportReceipt> {
  for (;;) {
    const receipt = await ask('export.receipt', { race_id });
    if (receipt) return receipt;
    const view = await ask('export.current', {});
    if (view) progress.show(view);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function print({ receipts, topic, address, site, laps, before, sent, confirmed, bytes, started, ended, error }: ExportReceipt): void {
  const byCar = Map.groupBy(receipts, ({ car }) => car);
  const rows = [...byCar].map(([car, of]) => [car, of.length, runs(of), of.filter((lap) => lap.before).length, of.reduce((sum, lap) => sum + lap.bytes, 0)]);
  if (rows.length > 0) process.stdout.write(table(['car', 'confirmed', 'laps', 'before', 'bytes of JSON'], rows));
  if (error) return;
  const resumed = before > 0 ? ` ${before} of them confirmed before and not sent again; --again sends them too.` : '';
  say(
    `The factory ${site.slice(0, 8)} confirmed ${confirmed} of ${laps} laps on ${topic} (${address}): ` +
      `${sent} sent, ${(bytes / 1e6).toFixed(1)} MB compressed, in ${(ended - started).toFixed(1)} s.${resumed}`,
  );
}

/** `0-3,5`. */
function runs(receipts: readonly LapReceipt[]): string {
  const laps = receipts.map(({ lap }) => lap).toSorted((a, b) => a - b);
  const out: [from: number, to: number][] = [];
  for (const lap of laps) {
    const last = out.at(-1);
    if (last && lap === last[1] + 1) last[1] = lap;
    else out.push([lap, lap]);
  }
  return out.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(',');
}
