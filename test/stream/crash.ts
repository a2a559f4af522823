import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StreamPlace } from './place.ts';

export type { StreamPlace } from './place.ts';

/**
 * Runs crash-child.ts until it has sent records, has them acknowledged and its handler holds them; then kills it the
 * hard way. Gives how many it sent.
 */
export async function crashInHandler(place: StreamPlace, topic: string, group: string): Promise<{ sent: number }> {
  const script = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify({ place, topic, group })], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  for await (const line of createInterface(child.stdout)) {
    const said = /^handling (\d+)$/.exec(line);
    if (!said) continue;
    child.kill('SIGKILL');
    await exited;
    return { sent: Number(said[1]) };
  }
  throw new Error(`the child ended by itself with ${String((await exited)[0])}`);
}
