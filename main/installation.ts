import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { LapwingError } from '../common/errors.ts';
import { makeFolder } from './folder.ts';

/** Where the data lives unless a person names another folder: the platform's place for user data. */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  if (env['LAPWING_DATA']) return env['LAPWING_DATA'];
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Lapwing');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Lapwing');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'lapwing');
}

/** Files of one data folder. */
export interface DataFiles {
  edge: string;
  timing: string;
  stream: string;
  laps: string;
  factory: string;
  /** Tables that a person has added for SQL. */
  tables: string;
  /** What was asked in SQL, and what is kept of it. */
  queries: string;
}

export function dataFiles(dir: string): DataFiles {
  return {
    edge: join(dir, 'edge.db'),
    timing: join(dir, 'timing.db'),
    stream: join(dir, 'stream.db'),
    laps: join(dir, 'laps.db'),
    factory: join(dir, 'factory.db'),
    tables: join(dir, 'tables.db'),
    queries: join(dir, 'queries.json'),
  };
}

/** The name of this data folder among others on the same broker; made at the first start. Throws LapwingError E_DATA_DIR. */
export function installationId(dir: string): string {
  const path = join(dir, 'installation');
  try {
    makeFolder(dir);
    try {
      writeFileSync(path, randomUUID(), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const id = readFileSync(path, 'utf8').trim();
    if (/^[0-9a-f-]{36}$/.test(id)) return id;
    writeFileSync(path, randomUUID());
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new LapwingError(
      'E_DATA_DIR',
      `The data folder ${dir} cannot be used: ${(cause as Error).message}. Check its rights, or name another with --data.`,
      { cause },
    );
  }
}
