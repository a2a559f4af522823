import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../../../stream/broker-door.ts';

/** ms that a file may be from the future: file systems round. */
const TOLERANCE = 60_000;
const ours = fileURLToPath(new URL('../../../../package.json', import.meta.url));

/** The clock cannot be before what it has already written: this Lapwing, and the files of the data folder. `now`: Unix time, ms. */
export function checkClock(dir: string, now = Date.now()): Finding {
  const check = 'clock';
  const written = [ours, ...filesOf(dir)].map((path) => ({ path, at: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }));
  const newest = written.reduce((latest, file) => (file.at > latest.at ? file : latest));
  const text = new Date(now).toISOString();
  if (newest.at - now <= TOLERANCE) return { check, ok: true, text };
  return { check, ok: false, text: `${text} is before ${newest.path} was written (${new Date(newest.at).toISOString()}). Set the clock right: certificates and frames carry its time.` };
}

function filesOf(dir: string): string[] {
  try {
    return readdirSync(dir).map((name) => join(dir, name));
  } catch {
    return [];
  }
}
