import type { SealedFrame } from '../../../common/frame.ts';
import { damageOf, isFull, losesFiles } from './disk-fault.ts';
import { DiskRoom, type StorageState } from './disk-room.ts';
import { EdgeMarks, markOf } from './edge-marks.ts';
import { openEdge, type EdgeInUse, type EdgeStore } from './edge-recovery.ts';
import { countRows, frameOf, inOrder, type StoredRow } from './edge-rows.ts';
import type { HighWater, Refused } from './high-water.ts';
import { laneKey, numbersFor, raiseLane, type Lane, type Lanes } from './lane.ts';
import { leaveClean, letGo } from './let-go.ts';
import { declareRefused, setApart } from './lost-frames.ts';
import { dropOld, toldOf, type Retention } from './retention.ts';
import { SegmentDamage } from './segments/segment-damage.ts';

/** What is to be buffered: a frame before it has a number. */
export interface NewFrame {
  race: string;
  car: string;
  /** Unix time, ms. */
  closed: number;
  /** That time is not to be trusted. */
  clockSuspect?: boolean;
  body: Uint8Array;
}

/** The far end holds every frame of this car below `next`. */
export interface Confirmation {
  incarnation: string;
  race: string;
  car: string;
  next: number;
}

export interface BufferedFrame extends SealedFrame {
  /** Place in the order of buffering, over all cars. */
  id: number;
  /** As it goes over the wire. */
  sealed: Uint8Array;
}

/** Where one car's frames of one race are, under one incarnation. */
export interface CarCount {
  incarnation: string;
  race: string;
  car: string;
  /** Frames committed: the next sequence number. */
  buffered: number;
  /** Frames confirmed by the far end: all below this number. */
  confirmed: number;
}

export interface EdgeBufferOptions {
  /** Bytes that are kept to be given up when the disk is full. */
  ballast?: number;
  /** Every so many ms the buffer looks after itself (`tend`); 0 for never. */
  tendEvery?: number;
  /** Bytes of a segment, about: what goes at a time once it is confirmed. */
  segment?: number;
  /** How much of what nobody confirms is kept; without it everything. */
  retention?: Retention;
}

const BALLAST = 64 * 1024 * 1024;
const TEND_EVERY = 1000;
/** ms from a confirmation until it is written beside the files. */
const MARK_AFTER = 250;
const SEGMENT = 16 * 1024 * 1024;
/** Pages of the database that are given back to the disk at a time. */
const SHRINK_PAGES = 512;
/** Segments that are removed at a time. */
const REMOVED = 16;

/**
 * The disk on the car's side. A frame counts as buffered once `append` has returned: it is then on disk and numbered
 * without gaps. It leaves only through `confirm`. What the disk has lost all the same leaves a gap record in its place.
 *
 * After an I/O error nothing is believed of the files that met it: the next call opens them anew and checks them; what was not
 * acknowledged does not count. Every call throws what SQLite and the system throw, or what opening throws (LapwingError).
 */
export class EdgeBuffer {
  private readonly path: string;
  private readonly segment: number;
  private readonly retention: Retention | undefined;
  private readonly room: DiskRoom;
  private readonly marks: EdgeMarks;
  private readonly timer: NodeJS.Timeout | undefined;
  /** What is acknowledged, and where it lies. */
  private store: EdgeStore;
  private broken = false;
  /** What was found damaged in the files that are not believed. */
  private suspect: string | null = null;
  private readonly damaged = new Map<number, SegmentDamage>();
  /** The highest id that was given out. */
  private seen = 0;
  /** What is to be written beside the files cannot be written: the folder may be gone. */
  private untended = false;
  /** Counters have moved since they were last written beside the files. */
  private moved = true;
  /** Under way when they are to be written before the buffer looks after itself. */
  private soon: NodeJS.Timeout | undefined;
  /** Declared nowhere yet. */
  private readonly refused: Refused[] = [];
  private news: string[] = [];
  private closed = false;

  /** Throws LapwingError when the buffer is open elsewhere, is from a newer Lapwing, or its folder cannot be used. */
  constructor(path: string, options: EdgeBufferOptions = {}) {
    this.path = path;
    this.segment = options.segment ?? SEGMENT;
    this.retention = options.retention;
    this.room = new DiskRoom(path, options.ballast ?? BALLAST);
    this.marks = new EdgeMarks(path);
    this.store = this.open(this.marks.read());
    const every = options.tendEvery ?? TEND_EVERY;
    if (every > 0) this.timer = setInterval(() => this.tend(), every).unref();
  }

  private get lanes(): Lanes {
    return this.store.lanes;
  }

  /** The life of these files: part of every frame's identity, so that numbers never repeat under one name. */
  get incarnation(): string {
    return this.store.file.incarnation;
  }

