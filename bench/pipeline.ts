import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RaceReport, RaceView } from '../common/race-view.ts';
import { decodeLivePacket } from '../common/live-packet.ts';
import type { Workstation } from '../main/session.ts';
import { openWorkstation } from '../main/workstation.ts';
import { quantile, type Bench, type BenchRow } from './bench.ts';

const LATENCY_SECONDS = 20;

async function withWorkstation<T>(use: (workstation: Workstation) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-bench-'));
  const workstation = await openWorkstation({ dataDir });
  try {
    return await use(workstation);
  } finally {
    await workstation.close();
    rmSync(dataDir, { recursive: true });
  }
}

/** Age of the newest sample of a packet when a session receives it, ms, at 20 cars × 100 Hz and real-time speed. */
function liveAges(workstation: Workstation): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const ages: number[] = [];
    let started = 0;
    const session = workstation.open({
      event() {},
      live(bytes) {
        const { cars } = decodeLivePacket(bytes);
        const newest = Math.max(...cars.map((car) => car.racetime.at(-1)!));
        if (newest > 2) ages.push(Date.now() - started * 1000 - newest * 1000);
        session.request('live.credit', { subscription: 1 }).catch(reject);
      },
    });
    void (async () => {
      await session.request('race.start', { cars: 20, laps: 5, speed: 1 });
      await session.request('live.subscribe', { subscription: 1, cars: [], channels: ['Speed'], past: 1 });
      const races = (await poll(async () => {
        const list = (await session.request('races.list', {})) as { started: number }[];
        return list.length > 0 ? list : undefined;
      }));
      started = races[0]!.started;
      setTimeout(() => resolve(ages), LATENCY_SECONDS * 1000);
    })().catch(reject);
  });
}

async function poll<T>(ask: () => Promise<T | undefined | null>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null) return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function wholeRace(workstation: Workstation): Promise<RaceReport> {
  const session = workstation.open({ event() {}, live() {} });
  const { race_id } = (await session.request('race.start', { cars: 20, laps: 3, speed: 'max' })) as RaceView;
  return poll(async () => (await session.request('race.report', { race_id })) as RaceReport | null);
}

const bench: Bench = {
  name: 'pipeline',
  async run(): Promise<BenchRow[]> {
    const ages = (await withWorkstation(liveAges)).filter((age) => age > 0);
    const report = await withWorkstation(wholeRace);
    const sampled = 'age of the newest sample when a session gets it; 20 cars × 100 Hz, 0.1 s frames';
    return [
      { what: 'simulator to session, median', value: quantile(ages, 0.5), unit: 'ms', note: sampled },
      { what: 'simulator to session, 99th percentile', value: quantile(ages, 0.99), unit: 'ms', note: `${ages.length} packets` },
      { what: 'whole path at full speed, 20 cars, 3 laps', value: report.sim_s / report.wall_s, unit: '× real time', note: 'until the factory has confirmed the last frame' },
      { what: '… frames confirmed', value: report.frames.confirmed / report.wall_s, unit: 'frames/s' },
    ];
  },
};
export default bench;
