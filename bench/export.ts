import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RaceReport, RaceView } from '../common/race-view.ts';
import type { ExportReceipt } from '../common/lap-export.ts';
import { decodeLivePacket } from '../common/live-packet.ts';
import type { Session } from '../main/session.ts';
import { openWorkstation } from '../main/workstation.ts';
import { quantile, type Bench, type BenchRow } from './bench.ts';

const CARS = 20;
const LAPS = 3;
const BEFORE_S = 20;
const POLL_MS = 5;

/** What the engine does while something else goes on: how long a small question waits, and how often live samples come; ms. */
interface Watch {
  waits: number[];
  pauses: number[];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await pause(50);
  }
}

/** Asks the engine a small question again and again until `end` resolves. */
async function watch(session: Session, heard: { at: number[] }, end: Promise<unknown>): Promise<Watch> {
  const over = end.then(() => true);
  const waits: number[] = [];
  heard.at = [];
  do {
    const asked = performance.now();
    await session.request('race.current', {});
    waits.push(performance.now() - asked);
  } while (!(await Promise.race([over, pause(POLL_MS).then(() => false)])));
  return { waits, pauses: heard.at.slice(1).map((at, i) => at - heard.at[i]!) };
}

const bench: Bench = {
  name: 'export',
  async run(): Promise<BenchRow[]> {
    const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
    const workstation = await openWorkstation({ dataDir });
    try {
      const heard = { at: [] as number[] };
      const session = workstation.open({
        event() {},
        live(packet) {
          if (decodeLivePacket(packet).cars.length > 0) heard.at.push(performance.now());
          void session.request('live.credit', { subscription: 1 });
        },
      });
      const { race_id } = (await session.request('race.start', { cars: CARS, laps: LAPS, speed: 'max' })) as RaceView;
      await until(async () => (await session.request('race.report', { race_id })) as RaceReport | null);
      await session.request('race.start', { cars: CARS, laps: 53, speed: 1 });
      await session.request('live.subscribe', { subscription: 1, cars: [], channels: ['Speed'], past: 0 });
      await pause(5000);
      const alone = await watch(session, heard, pause(BEFORE_S * 1000));
      await session.request('export.start', { race_id });
      const receipt = until(async () => (await session.request('export.receipt', { race_id })) as ExportReceipt | null);
      const exporting = await watch(session, heard, receipt);
      const { confirmed, bytes, started, ended, error } = await receipt;
      if (error) throw new Error(error.message);
      const shown = (what: string, { waits, pauses }: Watch): BenchRow[] => [
        { what: `a small question waits, ${what}, 99th percentile`, value: quantile(waits, 0.99), unit: 'ms', note: `${waits.length} questions` },
        { what: `… longest, ${what}`, value: Math.max(...waits), unit: 'ms' },
        { what: `between two live packets, ${what}, median`, value: quantile(pauses, 0.5), unit: 'ms', note: `${pauses.length} packets` },
        { what: `… 99th percentile, ${what}`, value: quantile(pauses, 0.99), unit: 'ms' },
        { what: `… longest, ${what}`, value: Math.max(...pauses), unit: 'ms' },
      ];
      return [
        { what: `laps confirmed, ${CARS} cars racing meanwhile`, value: confirmed / (ended - started), unit: 'laps/s', note: `${confirmed} laps, ${(bytes / 1e6).toFixed(1)} MB compressed` },
        ...shown('racing', alone),
        ...shown('racing and exporting', exporting),
      ];
    } finally {
      await workstation.close();
      rmSync(dataDir, { recursive: true });
    }
  },
};
export default bench;
