import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { raceFile } from './race-file.ts';

const PROGRAMS = ['/usr/games/torcs', '/usr/local/bin/torcs', '/usr/bin/torcs'];
const PATIENCE = 300_000;

export interface TorcsRun {
  /** s of race until the last car was home; s of processor time, loading included. */
  readonly simulated: number;
  readonly cpu: number;
}

/** None where TORCS is not installed. */
export function torcsProgram(): string | undefined {
  return PROGRAMS.find(existsSync);
}

/** Races headless in a home of its own, which is thrown away. Throws when TORCS has not ended after five minutes or left no result. */
export async function runTorcs(program: string, track: string, cars: number, laps: number): Promise<TorcsRun> {
  const home = mkdtempSync(join(tmpdir(), 'lapwing-bench-torcs-'));
  try {
    const file = join(home, 'bench.xml');
    writeFileSync(file, raceFile(track, cars, laps));
    const cpu = await processorTime(program, file, home);
    const results = join(home, '.torcs', 'results', 'bench');
    const [result] = existsSync(results) ? readdirSync(results) : [];
    if (result === undefined) throw new Error(`TORCS left no result of ${cars} cars on ${track}; run "${program} -r ${file}" by hand to see why.`);
    return { cpu, simulated: longestTime(readFileSync(join(results, result), 'utf8')) };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The shell's `times` tells what its children used: no other portable way leads to a finished child's processor time. */
function processorTime(program: string, file: string, home: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', '"$0" -r "$1" >/dev/null 2>&1; times', program, file], {
      env: { ...process.env, HOME: home }, stdio: ['ignore', 'pipe', 'ignore'], detached: true,
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    const timer = setTimeout(() => {
      process.kill(-child.pid!, 'SIGKILL');
      reject(new Error(`TORCS did not end within ${PATIENCE / 1000} s; run "${program} -r ${file}" by hand to see why.`));
    }, PATIENCE);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      const [user, system] = [...(text.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map((match) => 60 * Number(match[1]) + Number(match[2]));
      if (user === undefined || system === undefined) reject(new Error(`bash did not tell TORCS's processor time but ${JSON.stringify(text)}.`));
      else resolve(user + system);
    });
  });
}

/** The longest of the race times in a file of results, s. */
function longestTime(results: string): number {
  return Math.max(...[...results.matchAll(/<attnum name="time"[^>]* val="([\d.]+)"/g)].map((match) => Number(match[1])));
}
