import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { openFrame, type SealedFrame } from '../../common/frame.ts';
import { makeFolder } from '../folder.ts';
import { makeDataFolder } from '../sqlite.ts';
import { EdgeFile } from './edge-file.ts';
import { segmentFolder } from './edge-place.ts';
import type { HighWater } from './high-water.ts';
import { holesOf, laneKey, raiseLane, type LaneName, type Lanes, type Run } from './lane.ts';
import { salvageFrames } from './salvage.ts';
import { SegmentLog, type DamagedSegment, type LogInUse } from './segment-log.ts';
import { salvageSegment } from './segment-salvage.ts';

/** A larger database is not read in full at the start: what is damaged in it shows when it is read. */
const MOST_CHECKED = 512 * 1024 * 1024;
/** Gaps that a message names one by one. */
const MOST_NAMED = 4;

/** Why frames are lost that were never written. */
export const REFUSED = 'the disk took nothing more before Lapwing was closed';

/** A run of frames that is lost for ever, both ends included. */
export interface LostFrames {
  race: string;
  car: string;
  from: number;
  to: number;
}

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
  // SQLite overwrites what it takes for torn, and that may be all there is of some frames.
  const wal = `${path}-wal.kept`;
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, wal);
  try {
    return openWith(place, wal, rebuilt, water, use);
  } finally {
    rmSync(wal, { force: true });
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

/** Unconfirmed numbers that are neither in a segment nor in the database. */
function holes({ file, log, lanes }: EdgeStore): { key: string; hole: Run }[] {
  const runs = file.runs();
  for (const { stretches } of log.segments) {
    for (const { lane, first, next } of stretches) {
      const key = laneKey(lane);
      const known = runs.get(key);
      if (next <= first) continue;
      if (known) known.push({ first, last: next - 1 });
      else runs.set(key, [{ first, last: next - 1 }]);
    }
  }
  return [...lanes].flatMap(([key, lane]) => holesOf(lane, runs.get(key) ?? []).map((hole) => ({ key, hole })));
}

/** Stands for numbers of a lane that are lost. */
export function gapRecord({ incarnation, race, car }: LaneName, { first, last }: Run, reason: string): SealedFrame {
  return { incarnation, race, car, seq: first, closed: Date.now(), body: new Uint8Array(0), gap: { last, reason } };
}

interface Remains {
  /** Of the damaged database and its WAL; a database of '' is sound. */
  database: string;
  wal: string;
  water: HighWater | undefined;
  use: EdgeInUse | undefined;
}

interface Recovered {
  saved: number;
  lost: LostFrames[];
  /** What the disk never took. */
  refused: LostFrames[];
}

/** Takes what damaged files still have into the database, and declares lost what is missing then. */
function recover(store: EdgeStore, { database, wal, water, use }: Remains): Recovered {
  const { file, log, lanes } = store;
  file.startAfter(Math.max(use?.seen ?? 0, log.nextId - 1));
  // Of a lane that nothing else tells of, numbers may have been confirmed long ago; the sinks know which.
  const sure = new Set(database === '' ? lanes.keys() : water?.marks.map(laneKey));
  const before = new Map([...lanes].map(([key, { buffered }]) => [key, buffered]));
  const missing = new Map<string, Run[]>();
  for (const { key, hole } of holes(store)) missing.set(key, [...(missing.get(key) ?? []), hole]);
  let saved = 0;
  const take = (sealed: Uint8Array): void => {
    const frame = openFrame(sealed);
    const last = frame.gap?.last ?? frame.seq;
    const key = laneKey(frame);
    const wanted = last >= (before.get(key) ?? 0) || missing.get(key)?.some((hole) => frame.seq <= hole.last && last >= hole.first);
    if (wanted && file.putBack(raiseLane(lanes, frame, last + 1), frame) && !frame.gap) saved++;
  };
  salvageFrames(database, wal, take);
  for (const { path, end } of log.damaged) salvageSegment(path, take, 0, end);
  // What lies behind the end of the last one was written there, and is no whole record any more.
  const final = log.segments.at(-1);
  if (final && !use) salvageSegment(final.path, take, final.bytes);
  const lost: LostFrames[] = [];
  const refused: LostFrames[] = [];
  for (const { key, hole } of holes(store)) {
    const lane = lanes.get(key)!;
    const { race, car } = lane;
    // What the disk never took lies behind everything else.
    const never = water?.refused?.find((each) => laneKey(each) === key && each.first <= hole.last && each.last >= hole.first);
    const last = never ? never.first - 1 : hole.last;
    if (hole.first <= last) {
      file.putBack(lane, gapRecord(lane, { first: hole.first, last }, 'lost with a damaged edge buffer'));
      if (sure.has(key)) lost.push({ race, car, from: hole.first, to: last });
    }
    if (!never) continue;
    const first = Math.max(hole.first, never.first);
    file.putBack(lane, gapRecord(lane, { first, last: hole.last }, REFUSED));
    refused.push({ race, car, from: first, to: hole.last });
  }
  file.save(lanes.values());
  file.renew();
  return { saved, lost, refused };
}

/** Moves damaged segments away, those without anything in them for good. Says what was wrong with the others, and where they are. */
function moveDamaged(damaged: readonly DamagedSegment[], path: string): string[] {
  return damaged.flatMap(({ path: segment, what }) => {
    let empty = true;
    salvageSegment(segment, () => (empty = false));
    if (!empty) return `${what} and lies in ${quarantine(segment, dirname(path))} now`;
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

function named(runs: readonly LostFrames[]): string {
  const names = runs.slice(0, MOST_NAMED).map(({ race, car, from, to }) => `${car} frames ${from}-${to} of ${race}`);
  if (runs.length > MOST_NAMED) names.push(`${runs.length - MOST_NAMED} more`);
  return names.join(', ');
}

function tellRefused(path: string, refused: readonly LostFrames[]): string {
  return `The disk of ${path} took nothing more before Lapwing was closed; lost for ever: ${named(refused)}. Check that it has room and can be written.`;
}

function tell(what: string, { saved, lost, refused }: Recovered, water: HighWater | undefined): string {
  const all = [...lost, ...refused];
  const gone = all.length > 0 ? `lost for ever: ${named(all)}` : 'nothing is known to be lost';
  const unknown = water?.closed ? '' : ' If the power went, what was buffered within a second before may be missing too.';
  return `${what}: ${saved} frames were saved from it, ${gone}.${unknown} Check the disk; Lapwing goes on by itself.`;
}
