import { statSync } from 'node:fs';
import type { EdgeStore } from './edge-recovery.ts';
import { gapRecord } from './lost-frames.ts';
import type { Segment } from './segments/segment.ts';

/** How much an edge buffer keeps of what nobody confirms. Without a limit it keeps everything. */
export interface Retention {
  /** Frames are dropped when the youngest of their segment is older than so many ms. */
  age?: number;
  /** Frames are dropped, the oldest first, while segments take more than so many bytes. */
  bytes?: number;
}

const DAY = 86_400_000;
const GB = 1e9;

/** As people say it; undefined where neither is said. */
export function retentionOf(days: number | undefined, gigabytes: number | undefined): Retention | undefined {
  if (days === undefined && gigabytes === undefined) return undefined;
  return { ...(days !== undefined && { age: days * DAY }), ...(gigabytes !== undefined && { bytes: gigabytes * GB }) };
}

/** Frames that were given up, and why, in a few words for a person. */
export interface Dropped {
  frames: number;
  reason: string;
}

/**
 * Gives up what is older or more than is to be kept, a segment at a time, the oldest first. A gap record with the reason takes the place of
 * each car's frames, in the database before the segment goes. Of before there were segments nothing is dropped. Throws what SQLite and the system throw.
 */
export function dropOld(store: EdgeStore, { age = Infinity, bytes = Infinity }: Retention, now = Date.now()): Dropped[] {
  const dropped: Dropped[] = [];
  store.log.endIfOlder(now - age);
  for (const segment of store.log.endedSegments()) {
    const old = now - statSync(segment.path).mtimeMs > age;
    if (!old && store.log.bytes <= bytes) break;
    const reason = old ? `dropped: kept for ${words(age / DAY)} days` : `dropped: the edge buffer holds ${words(bytes / GB)} GB`;
    dropped.push({ frames: drop(store, segment, reason), reason });
  }
  return dropped;
}

/** A line for a person for each reason. */
export function toldOf(dropped: readonly Dropped[], path: string): string[] {
  return [...new Set(dropped.map(({ reason }) => reason))].flatMap((reason) => {
    const frames = dropped.reduce((sum, each) => sum + (each.reason === reason ? each.frames : 0), 0);
    return frames > 0 ? [`${frames} frames that nobody has confirmed left ${path} (${reason}). Restore the link, or keep more.`] : [];
  });
}

const words = (number: number): string => String(Number(number.toPrecision(3)));

/** Returns how many frames that were not confirmed are gone. */
function drop({ file, log, lanes }: EdgeStore, segment: Segment, reason: string): number {
  let frames = 0;
  file.atomically(() => {
    // The ids of its frames are free: gap records leave in their place, before what came later.
    let id = segment.first;
    for (const { lane, first, next } of segment.stretches) {
      const seq = Math.max(first, lane.confirmed);
      if (seq >= next) continue;
      file.putInPlace(id++, lane, gapRecord(lane, { first: seq, last: next - 1 }, reason));
      frames += next - seq;
    }
    file.save(lanes.values());
  });
  log.remove([segment]);
  return frames;
}
