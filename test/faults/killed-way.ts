import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { FrameId } from './oracle.ts';
import type { WayOptions } from './way.ts';

/** What a way in a process of its own is told; small enough for a command line. */
export interface ChildOrder {
  way: Pick<WayOptions, 'folder' | 'edgeFolder' | 'edge' | 'first' | 'bodyBytes' | 'name' | 'place' | 'direct'>;
  /** Only the edge buffer, with nobody to send to. */
  edgeOnly?: boolean;
  cars: number;
  /** Milliseconds between two frames of a car. */
  every: number;
  /** The radio is cut so many milliseconds after it is ready. */
  cutAfter?: number;
  /** It kills itself at a point that nobody outside could hit: after so many sends, before what follows them. */
  die?: { at: 'broker has acknowledged' | 'factory has stored'; sends: number };
  /** Stopped so many milliseconds after it is ready, and woken again. */
  pause?: { at: number; for: number };
}

/** What a way that was killed has left behind in others' memory. */
export interface KilledLife {
  acknowledged: FrameId[];
  /** What the frames are called on the way. */
  names: Map<string, FrameId>;
  /** What a person was told. */
  texts: string[];
  /** Bytes. */
  peakRss: number;
}

/** What a child says, a line each; as JSON. */
export type ChildSays = 'ready' | { rss: number } | { kept: [id: FrameId, name: string][] } | { told: string };

export interface Killing {
  /** Milliseconds after it is ready. */
  after: number;
  /** Done between stopping it where it is and killing it. */
  before?(): void;
  /** Called when it is ready. */
  onReady?(): void;
  /** A program that runs it, with its arguments. */
  under?: readonly string[];
}

/** Starts it, and kills it some time after it is ready unless it dies before. */
export async function killedWay(order: ChildOrder, killing: Killing): Promise<KilledLife> {
  const [program, ...args] = [...(killing.under ?? []), process.execPath, join(import.meta.dirname, 'way-child.ts'), JSON.stringify(order)];
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const life: KilledLife = { acknowledged: [], names: new Map(), texts: [], peakRss: 0 };
  const timers: NodeJS.Timeout[] = [];
  for await (const line of createInterface(child.stdout)) {
    const said = JSON.parse(line) as ChildSays;
    if (said === 'ready') {
      timers.push(...untilKilled(child, order, killing));
      killing.onReady?.();
    } else if ('rss' in said) {
      life.peakRss = Math.max(life.peakRss, said.rss);
    } else if ('told' in said) {
      life.texts.push(said.told);
    } else {
      for (const [id, name] of said.kept) {
        life.acknowledged.push(id);
        life.names.set(name, id);
      }
    }
  }
  const [, signal] = await exited;
  for (const timer of timers) clearTimeout(timer);
  if (signal !== 'SIGKILL') throw new Error('the process ended by itself');
  return life;
}

function untilKilled(child: ChildProcess, { pause }: ChildOrder, { after, before }: Killing): NodeJS.Timeout[] {
  const kill = (): void => {
    if (before) {
      child.kill('SIGSTOP');
      before();
    }
    child.kill('SIGKILL');
  };
  const killer = setTimeout(kill, after);
  if (!pause) return [killer];
  return [killer, setTimeout(() => child.kill('SIGSTOP'), pause.at), setTimeout(() => child.kill('SIGCONT'), pause.at + pause.for)];
}