  private open(water: HighWater | undefined, use?: EdgeInUse): EdgeStore {
    const place = { path: this.path, segment: this.segment };
    let opened;
    try {
      opened = openEdge(place, water, use);
    } catch (error) {
      if (!isFull(error)) throw error;
      this.giveWay();
      opened = this.room.withLast(() => openEdge({ ...place, full: true }, water, use));
    }
    if (opened.notice !== null) this.news.push(opened.notice);
    return opened;
  }

  /** Makes room on a full disk. False when there is nothing to give up. */
  private giveWay(): boolean {
    const spare = this.store?.log.giveWay() ?? false;
    return this.room.release() || spare;
  }

  /** After an error that the files do not survive. */
  private reopen(): void {
    const { file, log, lanes } = this.store;
    log.close();
    try {
      file.close();
    } catch {
      // It is not believed anyway.
    }
    const { suspect, seen, damaged } = this;
    this.store = this.open({ closed: true, marks: [...lanes.values()].map(markOf), refused: this.refused }, { suspect, seen, damaged, ends: log.ends });
    this.broken = false;
    this.suspect = null;
    this.damaged.clear();
    this.refused.length = 0;
    this.moved = true;
  }

  /** A second time with the files opened anew where they are lost on the way. */
  private run<T>(use: (store: EdgeStore) => T): T {
    if (!this.broken) {
      try {
        return use(this.store);
      } catch (error) {
        this.doubt(error);
        if (!this.broken) throw error;
      }
    }
    this.reopen();
    try {
      return use(this.store);
    } catch (error) {
      this.doubt(error);
      throw error;
    }
  }

  private doubt(error: unknown): void {
    if (error instanceof SegmentDamage) this.damaged.set(error.number, error);
    else if (!losesFiles(error)) return;
    this.broken = true;
    this.suspect = damageOf(error);
  }

  /**
   * Numbers the frames and commits them, all or none: when it throws, nothing is buffered, and the caller keeps the frames to
   * append them again. A full disk and a failing one get a second try at once, with the ballast given up or the files opened anew.
   */
  append(frames: readonly NewFrame[]): void {
    if (frames.length === 0) return;
    const commit = () => this.run(({ file, log }) => log.append(frames, file.incarnation));
    try {
      commit();
    } catch (error) {
      if (!isFull(error) || !this.giveWay()) throw error;
      commit();
    }
    this.moved = true;
    this.keepLatest();
  }

  /** What cannot be written now is written with the next mark: the frames are on disk all the same. */
  private keepLatest(): void {
    try {
      this.marks.keep(this.lanes, this.refused);
    } catch (error) {
      if (isFull(error)) this.giveWay();
    }
  }

  /**
   * Gives numbers to frames that nobody will append any more, because the disk refuses them until the end, and declares them lost:
   * with gap records or, where it refuses these too, beside the files when the buffer is closed, for the next start. Never throws.
   */
  abandon(frames: readonly NewFrame[]): void {
    const { incarnation } = this;
    const refused = numbersFor(frames, incarnation, this.lanes);
    try {
      this.run((store) => declareRefused(store, refused));
    } catch {
      this.refused.push(...refused);
    }
    for (const run of refused) raiseLane(this.lanes, run, run.last + 1);
    this.moved = true;
  }

  /** As `confirmAll`, for one car under the present incarnation. */
  confirm(race: string, car: string, next: number): void {
    this.confirmAll([{ incarnation: this.incarnation, race, car, next }]);
  }

  /**
   * Lets go of what is confirmed. Earlier and impossible confirmations change nothing. Room comes back when the buffer looks after
   * itself; a confirmation of the last moments before a crash may be forgotten, and its frames are then there again.
   */
  confirmAll(marks: readonly Confirmation[]): void {
    const newest = new Map<string, Lane>();
    for (const mark of marks) {
      const key = laneKey(mark);
      const lane = newest.get(key) ?? this.lanes.get(key);
      if (lane && mark.next > lane.confirmed && mark.next <= lane.buffered) newest.set(key, { ...lane, confirmed: mark.next });
    }
    if (newest.size === 0) return;
    this.run(({ file }) => file.holdsRows && file.save(newest.values()));
    for (const [key, { confirmed }] of newest) this.lanes.get(key)!.confirmed = confirmed;
    this.moved = true;
    if (this.timer) this.soon ??= setTimeout(() => this.keepMarks(), MARK_AFTER).unref();
  }

