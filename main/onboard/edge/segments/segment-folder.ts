import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Lanes } from '../lane.ts';
import { isUnused, readSegmentHead, scanSegment, summarized, type Segment, type SegmentHead, type SegmentSummary } from './segment.ts';
import { SegmentDamage } from './segment-damage.ts';

/** What is known of the segments of a log that was open in this process until now. */
export interface LogInUse {
  /** By number: the bytes that were acknowledged. */
  ends: ReadonlyMap<number, number>;
  /** Those that were found damaged, and what is wrong with each. */
  damaged: ReadonlyMap<number, SegmentDamage>;
}

/** A segment that cannot be read as one, and what is wrong with it. */
export interface DamagedSegment {
  path: string;
  what: string;
  /** Bytes that were acknowledged, where that is known. */
  end: number | undefined;
}

export const segmentPath = (folder: string, number: number): string => join(folder, `${String(number).padStart(8, '0')}.seg`);

export const numberOf = (path: string): number | undefined => {
  const name = basename(path);
  return /^\d{8}\.seg$/.test(name) ? Number(name.slice(0, 8)) : undefined;
};

/** Numbers of the segments in a folder. */
export function segmentNumbers(folder: string): number[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.flatMap((name) => numberOf(name) ?? []).sort((a, b) => a - b);
}

/** Removes what was only kept ready. */
export function removeUnused(folder: string): void {
  for (const number of segmentNumbers(folder)) {
    const path = segmentPath(folder, number);
    try {
      if (isUnused(number, path)) rmSync(path, { force: true });
    } catch {
      // It is passed over, whatever it is.
    }
  }
}

/**
 * What the segments in a folder hold, in order, and those that are damaged. Lanes are raised to it. Only reads. Throws the
 * system's errors.
 */
export function readSegments(folder: string, lanes: Lanes, use?: LogInUse): { segments: Segment[]; damaged: DamagedSegment[] } {
  const numbers = segmentNumbers(folder);
  const segments: Segment[] = [];
  const damaged: DamagedSegment[] = [];
  const believed = <T>(number: number, read: (path: string) => T): T | undefined => {
    const path = segmentPath(folder, number);
    try {
      const known = use?.damaged.get(number);
      if (known) throw known;
      return read(path);
    } catch (error) {
      if (!(error instanceof SegmentDamage)) throw error;
      damaged.push({ path, what: error.message, end: use?.ends.get(number) });
      return undefined;
    }
  };
  const heads = new Map<number, SegmentHead>();
  for (const number of numbers) {
    const head = believed(number, (path) => (isUnused(number, path) ? undefined : readSegmentHead(number, path)));
    if (head) heads.set(number, head);
  }
  const told = new Map<number, SegmentSummary>([...heads.values()].flatMap(({ ended }) => ended.map((summary) => [summary.number, summary])));
  for (const number of heads.keys()) {
    const summary = told.get(number);
    const segment = believed(number, (path) => (summary ? summarized(path, summary, lanes) : scanSegment(number, path, lanes, use?.ends.get(number))));
    if (segment) segments.push(segment);
  }
  segments.sort((a, b) => a.first - b.first || a.next - b.next);
  return { segments, damaged };
}
