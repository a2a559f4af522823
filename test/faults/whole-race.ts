import Database from 'better-sqlite3';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RaceReport } from '../../common/race-view.ts';
import { dataFiles } from '../../main/installation.ts';
import { EdgeBuffer } from '../../main/onboard/edge/edge-buffer.ts';
import { frameId, type Evidence, type FrameId } from './oracle.ts';

/** What a workstation in a process of its own is told; small enough for a command line. */
export interface RaceOrder {
  folder: string;
  brokers?: string[];
  /** A web host stands beside it, and a query is under way. */
  screens?: boolean;
  /** As `race.start` takes it. */
  race: { cars: number; laps: number; seed: number; speed: number | 'max' };
}

/** What it says, a line each; as JSON. */
export type RaceSays = { running: string | null } | { told: string } | { lag: number } | { report: RaceReport; peakRss: number; stall: number; most: number };

export interface WholeRace {
  order: RaceOrder;
  /** A program that runs it, with its arguments. */
  under?: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** Injects the fault while it runs. */
  fault?(child: ChildProcess, url: string | null): Promise<void>;
  /** Heals it, say, once a person has been told. */
  onTold?(text: string): Promise<void>;
  /** ms */
  patience: number;
}

export interface RaceEnd extends Omit<Evidence, 'complaints'> {
  report: RaceReport;
  /** Frames that were made and not on disk, at most. */
  most: number;
  /** The least and the greatest age of the oldest unconfirmed frame that anybody was shown, s. */
  lag: [number, number];
}

/** Runs a race in a workstation of its own to its end, and finds in its files where each frame is. */
export async function wholeRace({ order, under = [], env, fault, onTold, patience }: WholeRace): Promise<RaceEnd> {
  const [program, ...args] = [...under, process.execPath, join(import.meta.dirname, 'race-child.ts'), JSON.stringify(order)];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const killer = setTimeout(() => child.kill('SIGKILL'), patience);
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const texts: string[] = [];
  const lag: [number, number] = [0, 0];
  const acting: Promise<void>[] = [];
  let end: Extract<RaceSays, { report: unknown }> | undefined;
  for await (const line of createInterface(child.stdout)) {
    const said = JSON.parse(line) as RaceSays;
    if ('running' in said) acting.push(fault?.(child, said.running) ?? Promise.resolve());
    else if ('told' in said) {
      texts.push(said.told);
      acting.push(onTold?.(said.told) ?? Promise.resolve());
    }
    else if ('lag' in said) lag.splice(0, 2, Math.min(lag[0], said.lag), Math.max(lag[1], said.lag));
    else end = said;
  }
  const [status] = await exited;
  clearTimeout(killer);
  await Promise.all(acting);
  if (!end || status !== 0) throw new Error(`the race did not come to its end within ${patience / 1000} s: ${texts.join('; ')}`);
  const { report, peakRss, stall, most } = end;
  return { report, most, lag, peakRss, stall, recovery: 0, texts: texts.map((text) => text.replaceAll(order.folder, 'FOLDER')), ...whereFramesAre(order.folder, report) };
}

/** By the files of a data folder that nobody has open: the race desk's own count, the edge buffer, the factory, and trackside for a second sink. */
function whereFramesAre(folder: string, { race_id, frames }: RaceReport): Pick<Evidence, 'generated' | 'edge' | 'broker' | 'brokerForgets' | 'factory' | 'admitted'> {
  const files = dataFiles(folder);
  const factory = rows(files.factory, 'SELECT car, seq FROM frame WHERE race = ? ORDER BY car, seq', race_id).map(({ car, seq }) => frameId(car, seq!));
  const admitted = rows(files.laps, 'SELECT car, next FROM ledger WHERE race = ?', race_id).flatMap(upTo);
  const buffer = new EdgeBuffer(files.edge);
  const edge = buffer.carCounts(race_id).flatMap(({ car, buffered }) => upTo({ car, next: buffered }));
  buffer.close();
  const untimed = (ids: FrameId[]): FrameId[] => ids.filter((id) => !id.startsWith('timing/'));
  // What was made and never buffered has no number: it is one that nobody has.
  const generated = [...edge, ...Array.from({ length: frames.generated - edge.length }, (_, i) => frameId('made', i))];
  return { generated, edge, broker: [], brokerForgets: true, factory: untimed(factory), admitted: untimed(admitted) };
}

interface LaneRow {
  car: string;
  seq?: number;
  next?: number;
}

function rows(path: string, sql: string, race: string): LaneRow[] {
  const db = new Database(path, { readonly: true });
  try {
    return db.prepare<[string], LaneRow>(sql).all(race);
  } finally {
    db.close();
  }
}

const upTo = ({ car, next = 0 }: LaneRow): FrameId[] => Array.from({ length: next }, (_, seq) => frameId(car, seq));