  /**
   * The frames after `id`, up to and with `until`, as buffered: at most `count`, at most `bytes` of bodies but at least one.
   * A frame whose checksum is wrong is set apart in the files and comes as a gap record. When files had to be made anew,
   * frames come again under higher ids.
   */
  after(id: number, count: number, bytes: number, until = Number.MAX_SAFE_INTEGER): BufferedFrame[] {
    return this.run((store) => {
      const read: { row: StoredRow; frame: SealedFrame | undefined }[] = [];
      let size = 0;
      for (const row of inOrder(store.file, store.log, id, until, count)) {
        const frame = frameOf(row);
        size += frame?.body.length ?? 0;
        if (read.length > 0 && size > bytes) break;
        read.push({ row, frame });
        if (read.length === count) break;
      }
      const last = read.at(-1)?.row;
      if (last) store.log.remember(last);
      this.seen = Math.max(this.seen, last?.id ?? 0);
      return read.map(({ row, frame }) => (frame ? { ...frame, id: row.id, sealed: row.sealed } : this.setDamagedApart(store, row)));
    });
  }

  private setDamagedApart(store: EdgeStore, row: StoredRow): BufferedFrame {
    const { race, car } = row.lane;
    this.news.push(`${car} frame ${row.seq} of ${race} was damaged in ${this.path} and is set apart there; the others are sent. Check the disk.`);
    return setApart(store, row, 'damaged in the edge buffer');
  }

  /**
   * Sets a frame apart that cannot be sent. Returns the gap record that takes its place.
   * @param reason why, as the gap record says it
   * @param advice what a person is to do, as a sentence
   */
  setAside(frame: BufferedFrame, reason: string, advice: string): BufferedFrame {
    const { id, race, car, seq, sealed } = frame;
    const gap = this.run((store) => setApart(store, { id, lane: frame, seq, last: seq, sealed: Buffer.from(sealed) }, reason));
    this.news.push(`${car} frame ${seq} of ${race} has ${sealed.length} bytes, ${reason}; it is set apart in ${this.path}, the others are sent. ${advice}`);
    return gap;
  }

  /** The id of the frame that was buffered last; 0 when there was none. */
  lastId(): number {
    this.seen = Math.max(this.seen, this.store.log.nextId - 1);
    return this.store.log.nextId - 1;
  }

  /** Frames that are not confirmed. */
  backlog(): number {
    let backlog = 0;
    for (const lane of this.lanes.values()) backlog += lane.buffered - lane.confirmed;
    return backlog;
  }

  /** Unix time at which the oldest unconfirmed frame was closed, ms. */
  oldestClosed(): number | undefined {
    return this.after(0, 1, 1)[0]?.closed;
  }

  carCounts(race?: string): CarCount[] {
    return [...this.lanes.values()]
      .filter((lane) => race === undefined || lane.race === race)
      .map(({ incarnation, race: of, car, buffered, confirmed }) => ({ incarnation, race: of, car, buffered, confirmed }));
  }

  /** Rows on disk, counted the slow way: what `backlog` says, where no gap record stands for several frames. */
  framesOnDisk(): number {
    return this.run(({ file, log }) => countRows(inOrder(file, log, 0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)));
  }

  /** How the disk is. */
  get storage(): StorageState {
    return { state: this.broken || this.untended ? 'fault' : this.room.low ? 'low' : 'ok', free: this.room.free };
  }

  /** Lines for a person that nobody has taken yet: what was damaged and what is lost. */
  takeNews(): string[] {
    return this.news.splice(0);
  }

  private keepMarks(): void {
    this.soon = undefined;
    try {
      this.writeMoved();
    } catch (error) {
      this.untended ||= !isFull(error);
    }
  }

  private writeMoved(): void {
    if (this.moved) this.marks.write(false, this.lanes, this.refused);
    this.moved = false;
  }

  /** Writes the counters beside the files, makes the ballast, gives room back. What fails is tried again the next time. */
  tend(): void {
    try {
      this.lookAfter();
    } catch (error) {
      if (!isFull(error)) this.untended = true;
      else if (!this.giveWay() && this.store.log.confirmedSegments().length > 0) this.letGoOnFullDisk();
    }
  }

  private lookAfter(): void {
    this.writeMoved();
    this.run((store) => letGo(store, REMOVED));
    this.run(({ file }) => file.shrink(SHRINK_PAGES));
    const { retention } = this;
    if (retention) this.news.push(...toldOf(this.run((store) => dropOld(store, retention)), this.path));
    this.room.grow();
    this.untended = false;
  }

  private letGoOnFullDisk(): void {
    try {
      this.room.withLast(() => this.run((store) => letGo(store, REMOVED)));
    } catch (error) {
      this.untended = !isFull(error);
    }
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    clearInterval(this.timer);
    clearTimeout(this.soon);
    this.store.log.close();
    if (!this.broken) leaveClean(this.store);
    this.store.file.close();
    // Where the files are not believed, the next start looks at everything.
    const write = () => this.marks.write(!this.broken, this.lanes, this.refused);
    try {
      write();
    } catch (error) {
      if (!isFull(error)) throw error;
      this.giveWay();
      this.room.withLast(write);
    } finally {
      this.marks.close();
    }
  }
}
