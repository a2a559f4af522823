import { existsSync } from 'node:fs';
import type { LapRow, RaceRow } from '../../../common/race-view.ts';
import { dataFiles, defaultDataDir } from '../../installation.ts';
import { storeFault } from '../../store-fault.ts';
import { FrameLedger } from '../../stream/frame-ledger.ts';
import { LapStore } from '../../trackside/laps/lap-store.ts';
import { raceRows } from '../../trackside/race-rows.ts';
import { textOption, type Invocation } from './command.ts';
import { say } from './output.ts';

/** The lap store of the data folder, whether or not a workstation is running on it; undefined where there is none. The caller closes it. */
export function openStore(dataDir: string): LapStore | undefined {
  const path = dataFiles(dataDir).laps;
  return existsSync(path) ? new LapStore(path) : undefined;
}

function withStore<T>(invocation: Invocation, none: T, read: (store: LapStore) => T): T {
  const store = openStore(dataDirOf(invocation));
  if (!store) return none;
  try {
    return read(store);
  } catch (error) {
    throw storeFault(error, store.db.name);
  } finally {
    store.close();
  }
}

function dataDirOf(invocation: Invocation): string {
  return textOption(invocation, 'data') ?? defaultDataDir();
}

export function listRaces(invocation: Invocation): { dataDir: string; rows: RaceRow[] } {
  const rows = withStore<RaceRow[]>(invocation, [], (store) => raceRows(store, new FrameLedger(store.db)));
  return { dataDir: dataDirOf(invocation), rows };
}

/** Empty for a race that is not known. */
export function listLaps(invocation: Invocation, race: string): LapRow[] {
  return withStore<LapRow[]>(invocation, [], (store) => store.laps(race, undefined, say));
}
