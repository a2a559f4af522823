import { openFrame, type SealedFrame } from '../../common/frame.ts';
import { Ballast } from './ballast.ts';
import { laneKey, type EdgeFile, type EdgeRow, type Lane } from './edge-file.ts';
import { damageOf, openEdgeFile, type EdgeInUse } from './edge-recovery.ts';
import { readHighWater, writeHighWater, type HighWater } from './high-water.ts';
import { LatestNumbers } from './latest-numbers.ts';

/** What is to be buffered: a frame before it has a number. */
export interface NewFrame {
  race: string;
  car: string;
  /** Unix time, ms. */
  closed: number;
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
}

/** How the disk is. */
export interface StorageState {
  /** `low`: the disk was full, and the ballast is not whole again yet. `fault`: the last access to the file failed. */
  state: 'ok' | 'low' | 'fault';
  /** Bytes left on the disk. */
  free: number;
}

const BALLAST = 64 * 1024 * 1024;
const TEND_EVERY = 1000;
/** Pages that are given back to the disk at a time. */
const SHRINK_PAGES = 512;
/** Cars of races that are confirmed in full, the newest ones, whose counters are kept beside the file all the same. */
const REMEMBERED = 400;

/**
 * The disk on the car's side. A frame counts as buffered once `append` has returned: it is then on disk and numbered
 * without gaps. It leaves only through `confirm`. What the disk has lost all the same leaves a gap record in its place.
 *
 * After an I/O error nothing is believed of the connection that met it: the next call opens the file anew, checks it,
 * and takes back what was not acknowledged. Every call throws what SQLite throws, or what opening throws (LapwingError).
 */
export class EdgeBuffer {
  private readonly path: string;
  private readonly ballast: Ballast;
  private readonly latest: LatestNumbers;
  private readonly timer: NodeJS.Timeout | undefined;
  private file: EdgeFile;
  /** What is acknowledged. */
  private lanes: Map<string, Lane>;
  private broken = false;
  /** What was found damaged on the connection that is broken. */
  private suspect: string | null = null;
  /** The highest id that was given out. */
  private seen = 0;
  private full = false;
  /** What is to be written beside the file cannot be written: the folder may be gone. */
  private untended = false;
  /** Counters have moved since they were last written beside the file. */
  private moved = true;
  private news: string[] = [];

  /** Throws LapwingError when the file is open elsewhere, is from a newer Lapwing, or its folder cannot be used. */
  constructor(path: string, options: EdgeBufferOptions = {}) {
    this.path = path;
    this.ballast = new Ballast(`${path}.ballast`, options.ballast ?? BALLAST);
    const latest = `${path}.latest`;
    this.latest = new LatestNumbers(latest);
    const water = readHighWater(this.markPath, latest);
    const { file, lanes } = this.open(water);
    this.file = file;
    this.lanes = lanes;
    // From here on it is not true any more that nothing came after.
    if (water?.closed) this.tend();
    const every = options.tendEvery ?? TEND_EVERY;
    if (every > 0) this.timer = setInterval(() => this.tend(), every).unref();
  }

  private get markPath(): string {
    return `${this.path}.mark`;
  }

  /** The life of this file: part of every frame's identity, so that numbers never repeat under one name. */
  get incarnation(): string {
    return this.file.incarnation;
  }

  private open(water: HighWater | undefined, use?: EdgeInUse): { file: EdgeFile; lanes: Map<string, Lane> } {
    let opened;
    try {
      opened = openEdgeFile(this.path, water, use);
    } catch (error) {
      if (!isFull(error) || !this.giveWay()) throw error;
      opened = openEdgeFile(this.path, water, use);
    }
    if (opened.notice !== null) this.news.push(opened.notice);
    return opened;
  }

  /** Makes room on a full disk. False when there is nothing to give up. */
  private giveWay(): boolean {
    this.full = true;
    return this.ballast.release();
  }

  /** After an error that the connection does not survive. */
  private reopen(): void {
    try {
      this.file.close();
    } catch {
      // It is not believed anyway.
    }
    const acknowledged = this.lanes;
    const { file, lanes } = this.open({ closed: true, marks: [...acknowledged.values()].map(markOf) }, { suspect: this.suspect, seen: this.seen });
    try {
      file.atomically(() => {
        for (const [key, lane] of lanes) {
          const next = acknowledged.get(key)?.buffered ?? (lane.incarnation === this.incarnation ? 0 : lane.buffered);
          if (lane.buffered > next) file.takeBack(lane, next);
        }
      });
    } catch (error) {
      file.close();
      throw error;
    }
    this.file = file;
    this.lanes = lanes;
    this.broken = false;
    this.suspect = null;
    this.moved = true;
  }

