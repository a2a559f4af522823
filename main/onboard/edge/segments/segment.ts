import { z } from 'zod';
import { sealedIsWhole } from '../../../../common/frame.ts';
import { laneKey, raiseLane, type Lane, type LaneName, type Lanes } from '../lane.ts';
import { SegmentDamage } from './segment-damage.ts';
import { SegmentReader } from './segment-reader.ts';
import { readNote, RECORD_HEAD, RECORD_KIND, type RecordHead } from './segment-record.ts';

/** What a segment holds of one lane: the numbers from `first` to below `next`. */
export interface Stretch {
  readonly lane: Lane;
  readonly first: number;
  next: number;
}

/** A file of frames in the order of buffering, which only grows at its end and goes as a whole. */
export interface Segment {
  readonly number: number;
  readonly path: string;
  /** Bytes that count: what was acknowledged. The file may be longer. */
  bytes: number;
  /** Ids of its frames: from `first` to below `next`. */
  readonly first: number;
  next: number;
  /** Every frame that begins before this byte is confirmed. */
  tail: number;
  /** By the number that a lane has in this file. */
  readonly stretches: Stretch[];
}

const laneName = z.object({ incarnation: z.string(), race: z.string(), car: z.string() });
const count = z.number().int().min(0);
/** What names a lane in a segment, and the number of its first frame there. */
const laneStart = laneName.extend({ next: count });
const summary = z.object({
  number: count,
  bytes: count,
  first: count,
  next: count,
  stretches: z.array(laneName.extend({ first: count, next: count })),
});
/** What the beginning of a segment says of one that ended before it: so that only the last one has to be read at the start. */
export type SegmentSummary = z.infer<typeof summary>;

const segmentHead = z.object({ number: count, ended: z.array(summary) });
export type SegmentHead = z.infer<typeof segmentHead>;

export function summaryOf({ number, bytes, first, next, stretches }: Segment): SegmentSummary {
  return {
    ...{ number, bytes, first, next },
    stretches: stretches.map(({ lane: { incarnation, race, car }, first: from, next: to }) => ({ incarnation, race, car, first: from, next: to })),
  };
}

/** The lane of this name, raised to `next`; one that has no number yet is not among the lanes. */
function laneWith(lanes: Lanes, name: LaneName, next: number): Lane {
  if (next > 0) return raiseLane(lanes, name, next);
  return lanes.get(laneKey(name)) ?? { incarnation: name.incarnation, race: name.race, car: name.car, buffered: 0, confirmed: 0 };
}

/** The segment that a summary tells of. Lanes are raised to what it holds. */
export function summarized(path: string, { number, bytes, first, next, stretches }: SegmentSummary, lanes: Lanes): Segment {
  return {
    ...{ number, path, bytes, first, next, tail: 0 },
    stretches: stretches.map((each) => ({ lane: laneWith(lanes, each, each.next), first: each.first, next: each.next })),
  };
}

/** Whether it was only kept ready: there is nothing but zeros in it. Throws SegmentDamage where it cannot be read. */
export function isUnused(number: number, path: string): boolean {
  const reader = new SegmentReader(number, path);
  try {
    return reader.blank();
  } finally {
    reader.close();
  }
}

/** Throws SegmentDamage when the segment does not begin as it should. */
export function readSegmentHead(number: number, path: string): SegmentHead {
  const reader = new SegmentReader(number, path);
  try {
    const head = reader.head();
    const read = head?.kind === RECORD_KIND.head ? segmentHead.safeParse(readNote(head, reader.content(head))) : undefined;
    if (!read?.success || read.data.number !== number) throw new SegmentDamage(number, path, 'does not begin like a segment');
    return read.data;
  } finally {
    reader.close();
  }
}

/**
 * Reads all of a segment that nothing else tells of, up to `end` where that is known. Without it, what was written last and is not
 * whole does not count: it was never acknowledged, or nobody can know. Throws SegmentDamage when something whole comes after what is not.
 */
export function scanSegment(number: number, path: string, lanes: Lanes, end?: number): Segment {
  const reader = new SegmentReader(number, path);
  try {
    const scan = new SegmentScan(lanes);
    for (let head = reader.head(end); head && scan.take(head, reader); head = reader.head(end)) reader.pass(head);
    const { next } = scan;
    if (end === undefined ? reader.more(next - 1) : reader.at < end) throw new SegmentDamage(number, path, `is damaged at byte ${reader.at}`);
    const bytes = scan.finish(end);
    return { number, path, bytes, first: scan.first, next: scan.next, tail: 0, stretches: scan.stretches };
  } finally {
    reader.close();
  }
}

/** What is known of a segment while its records are gone through. */
class SegmentScan {
  readonly stretches: Stretch[] = [];
  first = -1;
  /** After the last frame that is whole: the next id, and where it ends. */
  next = -1;
  private bytes = 0;
  /** Frames since then. */
  private doubtful: RecordHead[] = [];
  private readonly lanes: Lanes;

  constructor(lanes: Lanes) {
    this.lanes = lanes;
  }

  /** False when the record does not belong where it lies. */
  take(head: RecordHead, reader: SegmentReader): boolean {
    if (this.first < 0) {
      if (head.kind !== RECORD_KIND.head) return false;
      this.first = this.next = head.id;
      this.bytes = reader.at + RECORD_HEAD + head.length;
      return true;
    }
    if (head.id !== this.next + this.doubtful.length) return false;
    if (head.kind === RECORD_KIND.lane) return this.name(head, readNote(head, reader.content(head)));
    const stretch = this.stretches[head.lane];
    const waiting = this.doubtful.filter(({ lane }) => lane === head.lane).length;
    if (head.kind !== RECORD_KIND.frame || !stretch || head.seq !== stretch.next + waiting) return false;
    this.doubtful.push(head);
    if (sealedIsWhole(reader.content(head))) this.count(reader.at + RECORD_HEAD + head.length);
    return true;
  }

  private name(head: RecordHead, content: unknown): boolean {
    const name = laneStart.safeParse(content);
    if (!name.success || head.lane !== this.stretches.length) return false;
    this.stretches.push({ lane: laneWith(this.lanes, name.data, name.data.next), first: name.data.next, next: name.data.next });
    return true;
  }

  private count(bytes: number): void {
    for (const { lane, seq, id } of this.doubtful) {
      this.stretches[lane]!.next = seq + 1;
      this.next = id + 1;
    }
    this.doubtful = [];
    this.bytes = bytes;
  }

  /** Raises the lanes. Returns the bytes that count. */
  finish(end: number | undefined): number {
    if (end !== undefined) this.count(end);
    for (const { lane, next } of this.stretches) {
      lane.buffered = Math.max(lane.buffered, next);
      if (next > 0) this.lanes.set(laneKey(lane), lane);
    }
    return this.bytes;
  }
}
