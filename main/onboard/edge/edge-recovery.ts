import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../../folder.ts';
import { makeDataFolder } from '../../sqlite.ts';
import { damageOf, isFull, isUnreadableDatabase } from './disk-fault.ts';
import { EdgeFile } from './edge-file.ts';
import { segmentFolder } from './edge-place.ts';
import type { HighWater } from './high-water.ts';
import { laneKey, raiseLane, type Lanes } from './lane.ts';
import { holes, recover, tell, tellRefused, type Recovered } from './lost-frames.ts';
import type { DamagedSegment, LogInUse } from './segments/segment-folder.ts';
import { SegmentLog } from './segments/segment-log.ts';
import { salvageSegment } from './segments/segment-salvage.ts';

/** A larger database is not read in full at the start: what is damaged in it shows when it is read. */
const MOST_CHECKED = 512 * 1024 * 1024;

/** What is known of a store that was in use until now. */
export interface EdgeInUse extends LogInUse {
  /** What was found damaged in the database, if anything was. */
  suspect: string | null;
  /** The highest id that a reader may have seen: what is put back comes after it, so that no reader misses it. */
  seen: number;
}

/** The files of an edge buffer, open. */
export interface EdgeStore {
  file: EdgeFile;
  log: SegmentLog;
  lanes: Lanes;
}

export interface EdgePlace {
  /** Of the database; segments lie in a folder beside it. */
  path: string;
  /** Bytes of a segment, about. */
  segment: number;
  /** The disk has no room, and nothing to give up: what can be done without is not kept. */
  full?: boolean;
}

/**
 * Opens the files of an edge buffer whatever has happened to them. A database or a segment that is damaged goes to the folder `quarantine`
 * and what can be read of it is put back; what is nowhere, of what `water` and the segments say was there, becomes gap records.
 * `notice` says what came of it in one line; null when all was well. Throws LapwingError when the database is in use, from a newer
 * Lapwing, or its folder cannot be used, and what SQLite and the system throw.
 */
export function openEdge(place: EdgePlace, water: HighWater | undefined, use?: EdgeInUse): EdgeStore & { notice: string | null } {
  const { path } = place;
  makeDataFolder(dirname(path));
  const rebuilt = `${path}.new`;
  if (existsSync(rebuilt)) {
    // Whoever rebuilt it was stopped: before the damaged one was moved away, or after.
    if (existsSync(path)) removeDatabase(rebuilt);
    else renameSync(rebuilt, path);
  }
  const wal = `${path}-wal.kept`;
  try {
    if (existsSync(`${path}-wal`)) keepWal(`${path}-wal`, wal, place.full);
    return openWith(place, wal, rebuilt, water, use);
  } finally {
    rmSync(wal, { force: true });
  }
}

/** SQLite overwrites what it takes for torn, and that may be all there is of some frames; where there is no room for a copy it does so. */
function keepWal(wal: string, kept: string, full = false): void {
  try {
    copyFileSync(wal, kept);
  } catch (error) {
    // What was copied of it takes the room that the opening may need.
    rmSync(kept, { force: true });
    if (!full || !isFull(error)) throw error;
  }
}