  /** A second time with the file opened anew where the connection is lost on the way. */
  private run<T>(use: (file: EdgeFile) => T): T {
    if (!this.broken) {
      try {
        return use(this.file);
      } catch (error) {
        this.doubt(error);
        if (!this.broken) throw error;
      }
    }
    this.reopen();
    try {
      return use(this.file);
    } catch (error) {
      this.doubt(error);
      throw error;
    }
  }

  private doubt(error: unknown): void {
    if (!losesConnection(error)) return;
    this.broken = true;
    this.suspect = damageOf(error);
  }

  /**
   * Numbers the frames and commits them, all or none: when it throws, nothing is buffered, and the caller keeps the frames to
   * append them again. A full disk and a failing one get a second try at once, with the ballast given up or the file opened anew.
   */
  append(frames: readonly NewFrame[]): void {
    if (frames.length === 0) return;
    const commit = () => this.run((file) => file.append(frames, this.lanes));
    let advanced;
    try {
      advanced = commit();
    } catch (error) {
      if (!isFull(error) || !this.giveWay()) throw error;
      advanced = commit();
    }
    for (const [key, lane] of advanced) this.lanes.set(key, lane);
    this.moved = true;
    this.keepLatest(advanced);
  }

  /** What cannot be written now is written with the next mark: the frames are on disk all the same. */
  private keepLatest(advanced: ReadonlyMap<string, Lane>): void {
    try {
      if (!this.latest.advance(advanced)) this.writeMarks(false);
    } catch (error) {
      if (isFull(error)) this.giveWay();
    }
  }

  /** As `confirmAll`, for one car under the present incarnation. */
  confirm(race: string, car: string, next: number): void {
    this.confirmAll([{ incarnation: this.incarnation, race, car, next }]);
  }

  /** Lets go of what is confirmed, in one transaction. Earlier and impossible confirmations change nothing. */
  confirmAll(marks: readonly Confirmation[]): void {
    const newest = new Map<string, number>();
    for (const mark of marks) {
      const key = laneKey(mark);
      const lane = this.lanes.get(key);
      if (lane && mark.next > (newest.get(key) ?? lane.confirmed) && mark.next <= lane.buffered) newest.set(key, mark.next);
    }
    if (newest.size === 0) return;
    // Lanes have other numbers when the file had to be made anew meanwhile.
    this.run((file) => file.confirm([...newest].map(([key, next]) => ({ lane: this.lanes.get(key)!.lane, next }))));
    for (const [key, next] of newest) this.lanes.get(key)!.confirmed = next;
    this.moved = true;
  }

  /**
   * The frames after `id`, up to and with `until`, as buffered: at most `count`, at most `bytes` of bodies but at least one.
   * A frame whose checksum is wrong is set apart in the file and comes as a gap record. When the file had to be made anew,
   * frames come again under higher ids.
   */
  after(id: number, count: number, bytes: number, until = Number.MAX_SAFE_INTEGER): BufferedFrame[] {
    return this.run((file) => {
      const read: (BufferedFrame | EdgeRow)[] = [];
      let size = 0;
      for (const row of file.rows(id, until, count)) {
        const frame = frameOf(row);
        size += frame?.body.length ?? 0;
        if (read.length > 0 && size > bytes) break;
        read.push(frame ? { ...frame, id: row.id, sealed: row.sealed } : row);
      }
      this.seen = Math.max(this.seen, read.at(-1)?.id ?? 0);
      return read.map((each) => ('body' in each ? each : this.setDamagedApart(file, each)));
    });
  }

  private setDamagedApart(file: EdgeFile, row: EdgeRow): BufferedFrame {
    const { race, car, seq } = row;
    const gap = setApart(file, row, 'damaged in the edge buffer');
    this.news.push(`${car} frame ${seq} of ${race} was damaged in ${this.path} and is set apart there; the others are sent. Check the disk.`);
    return gap;
  }

