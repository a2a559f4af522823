import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** The command line as a person has it, without npm around it. */
export function startLapwing(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, ['scripts/node24.mjs', 'main/hosts/cli/main.ts', ...args], {
    cwd: project,
    env: { ...process.env, ...env },
  });
}

export interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

export async function lapwing(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const child = startLapwing(args, env);
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (out.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (out.stderr += chunk.toString()));
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, ...out };
}