function openWith(place: EdgePlace, wal: string, rebuilt: string, water: HighWater | undefined, use: EdgeInUse | undefined): EdgeStore & { notice: string | null } {
  const { path } = place;
  const sound = (existsSync(path) ? use?.suspect : null) ?? openSound(path);
  if (typeof sound !== 'string') {
    return withLog(place, sound, use, (store) => {
      const { file, log, lanes } = store;
      const behind = water?.marks.some((mark) => (lanes.get(laneKey(mark))?.buffered ?? 0) < mark.next) ?? false;
      for (const mark of water?.marks ?? []) raiseLane(lanes, mark, mark.next, mark.confirmed);
      if (!behind && log.damaged.length === 0 && holes(store).length === 0) return null;
      const outcome = file.atomically(() => recover(store, { database: '', wal, water, use }));
      const moved = moveDamaged(log.damaged, path);
      const { saved, lost, refused } = outcome;
      if (saved === 0 && lost.length === 0 && moved.length === 0) return refused.length > 0 ? tellRefused(path, refused) : null;
      const what = behind ? 'has lost its end' : 'has lost a part';
      return tell(moved.length > 0 ? `${path} was damaged (${moved.join('; ')})` : `${path} ${what}`, outcome, water);
    });
  }
  const fresh = new EdgeFile(rebuilt);
  let outcome: Recovered;
  let damaged: readonly DamagedSegment[];
  try {
    const lanes: Lanes = new Map();
    const log = new SegmentLog(segmentFolder(path), place.segment, lanes, use);
    damaged = log.damaged;
    for (const mark of water?.marks ?? []) raiseLane(lanes, mark, mark.next, mark.confirmed);
    outcome = fresh.atomically(() => recover({ file: fresh, log, lanes }, { database: path, wal, water, use }));
    log.close();
  } finally {
    fresh.close();
  }
  const where = quarantine(path);
  if (existsSync(wal)) renameSync(wal, `${where}-wal`);
  removeDatabase(path);
  renameSync(rebuilt, path);
  moveDamaged(damaged, path);
  return withLog(place, new EdgeFile(path), use, () => tell(`${path} was damaged (${sound}) and lies in ${where} now`, outcome, water));
}

/** Opens the segments too, and closes all again when something goes wrong. */
function withLog(place: EdgePlace, file: EdgeFile, use: EdgeInUse | undefined, look: (store: EdgeStore) => string | null): EdgeStore & { notice: string | null } {
  let log: SegmentLog | undefined;
  try {
    const lanes = file.lanes();
    log = new SegmentLog(segmentFolder(place.path), place.segment, lanes, use);
    const notice = look({ file, log, lanes });
    log.goOnAfter(file.lastId());
    return { file, log, lanes, notice };
  } catch (error) {
    log?.close();
    file.close();
    throw error;
  }
}

/** The file, or what is damaged in it; what the disk cannot read it is asked for once more. Throws what is wrong otherwise. */
function openSound(path: string, again = true): EdgeFile | string {
  let file: EdgeFile | undefined;
  try {
    file = new EdgeFile(path);
    file.lanes();
    const fault = file.size() > MOST_CHECKED ? null : file.fault();
    if (fault === null) return file;
    file.close();
    return fault.replaceAll(/\s+/g, ' ').slice(0, 100);
  } catch (error) {
    try {
      file?.close();
    } catch {
      // It is damaged: what closing it says does not matter.
    }
    const damage = damageOf(error);
    if (damage !== null) return damage;
    if (!isUnreadableDatabase(error)) throw error;
    return again ? openSound(path, false) : 'it cannot be read';
  }
}

/** Moves damaged segments away; those without anything in them, which is known where all can be read, for good. Says what was wrong with the others, and where they are. */
function moveDamaged(damaged: readonly DamagedSegment[], path: string): string[] {
  return damaged.flatMap(({ path: segment, what }) => {
    let empty = true;
    const whole = salvageSegment(segment, () => (empty = false));
    if (!empty || !whole) return `${what} and lies in ${quarantine(segment, dirname(path))} now`;
    rmSync(segment, { force: true });
    return [];
  });
}

/** Moves a file into the folder `quarantine` in `folder`. Returns where to. */
function quarantine(path: string, folder = dirname(path)): string {
  const place = join(folder, 'quarantine');
  makeFolder(place);
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const name = folder === dirname(path) ? basename(path) : `${basename(dirname(path))}-${basename(path)}`;
  let to = join(place, `${name}-${stamp}`);
  for (let n = 2; existsSync(to); n++) to = join(place, `${name}-${stamp}-${n}`);
  renameSync(path, to);
  return to;
}

function removeDatabase(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true });
}