  /**
   * Sets a frame apart in the file that cannot be sent. Returns the gap record that takes its place.
   * @param reason why, as the gap record says it
   * @param advice what a person is to do, as a sentence
   */
  setAside(frame: BufferedFrame, reason: string, advice: string): BufferedFrame {
    const { race, car, seq, sealed } = frame;
    const { lane } = this.lanes.get(laneKey(frame))!;
    const gap = this.run((file) => setApart(file, { ...frame, lane, last: seq, sealed: Buffer.from(sealed) }, reason));
    this.news.push(`${car} frame ${seq} of ${race} has ${sealed.length} bytes, ${reason}; it is set apart in ${this.path}, the others are sent. ${advice}`);
    return gap;
  }

  /** The id of the frame that was buffered last; 0 when there was none. */
  lastId(): number {
    const last = this.run((file) => file.lastId());
    this.seen = Math.max(this.seen, last);
    return last;
  }

  /** Frames that are not confirmed. */
  backlog(): number {
    let backlog = 0;
    for (const lane of this.lanes.values()) backlog += lane.buffered - lane.confirmed;
    return backlog;
  }

  /** Unix time at which the oldest unconfirmed frame was closed, ms. */
  oldestClosed(): number | undefined {
    return this.run((file) => file.oldestClosed());
  }

  carCounts(race?: string): CarCount[] {
    return [...this.lanes.values()]
      .filter((lane) => race === undefined || lane.race === race)
      .map(({ incarnation, race: of, car, buffered, confirmed }) => ({ incarnation, race: of, car, buffered, confirmed }));
  }

  /** Rows on disk, counted the slow way: what `backlog` says, where no gap record stands for several frames. */
  framesOnDisk(): number {
    return this.run((file) => file.framesOnDisk());
  }

  /** How the disk is. */
  get storage(): StorageState {
    return { state: this.broken || this.untended ? 'fault' : this.full ? 'low' : 'ok', free: this.free() };
  }

  /** A folder that is gone has none. */
  private free(): number {
    try {
      return this.ballast.free;
    } catch {
      return 0;
    }
  }

  /** Lines for a person that nobody has taken yet: what was damaged and what is lost. */
  takeNews(): string[] {
    return this.news.splice(0);
  }

  /** Writes the counters beside the file, makes the ballast, gives room back. What fails is tried again the next time. */
  tend(): void {
    try {
      if (this.moved) this.writeMarks(false);
      this.moved = false;
      this.ballast.grow();
      if (this.ballast.whole) this.full = false;
      this.run((file) => file.shrink(SHRINK_PAGES));
      this.untended = false;
    } catch (error) {
      if (isFull(error)) this.giveWay();
      else this.untended = true;
    }
  }

  private writeMarks(closed: boolean): void {
    const lanes = [...this.lanes.values()];
    const first = lanes.length - REMEMBERED;
    const marked = lanes.filter(({ buffered, confirmed }, i) => i >= first || confirmed < buffered);
    const checksum = writeHighWater(this.markPath, { closed, marks: marked.map(markOf) });
    this.latest.begin(checksum, marked);
  }

  close(): void {
    clearInterval(this.timer);
    // Where the connection is lost, the next start looks at everything. Before the log is gone, which only a closed file may lack.
    try {
      this.writeMarks(!this.broken);
    } finally {
      this.latest.close();
      this.file.close();
    }
  }
}

/** Leaves a gap record in the place of a row that is set apart. */
function setApart(file: EdgeFile, row: EdgeRow, reason: string): BufferedFrame {
  const { id, incarnation, race, car, seq, last, closed } = row;
  const gap: SealedFrame = { incarnation, race, car, seq, closed, body: new Uint8Array(0), gap: { last, reason } };
  return { ...gap, id, sealed: file.setApart(row, gap) };
}

function markOf({ incarnation, race, car, buffered, confirmed }: Lane) {
  return { incarnation, race, car, next: buffered, confirmed };
}

/** Undefined when these are not the bytes that were written under this number. */
function frameOf({ incarnation, race, car, seq, last, sealed }: EdgeRow): SealedFrame | undefined {
  try {
    const frame = openFrame(sealed);
    const same = frame.incarnation === incarnation && frame.race === race && frame.car === car && frame.seq === seq;
    return same && (frame.gap?.last ?? seq) === last ? frame : undefined;
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const { code = '', cause } = error as { code?: string; cause?: { code?: string } };
  return cause?.code ?? code;
}

function isFull(error: unknown): boolean {
  return ['SQLITE_FULL', 'ENOSPC'].includes(codeOf(error));
}

/** What SQLite says on this connection afterwards is not to be believed. */
function losesConnection(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_IOERR') || (damageOf(error) !== null && codeOf(error) !== 'SQLITE_ERROR');
}
