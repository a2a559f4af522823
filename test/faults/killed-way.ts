import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { FrameId } from './oracle.ts';
import type { WayOptions } from './way.ts';

/** What a way in a process of its own is told; small enough for a command line. */
export interface ChildOrder {
  way: Pick<WayOptions, 'folder' | 'name' | 'place' | 'direct'>;
  cars: number;
  /** Milliseconds between two frames of a car. */
  every: number;
  /** It kills itself at a point that nobody outside could hit: after so many sends, before what follows them. */
  die?: { at: 'broker has acknowledged' | 'factory has stored'; sends: number };
  /** Stopped so many milliseconds after it is ready, and woken again. */
  pause?: { at: number; for: number };
}

/** Starts it, and kills it so many milliseconds after it is ready unless it dies before. Gives what the edge buffer had acknowledged. */
export async function killedWay(order: ChildOrder, after: number): Promise<FrameId[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'way-child.ts'), JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const acknowledged: FrameId[] = [];
  const timers: NodeJS.Timeout[] = [];
  const { pause } = order;
  for await (const line of createInterface(child.stdout)) {
    if (line !== 'ready') {
      acknowledged.push(...line.split(' '));
      continue;
    }
    timers.push(setTimeout(() => child.kill('SIGKILL'), after));
    if (pause) timers.push(setTimeout(() => child.kill('SIGSTOP'), pause.at), setTimeout(() => child.kill('SIGCONT'), pause.at + pause.for));
  }
  const [, signal] = await exited;
  for (const timer of timers) clearTimeout(timer);
  if (signal !== 'SIGKILL') throw new Error('the process ended by itself');
  return acknowledged;
}
