import { openFrame, type SealedFrame } from '../../../common/frame.ts';
import type { BufferedFrame } from './edge-buffer.ts';
import type { EdgeInUse, EdgeStore } from './edge-recovery.ts';
import type { StoredRow } from './edge-rows.ts';
import type { HighWater } from './high-water.ts';
import { holesOf, laneKey, raiseLane, type LaneName, type Run } from './lane.ts';
import { salvageFrames } from './salvage.ts';
import { salvageSegment } from './segments/segment-salvage.ts';

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

/** Unconfirmed numbers that are neither in a segment nor in the database. */
export function holes({ file, log, lanes }: EdgeStore): { key: string; hole: Run }[] {
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

/** Leaves a gap record in the place of a row that is set apart. */
export function setApart({ file, lanes }: EdgeStore, { id, lane, seq, last, sealed }: StoredRow, reason: string): BufferedFrame {
  const gap = gapRecord(lane, { first: seq, last }, reason);
  return { ...gap, id, sealed: file.setApart(id, lanes.get(laneKey(lane))!, gap, sealed) };
}

/** Leaves gap records for numbers that come next and will never be written. */
export function declareRefused({ file, log, lanes }: EdgeStore, refused: readonly (LaneName & Run)[]): void {
  const raised = refused.map((run) => ({ ...(lanes.get(laneKey(run)) ?? { ...run, confirmed: 0 }), buffered: run.last + 1 }));
  file.atomically(() => {
    file.startAfter(log.nextId - 1);
    refused.forEach((run, i) => file.putBack(raised[i]!, gapRecord(run, run, REFUSED)));
  });
  log.goOnAfter(file.lastId());
}

export interface Remains {
  /** Of the damaged database and its WAL; a database of '' is sound. */
  database: string;
  wal: string;
  water: HighWater | undefined;
  use: EdgeInUse | undefined;
}

export interface Recovered {
  saved: number;
  lost: LostFrames[];
  /** What the disk never took. */
  refused: LostFrames[];
}

/** Takes what damaged files still have into the database, and declares lost what is missing then. */
export function recover(store: EdgeStore, { database, wal, water, use }: Remains): Recovered {
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

function named(runs: readonly LostFrames[]): string {
  const names = runs.slice(0, MOST_NAMED).map(({ race, car, from, to }) => `${car} frames ${from}-${to} of ${race}`);
  if (runs.length > MOST_NAMED) names.push(`${runs.length - MOST_NAMED} more`);
  return names.join(', ');
}

/** What the disk never took, in one line. */
export function tellRefused(path: string, refused: readonly LostFrames[]): string {
  return `The disk of ${path} took nothing more before Lapwing was closed; lost for ever: ${named(refused)}. Check that it has room and can be written.`;
}

/** What came of a recovery, in one line. */
export function tell(what: string, { saved, lost, refused }: Recovered, water: HighWater | undefined): string {
  const all = [...lost, ...refused];
  const gone = all.length > 0 ? `lost for ever: ${named(all)}` : 'nothing is known to be lost';
  const unknown = water?.closed ? '' : ' If the power went, what was buffered within a second before may be missing too.';
  return `${what}: ${saved} frames were saved from it, ${gone}.${unknown} Check the disk; Lapwing goes on by itself.`;
}
