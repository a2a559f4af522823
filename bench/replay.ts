import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventName, RequestName, RequestParams } from '../common/contract.ts';
import { decodeLivePacket, type LivePacket } from '../common/live-packet.ts';
import type { ReplayView } from '../common/replay.ts';
import type { Session, Workstation } from '../main/session.ts';
import { openWorkstation } from '../main/workstation.ts';
import { median, quantile, type Bench, type BenchRow } from './bench.ts';
import { CARS, LAP, RACE, storeMadeRace } from './replay/made-race.ts';

const LAPS = 30;
const SEEKS = 150;
const STARTS = 7;
/** s that the race is played at full speed. */
const PLAYED = 20;
const SPEED = 64;
const CHARTED = ['Distance', 'Speed', 'RPM', 'Gear', 'Throttle', 'Brake'];
const STATE = ['TyreTempFL', 'TyreTempFR', 'TyreTempRL', 'TyreTempRR', 'TyreWearFL', 'TyreWearFR', 'Fuel', 'Gear', 'Speed', 'RPM', 'Throttle', 'Brake'];

/** What the Live screen asks for: charts of two cars, the map of all, the state of one. */
const SCREEN: RequestParams<'live.subscribe'>[] = [
  { subscription: 1, cars: ['car1', 'car2'], channels: CHARTED, past: 120, samples: 'all' },
  { subscription: 2, cars: [], channels: ['Distance', 'Offset'], past: 1, samples: 'newest' },
  { subscription: 3, cars: ['car1'], channels: STATE, past: 600, samples: 'newest' },
];

/** A screen that draws at once. */
class Screen {
  private readonly session: Session;
  onPacket: (packet: LivePacket) => void = () => undefined;
  view: ReplayView | undefined;

  constructor(workstation: Workstation) {
    this.session = workstation.open({
      event: (name: EventName, payload) => {
        if (name === 'replay') this.view = payload as ReplayView;
      },
      live: (bytes) => {
        const packet = decodeLivePacket(bytes);
        void this.ask('live.credit', { subscription: packet.subscription });
        this.onPacket(packet);
      },
    });
  }

  async ask<K extends RequestName>(name: K, params: RequestParams<K>): Promise<unknown> {
    return this.session.request(name, params);
  }

  /** ms until every part of the screen has what it shows at a lap's beginning. */
  async seek(lap: number): Promise<number> {
    const began = performance.now();
    const racetime = lap * LAP;
    const left = new Set(SCREEN.map(({ subscription }) => subscription));
    const shown = new Promise<void>((resolve) => {
      this.onPacket = ({ subscription, cars }) => {
        const newest = Math.max(...cars.map((car) => car.racetime.at(-1) ?? -1));
        if (Math.abs(newest - racetime) < 0.05) left.delete(subscription);
        if (left.size === 0) resolve();
      };
    });
    // As the screen does after a jump: sectors that were best until then.
    void this.ask('laps.list', { race_id: RACE, until: racetime });
    await this.ask('replay.seek', { lap });
    await shown;
    return performance.now() - began;
  }
}

/** ms each: how long the first look at a replay takes, and the first jump in it, of a workstation that has just been opened. */
async function coldStarts(dataDir: string): Promise<{ opened: number[]; first: number[] }> {
  const [opened, first]: [number[], number[]] = [[], []];
  for (let i = 0; i < STARTS; i++) {
    const workstation = await openWorkstation({ dataDir });
    const screen = new Screen(workstation);
    const began = performance.now();
    const shown = new Promise<void>((resolve) => (screen.onPacket = () => resolve()));
    await screen.ask('replay.open', { race_id: RACE, playing: false, racetime: LAP / 2 });
    for (const wish of SCREEN) await screen.ask('live.subscribe', wish);
    await shown;
    opened.push(performance.now() - began);
    first.push(await screen.seek(5 + ((i * 7) % (LAPS - 5))));
    await workstation.close();
  }
  return { opened, first };
}

/** ms that computing for so many ms of processor time takes by the clock: what others on the machine make of it. */
function computing(ms: number): number {
  const began = performance.now();
  const { user, system } = process.threadCpuUsage();
  for (;;) {
    const now = process.threadCpuUsage();
    if (now.user + now.system - user - system >= ms * 1000) return performance.now() - began;
  }
}

interface Seeks {
  /** ms each. */
  took: number[];
  /** ms each, of the processor. */
  cpu: number[];
  /** ms each, of a loop that computes for as long as the jump before it did. */
  loops: number[];
}

