import { openFrame, type SealedFrame } from '../../../common/frame.ts';
import type { EdgeFile } from './edge-file.ts';
import type { LaneName } from './lane.ts';
import type { SegmentLog } from './segments/segment-log.ts';
import type { Place } from './segments/segment-rows.ts';

/** A frame, or a gap record, as the files of an edge buffer have it. */
export interface StoredRow {
  id: number;
  lane: LaneName;
  seq: number;
  /** The last number that it stands for: a gap record's own; `seq` of a frame. */
  last: number;
  sealed: Buffer;
  /** Where what comes after it begins, where it lies in a segment. */
  place?: Place;
}

/**
 * What is not confirmed after `id`, up to and with `until`, in the order of buffering, from segments and database together: at most
 * `count` rows of the latter. Where both have an id, the database's row has taken the other's place. Nothing may be written meanwhile.
 */
export function* inOrder(file: EdgeFile, log: SegmentLog, id: number, until: number, count: number): Generator<StoredRow> {
  const segments = log.rows(id, until);
  if (!file.holdsRows) return yield* segments;
  const kept = file.rows(id, until, count);
  try {
    let row = segments.next();
    for (let put = kept.next(); !put.done; put = kept.next()) {
      for (; !row.done && row.value.id < put.value.id; row = segments.next()) yield row.value;
      if (!row.done && row.value.id === put.value.id) row = segments.next();
      const { id: at, seq, last, sealed, ...lane } = put.value;
      yield { id: at, lane, seq, last, sealed };
    }
    for (; !row.done; row = segments.next()) yield row.value;
  } finally {
    segments.return(undefined);
    kept.return?.();
  }
}

/** Undefined when these are not the bytes that were written under this number. */
export function frameOf({ lane, seq, last, sealed }: StoredRow): SealedFrame | undefined {
  try {
    const frame = openFrame(sealed);
    const same = frame.incarnation === lane.incarnation && frame.race === lane.race && frame.car === lane.car && frame.seq === seq;
    return same && (frame.gap?.last ?? seq) === last ? frame : undefined;
  } catch {
    return undefined;
  }
}

export function countRows(rows: Iterable<StoredRow>): number {
  let count = 0;
  for (const _ of rows) count++;
  return count;
}
