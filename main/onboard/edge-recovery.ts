import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openFrame, type SealedFrame } from '../../common/frame.ts';
import { makeFolder } from '../folder.ts';
import { makeDataFolder } from '../sqlite.ts';
import { EdgeFile, laneKey, type Lane } from './edge-file.ts';
import type { HighWater } from './high-water.ts';
import { logIsDamaged } from './log-check.ts';
import { salvageFrames } from './salvage.ts';

/** A larger file is not read in full at the start: what is damaged in it shows when it is read. */
const MOST_CHECKED = 512 * 1024 * 1024;
/** Gaps that a message names one by one. */
const MOST_NAMED = 4;

/** A run of frames that is lost for ever, both ends included. */
export interface LostFrames {
  race: string;
  car: string;
  from: number;
  to: number;
}

/** What is known of a file that was in use until now. */
export interface EdgeInUse {
  /** What was found damaged, if anything was. */
  suspect: string | null;
  /** The highest id that a reader may have seen: what is put back comes after it, so that no reader misses it. */
  seen: number;
}

/** An edge buffer's file that can be used, and what came of the one that was there, in one line; null when all was well. */
export interface OpenedEdge {
  file: EdgeFile;
  lanes: Map<string, Lane>;
  notice: string | null;
}

/**
 * Opens the database of an edge buffer whatever has happened to it. One that is damaged goes to the folder `quarantine`
 * and a new one takes what can be read of it; what neither has, of what `water` says was there, becomes gap records.
 * Throws LapwingError when the file is in use, from a newer Lapwing, or its folder cannot be used.
 */
export function openEdgeFile(path: string, water: HighWater | undefined, use?: EdgeInUse): OpenedEdge {
  makeDataFolder(dirname(path));
  const rebuilt = `${path}.new`;
  if (existsSync(rebuilt)) {
    // Whoever rebuilt it was stopped: before the damaged one was moved away, or after.
    if (existsSync(path)) removeDatabase(rebuilt);
    else renameSync(rebuilt, path);
  }
  // SQLite overwrites what it takes for torn, and that may be all there is of some frames.
  const wal = `${path}-wal.kept`;
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, wal);
  try {
    return openWith(path, wal, rebuilt, water, use);
  } finally {
    rmSync(wal, { force: true });
  }
}

function openWith(path: string, wal: string, rebuilt: string, water: HighWater | undefined, use: EdgeInUse | undefined): OpenedEdge {
  const before = (existsSync(path) ? use?.suspect : null) ?? openSound(path);
  if (typeof before !== 'string') {
    const lanes = before.lanes();
    const behind = water?.marks.some((mark) => (lanes.get(laneKey(mark))?.buffered ?? 0) < mark.next) ?? false;
    // A buffer that was killed leaves its log behind.
    const logLost = existsSync(wal) ? logIsDamaged(wal) : water?.closed === false;
    if (!behind && !logLost) return { file: before, lanes, notice: null };
    try {
      const { saved, lost } = before.atomically(() => recover(before, lanes, { database: '', wal, water, seen: use?.seen ?? 0 }));
      before.emptyLog();
      return { file: before, lanes, notice: tell(`${path} has lost its end`, saved, lost, water) };
    } catch (error) {
      before.close();
      throw error;
    }
  }
  const fresh = new EdgeFile(rebuilt);
  let outcome: { saved: number; lost: LostFrames[] };
  try {
    const lanes = fresh.lanes();
    outcome = fresh.atomically(() => recover(fresh, lanes, { database: path, wal, water, seen: use?.seen ?? 0 }));
  } finally {
    fresh.close();
  }
  const place = quarantine(path, wal);
  renameSync(rebuilt, path);
  const file = new EdgeFile(path);
  return { file, lanes: file.lanes(), notice: tell(`${path} was damaged (${before}) and lies in ${place} now`, outcome.saved, outcome.lost, water) };
}

/** The file, or what is damaged in it. Throws what is wrong otherwise. */
function openSound(path: string): EdgeFile | string {
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
    if (damage === null) throw error;
    return damage;
  }
}

/** SQLite's words where they mean that the content of the file is wrong, not its place or its disk. */
export function damageOf(error: unknown): string | null {
  const { code = '', cause, message = '' } = error as { code?: string; cause?: { code?: string; message?: string }; message?: string };
  const reason = cause?.code ?? code;
  const damaged = reason.startsWith('SQLITE_CORRUPT') || ['SQLITE_NOTADB', 'SQLITE_ERROR', 'SQLITE_IOERR_SHORT_READ'].includes(reason);
  return damaged ? (cause?.message ?? message) : null;
}

interface Remains {
  database: string;
  wal: string;
  water: HighWater | undefined;
  seen: number;
}

/** Takes what database and WAL still have into `file`, and declares lost what is missing then. */
function recover(file: EdgeFile, lanes: Map<string, Lane>, { database, wal, water, seen }: Remains): { saved: number; lost: LostFrames[] } {
  file.startAfter(seen);
  for (const mark of water?.marks ?? []) file.raise(mark, lanes);
  let saved = 0;
  salvageFrames(database, wal, (sealed) => {
    const frame = openFrame(sealed);
    const last = frame.gap?.last ?? frame.seq;
    const { incarnation, race, car } = frame;
    const known = lanes.get(laneKey(frame));
    if (known && last < known.confirmed) return;
    const lane = file.raise({ incarnation, race, car, next: last + 1, confirmed: 0 }, lanes);
    if (file.putBack(lane, frame) && !frame.gap) saved++;
  });
  const lost: LostFrames[] = [];
  const sure = new Set(water?.marks.map(laneKey) ?? lanes.keys());
  for (const lane of lanes.values()) {
    const { incarnation, race, car } = lane;
    file.dropConfirmed(lane);
    for (const { first, last } of file.holes(lane)) {
      const gap: SealedFrame = { incarnation, race, car, seq: first, closed: Date.now(), body: new Uint8Array(0), gap: { last, reason: 'lost with a damaged edge buffer' } };
      file.putBack(lane, gap);
      // Of a lane that nothing else tells of, numbers may have been confirmed long ago; the sinks know which.
      if (sure.has(laneKey(lane))) lost.push({ race, car, from: first, to: last });
    }
  }
  file.renew();
  return { saved, lost };
}

/** Moves a database away, its WAL with it. Returns where to. */
function quarantine(path: string, wal: string): string {
  const folder = join(dirname(path), 'quarantine');
  makeFolder(folder);
  const stamp = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  let place = join(folder, `${basename(path)}-${stamp}`);
  for (let n = 2; existsSync(place); n++) place = join(folder, `${basename(path)}-${stamp}-${n}`);
  renameSync(path, place);
  if (existsSync(wal)) renameSync(wal, `${place}-wal`);
  for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
  return place;
}

function removeDatabase(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true });
}

function tell(what: string, saved: number, lost: readonly LostFrames[], water: HighWater | undefined): string {
  const named = lost.slice(0, MOST_NAMED).map(({ race, car, from, to }) => `${car} frames ${from}-${to} of ${race}`);
  if (lost.length > MOST_NAMED) named.push(`${lost.length - MOST_NAMED} more`);
  const gone = named.length > 0 ? `lost for ever: ${named.join(', ')}` : 'nothing is known to be lost';
  const unknown = water?.closed ? '' : ' If the power went, what was buffered within a second before may be missing too.';
  return `${what}: ${saved} frames were saved from it, ${gone}.${unknown} Check the disk; Lapwing goes on by itself.`;
}