async function seeks(dataDir: string): Promise<Seeks> {
  const workstation = await openWorkstation({ dataDir });
  const screen = new Screen(workstation);
  await screen.ask('replay.open', { race_id: RACE, playing: false });
  for (const wish of SCREEN) await screen.ask('live.subscribe', wish);
  const measured: Seeks = { took: [], cpu: [], loops: [] };
  // Every lap comes, and none twice within as many as are kept open.
  for (let i = 0; i < SEEKS; i++) {
    const before = process.cpuUsage();
    measured.took.push(await screen.seek(1 + ((i * 11) % (LAPS - 1))));
    const { user, system } = process.cpuUsage(before);
    measured.cpu.push((user + system) / 1000);
    measured.loops.push(computing(measured.cpu.at(-1)!));
  }
  await workstation.close();
  return measured;
}

interface Played {
  frames: number;
  dropped: number;
  reordered: number;
  /** s of race time a second. */
  speed: number;
  /** s of wall clock that the newest sample came after its time, 99th percentile. */
  late: number;
}

/** Every record of every car, played as fast as it goes; a record is dropped when the one before it is not 10 ms older. */
async function play(dataDir: string): Promise<Played> {
  const workstation = await openWorkstation({ dataDir });
  const screen = new Screen(workstation);
  const newest = new Map<string, number>();
  const late: number[] = [];
  const played: Played = { frames: 0, dropped: 0, reordered: 0, speed: 0, late: 0 };
  let began = 0;
  screen.onPacket = ({ skipped, cars }) => {
    played.dropped += skipped;
    for (const { car, racetime } of cars) {
      let before = newest.get(car) ?? racetime[0]! - 0.01;
      for (const time of racetime) {
        const step = Math.round((time - before) * 100);
        if (step < 1) played.reordered++;
        else played.dropped += step - 1;
        before = time;
      }
      newest.set(car, before);
      played.frames += racetime.length;
    }
    if (began > 0) late.push((performance.now() - began) / 1000 - Math.max(...newest.values()) / SPEED);
  };
  await screen.ask('replay.open', { race_id: RACE, playing: false, speed: SPEED });
  await screen.ask('live.subscribe', { subscription: 1, cars: [], channels: CHARTED, past: 0, samples: 'all' });
  began = performance.now();
  await screen.ask('replay.set', { playing: true });
  await new Promise((resolve) => setTimeout(resolve, PLAYED * 1000));
  await screen.ask('replay.set', { playing: false });
  played.speed = screen.view!.racetime / ((performance.now() - began) / 1000);
  await new Promise((resolve) => setTimeout(resolve, 500));
  played.late = quantile(late, 0.99);
  // What was never sent at the end counts as well.
  for (const last of newest.values()) played.dropped += Math.max(0, Math.floor((screen.view!.racetime - last) * 100 + 1e-6) - 1);
  await workstation.close();
  return played;
}

async function run(): Promise<BenchRow[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-bench-replay-'));
  try {
    storeMadeRace(dataDir, LAPS);
    const { opened, first } = await coldStarts(dataDir);
    const { took, cpu, loops } = await seeks(dataDir);
    const { frames, dropped, reordered, speed, late } = await play(dataDir);
    const shape = `${CARS} cars × ${LAPS} laps of ${LAP} s, every channel`;
    const screen = 'charts of two cars, map of all, state of one';
    return [
      { what: 'replay opened in a workstation just started, to the first picture', value: median(opened), unit: 'ms', note: `median of ${STARTS}; slowest ${Math.max(...opened).toFixed(0)} ms; ${shape}` },
      { what: 'its first jump to a lap', value: median(first), unit: 'ms', note: `median of ${STARTS}; slowest ${Math.max(...first).toFixed(0)} ms; ${screen}` },
      { what: 'jump to any lap, to all samples of the Live screen', value: median(took), unit: 'ms', note: `median of ${SEEKS}; ${screen}` },
      { what: '… 99th percentile', value: quantile(took, 0.99), unit: 'ms', note: `slowest ${Math.max(...took).toFixed(0)} ms; a loop that computes for as long: ${quantile(loops, 0.99).toFixed(0)} ms` },
      { what: '… of the processor', value: median(cpu), unit: 'ms', note: `99th percentile ${quantile(cpu, 0.99).toFixed(0)} ms; the screen's end included` },
      { what: `${CARS} cars × 100 Hz at ${SPEED}×: records`, value: frames, unit: 'records', note: `${CHARTED.length} channels, ${PLAYED} s; ${(frames / PLAYED).toFixed(0)} records a second` },
      { what: '… dropped', value: dropped, unit: 'records' },
      { what: '… out of order', value: reordered, unit: 'records' },
      { what: '… race seconds a second', value: speed, unit: '×', note: `newest sample ${(late * 1000).toFixed(0)} ms late at most in 99 of 100 packets` },
    ];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const bench: Bench = { name: 'replay', run };
export default bench;
