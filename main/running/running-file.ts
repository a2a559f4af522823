import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What a running workstation leaves in its data folder, so that another Lapwing of the same person finds it. */
const running = z.object({
  pid: z.int().positive(),
  /** On 127.0.0.1. */
  port: z.int().min(1).max(65_535),
  /** Who can read the file may ask. */
  token: z.string().min(32),
});
export type Running = z.infer<typeof running>;

const pathIn = (dataDir: string): string => join(dataDir, 'running.json');

/** Only its owner can read it, whatever was there before. Throws what the system says. */
export function writeRunning(dataDir: string, what: Running): void {
  const path = pathIn(dataDir);
  const fresh = `${path}.${what.pid}`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, JSON.stringify(what), { mode: 0o600, flag: 'wx' });
  renameSync(fresh, path);
}

/** Undefined where there is none that can be read. One that was killed leaves its file behind. */
export function readRunning(dataDir: string): Running | undefined {
  try {
    return running.safeParse(JSON.parse(readFileSync(pathIn(dataDir), 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Unless another workstation's has taken its place. */
export function removeRunning(dataDir: string, { token }: Running): void {
  if (readRunning(dataDir)?.token === token) rmSync(pathIn(dataDir), { force: true });
}
