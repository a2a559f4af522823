import { closeSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, rmSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { ByteWriter } from '../../../../common/bytes.ts';
import { sealInto } from '../../../../common/frame.ts';
import { makeFolder, syncFolder } from '../../../folder.ts';
import type { NewFrame } from '../edge-buffer.ts';
import type { StoredRow } from '../edge-rows.ts';
import { laneKey, type Lanes } from '../lane.ts';
import { numberOf, readSegments, removeUnused, segmentNumbers, segmentPath, type DamagedSegment, type LogInUse } from './segment-folder.ts';
import { summaryOf, type Segment, type SegmentHead, type SegmentSummary } from './segment.ts';
import { RECORD_HEAD, RECORD_KIND, writeHead, writeNote } from './segment-record.ts';
import { rowsOf, type Place } from './segment-rows.ts';
import { SpareFile } from './spare-file.ts';

/** What a record takes beside the body, about, bytes. */
const OVERHEAD = 200;
/** A buffer for a commit that is larger than this is not kept for the next one, bytes. */
const KEPT = 4 * 1024 * 1024;
/** Places that are remembered for readers to go on from. */
const PLACES = 16;

/** The segment that is being written. */
interface Active {
  readonly file: number;
  readonly segment: Segment;
  readonly incarnation: string;
  /** By race and car: which lane of the segment, and the number that comes next. */
  readonly lanes: Map<string, Map<string, { index: number; next: number }>>;
  /** Nothing has been committed to it yet. */
  fresh: boolean;
  /** Its name is on disk. */
  readonly named: boolean;
}

/**
 * Frames on disk in the order of buffering: files that only grow at their end, each commit one write and one `fdatasync`, removed as a whole
 * when all they hold is confirmed. Frames lie in them as they are sent, checksum and identity included. After an error a segment is
 * never written again: the next one says where it ended.
 */
export class SegmentLog {
  readonly damaged: readonly DamagedSegment[];
  readonly segments: Segment[];
  private readonly folder: string;
  private readonly size: number;
  private readonly lanes: Lanes;
  private readonly spare: SpareFile;
  private writer = new ByteWriter(64 * 1024);
  private active: Active | undefined;
  /** Ended since the last segment was begun. */
  private ended: SegmentSummary[];
  private nextNumber: number;
  private closed = false;
  /** By the id of the last frame that a reader had: where the next one begins. */
  private readonly places = new Map<number, Place>();
  /** The id of the frame that is buffered next. */
  nextId: number;

  /** @param size bytes of a segment, about. Throws the system's errors. */
  constructor(folder: string, size: number, lanes: Lanes, use?: LogInUse) {
    makeFolder(folder);
    syncFolder(dirname(folder));
    removeUnused(folder);
    for (const [number, bytes] of use?.ends ?? []) if (bytes === 0) rmSync(segmentPath(folder, number), { force: true });
    const { segments, damaged } = readSegments(folder, lanes, use);
    this.folder = folder;
    this.size = size;
    this.lanes = lanes;
    this.segments = segments;
    this.damaged = damaged;
    this.ended = segments.map(summaryOf);
    this.nextNumber = (segmentNumbers(folder).at(-1) ?? 0) + 1;
    this.nextId = segments.reduce((next, segment) => Math.max(next, segment.next), 1);
    this.spare = new SpareFile(size);
  }

  /**
   * Numbers the frames of this incarnation and commits them, all or none: when it throws, no number has been given out. On disk
   * when it returns; lanes are then raised. Throws the system's errors.
   */
  append(frames: readonly NewFrame[], incarnation: string): void {
    if (this.closed) throw new Error(`${this.folder} is closed`);
    const { active: open } = this;
    const bytes = frames.reduce((sum, { body }) => sum + body.length + OVERHEAD, 0);
    if (open && (open.incarnation !== incarnation || (!open.fresh && open.segment.bytes + bytes > this.size))) this.end();
    this.writer.reset();
    try {
      const active = (this.active ??= this.begin(incarnation));
      this.encode(active, frames);
      this.commit(active);
    } catch (error) {
      this.giveUp();
      throw error;
    }
    if (this.writer.length > KEPT) this.writer = new ByteWriter(64 * 1024);
  }

  private begin(incarnation: string): Active {
    const spare = this.spare.take();
    const path = spare?.path ?? this.newPath();
    const file = spare?.file ?? openSync(path, 'wx+');
    this.spare.prepare(() => this.newPath());
    const number = numberOf(path)!;
    const segment: Segment = { number, path, bytes: 0, first: this.nextId, next: this.nextId, tail: 0, stretches: [] };
    this.segments.push(segment);
    writeNote(this.writer, RECORD_KIND.head, this.nextId, 0, { number, ended: this.ended } satisfies SegmentHead);
    return { file, segment, incarnation, lanes: new Map(), fresh: true, named: spare !== undefined };
  }

  private newPath(): string {
    return segmentPath(this.folder, this.nextNumber++);
  }

  private encode(active: Active, frames: readonly NewFrame[]): void {
    const { writer } = this;
    const { incarnation } = active;
    let id = this.nextId;
    for (const { race, car, closed, clockSuspect = false, body } of frames) {
      const lane = active.lanes.get(race)?.get(car) ?? this.name(active, race, car, id);
      const at = writer.skip(RECORD_HEAD);
      const seq = lane.next++;
      const length = sealInto(writer, { incarnation, race, car, seq, closed, clockSuspect, body });
      writeHead(writer, at, { kind: RECORD_KIND.frame, length, id: id++, seq, lane: lane.index });
    }
  }

  private name(active: Active, race: string, car: string, id: number): { index: number; next: number } {
    const { incarnation, lanes, segment } = active;
    const key = laneKey({ incarnation, race, car });
    const lane = this.lanes.get(key) ?? { incarnation, race, car, buffered: 0, confirmed: 0 };
    const index = segment.stretches.length;
    const known = { index, next: lane.buffered };
    segment.stretches.push({ lane, first: lane.buffered, next: lane.buffered });
    const cars = lanes.get(race) ?? new Map<string, { index: number; next: number }>();
    lanes.set(race, cars.set(car, known));
    writeNote(this.writer, RECORD_KIND.lane, id, index, { incarnation, race, car, next: lane.buffered });
    return known;
  }

  private commit(active: Active): void {
    const { segment, file } = active;
    const bytes = this.writer.written();
    for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done, segment.bytes + done);
    fdatasyncSync(file);
    if (active.fresh) {
      if (!active.named) syncFolder(this.folder);
      active.fresh = false;
      this.ended = [];
    }
    segment.bytes += bytes.length;
    for (const cars of active.lanes.values()) {
      for (const { index, next } of cars.values()) {
        const stretch = segment.stretches[index]!;
        const { lane } = stretch;
        if (next === stretch.next) continue;
        segment.next += next - stretch.next;
        stretch.next = next;
        lane.buffered = next;
        if (stretch.first === 0) this.lanes.set(laneKey(lane), lane);
      }
    }
    this.nextId = segment.next;
  }

  /** Ends the segment that is being written where it was last acknowledged. */
  private end(): void {
    const { active } = this;
    if (!active) return;
    this.active = undefined;
    this.ended.push(summaryOf(active.segment));
    try {
      closeSync(active.file);
    } catch {
      // What was acknowledged is on disk; the rest is not believed anyway.
    }
  }

  /** Ends it after an error. What was not acknowledged takes no room; where that fails, it does not count all the same. */
  private giveUp(): void {
    const { active } = this;
    this.end();
    if (!active) return;
    const { segment, fresh } = active;
    try {
      if (fresh) this.remove([segment]);
      else truncateSync(segment.path, segment.bytes);
    } catch {
      // The summary says where it ended.
    }
  }

  /** What was acknowledged, for who opens the log anew in this process. */
  get ends(): Map<number, number> {
    return new Map(this.segments.map(({ number, bytes }) => [number, bytes]));
  }

  /** Bytes of all segments. */
  get bytes(): number {
    return this.segments.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** The unconfirmed frames whose ids are above `id`, up to and with `until`, in order; nothing may be appended meanwhile. Throws SegmentDamage. */
  *rows(id: number, until: number): Generator<StoredRow> {
    for (const segment of this.segments) {
      if (segment.next <= id + 1 || isConfirmed(segment)) continue;
      if (segment.first > until) return;
      yield* rowsOf(segment, id, until, this.places.get(id));
    }
  }

  /** A reader will go on after this row. */
  remember({ id, place }: StoredRow): void {
    if (!place) return;
    this.places.delete(id);
    this.places.set(id, place);
    if (this.places.size > PLACES) this.places.delete(this.places.keys().next().value!);
  }

  /** Segments all of whose frames are confirmed and which can go. One that is being written goes when it is half full. */
  confirmedSegments(): Segment[] {
    const { active } = this;
    if (active && isConfirmed(active.segment) && active.segment.bytes >= this.size / 2) this.end();
    return this.endedSegments().filter(isConfirmed);
  }

  /** Segments that are not written any more, the oldest first. */
  endedSegments(): Segment[] {
    return this.segments.filter((segment) => segment !== this.active?.segment);
  }

  /** Ids up to this one are given out elsewhere: what is appended from now on gets higher ones. */
  goOnAfter(id: number): void {
    if (id < this.nextId) return;
    this.end();
    this.nextId = id + 1;
  }

  /** Ends the segment that is being written when it was last written before this Unix time, ms. */
  endIfOlder(time: number): void {
    if (this.active && fstatSync(this.active.file).mtimeMs < time) this.end();
  }

  /** Removes segments of which nothing is needed any more. Throws the system's error. */
  remove(segments: readonly Segment[]): void {
    for (const segment of segments) {
      rmSync(segment.path, { force: true });
      this.segments.splice(this.segments.indexOf(segment), 1);
    }
  }

  /** Gives up room that is only kept to be fast. False when there was none. */
  giveWay(): boolean {
    return this.spare.release();
  }

  /** Nothing is written any more. What was kept free at the end of the last segment goes back to the disk. */
  close(): void {
    this.closed = true;
    this.spare.close();
    const { active } = this;
    if (!active) return;
    try {
      ftruncateSync(active.file, active.segment.bytes);
    } catch {
      // It is only longer than it need be.
    }
    this.end();
  }
}

const isConfirmed = ({ stretches }: Segment): boolean => stretches.every(({ lane, first, next }) => next <= first || next <= lane.confirmed);
