import type { BufferedFrame, EdgeBuffer } from './edge/edge-buffer.ts';

const BATCH_FRAMES = 500;

/** How much larger than wanted a batch may be that was read ahead, and how much smaller. */
const NEAR = 2;
/** Bytes of a read in which one car's frames are looked for among all. */
const SIFTED = 2 * 1024 * 1024;

/** A run of frames in the order of buffering. */
interface Run {
  /** The id of the last frame that is sent and acknowledged. */
  cursor: number;
  /** The id of the last frame that belongs to it. */
  until: number;
}

/** One race, or what was there before it. */
interface Stretch extends Run {
  /** Cars that were not heard when it was their frames' turn: theirs up to the cursor are still to be sent. */
  held: Map<string, Run>;
}

/** Frames that go out together, and again until they are acknowledged. */
export interface Batch {
  frames: BufferedFrame[];
  /** What it comes from. */
  run: Run | Stretch;
  /** The place to which its run has come with it. */
  last: number;
  /** Frames up to there that are passed over. */
  passed: readonly BufferedFrame[];
}

/** What follows a batch, read while that is under way. */
interface Ahead {
  run: Run;
  /** The id after which it was read. */
  after: number;
  /** The limit in bytes with which it was read. */
  bytes: number;
  read: BufferedFrame[];
}

/**
 * In which order a buffer's frames are sent: the newest race first, each in the order of buffering. Frames of a car that cannot
 * be heard are passed over, and go before the others when it can, so that each car stays in order.
 */
export class SendOrder {
  private readonly buffer: EdgeBuffer;
  private readonly hears: (car: string) => boolean;
  /** Newest first; the first has no end yet. */
  private stretches: Stretch[] = [{ cursor: 0, until: Number.MAX_SAFE_INTEGER, held: new Map() }];

  private ahead: Ahead | undefined;

  constructor(buffer: EdgeBuffer, hears: (car: string) => boolean) {
    this.buffer = buffer;
    this.hears = hears;
  }

  /** Every frame up to this id has been acknowledged or is held back, of those that came after the last `newestFirst`. */
  get cursor(): number {
    return this.stretches[0]!.cursor;
  }

  /** Whether frames of a car wait until it is heard. */
  get holdsBack(): boolean {
    return this.stretches.some(({ held }) => held.size > 0);
  }

  /** What is buffered from now on goes before what is buffered already: live beats complete. */
  newestFirst(): void {
    const last = this.buffer.lastId();
    this.stretches[0]!.until = last;
    this.stretches.unshift({ cursor: last, until: Number.MAX_SAFE_INTEGER, held: new Map() });
  }

  /** What lies after this id and up to the cursor goes once more, when nothing newer waits. */
  repeatFrom(id: number): void {
    this.stretches.push({ cursor: id, until: this.cursor, held: new Map() });
  }

  /** At most so many bytes of bodies, but at least one frame; undefined when nothing waits that can be sent. */
  next(bytes: number): Batch | undefined {
    for (const stretch of this.stretches) {
      const batch = this.heldBefore(stretch, bytes) ?? this.inTurn(stretch, bytes);
      if (batch) return batch;
    }
    this.stretches = this.stretches.filter(({ held }, i) => i === 0 || held.size > 0);
    return undefined;
  }

  private inTurn(stretch: Stretch, bytes: number): Batch | undefined {
    for (;;) {
      const read = this.takeAhead(stretch, bytes) ?? this.buffer.after(stretch.cursor, BATCH_FRAMES, bytes, stretch.until);
      const last = read.at(-1)?.id;
      if (last === undefined) return undefined;
      const unheard = new Set(read.map(({ car }) => car).filter((car) => stretch.held.has(car) || !this.hears(car)));
      const batch = {
        frames: read.filter(({ car }) => !unheard.has(car)),
        passed: read.filter(({ car }) => unheard.has(car)),
        last,
        run: stretch,
      };
      if (batch.frames.length > 0) return batch;
      this.acknowledged(batch);
    }
  }

  /** Reads what follows this batch. Call it while the batch is under way, when there is nothing else to do. Throws as the buffer does. */
  readAhead({ run, last }: Batch, bytes: number): void {
    const read = this.buffer.after(last, BATCH_FRAMES, bytes, run.until);
    const size = read.reduce((sum, { body }) => sum + body.length, 0);
    // What ends early may not be all there is when it is its turn.
    this.ahead = read.length === BATCH_FRAMES || size > bytes / NEAR ? { run, after: last, bytes, read } : undefined;
  }

  private takeAhead(run: Run, wanted: number): BufferedFrame[] | undefined {
    const { ahead } = this;
    this.ahead = undefined;
    if (ahead?.run !== run || ahead.after !== run.cursor || ahead.read.at(-1)!.id > run.until) return undefined;
    return ahead.bytes <= wanted * NEAR && ahead.bytes >= wanted / NEAR ? ahead.read : undefined;
  }

  private heldBefore({ held }: Stretch, bytes: number): Batch | undefined {
    for (const [car, run] of held) {
      if (!this.hears(car)) continue;
      const batch = this.ofCar(car, run, bytes);
      if (batch) return batch;
      held.delete(car);
    }
    return undefined;
  }

  private ofCar(car: string, run: Run, bytes: number): Batch | undefined {
    for (;;) {
      const read = this.buffer.after(run.cursor, BATCH_FRAMES, SIFTED, run.until);
      const own = read.filter((frame) => frame.car === car);
      let size = 0;
      const frames = own.filter(({ body }, i) => (size += body.length) <= bytes || i === 0);
      const last = (frames.length < own.length ? frames : read).at(-1)?.id;
      if (last === undefined) return undefined;
      if (frames.length > 0) return { frames, last, run, passed: [] };
      run.cursor = last;
    }
  }

  acknowledged({ run, last, passed }: Batch): void {
    run.cursor = last;
    if (!('held' in run)) return;
    for (const { car, id } of passed) {
      const before = run.held.get(car);
      if (before) before.until = id;
      else run.held.set(car, { cursor: id - 1, until: id });
    }
  }
}

export function bytesOf({ frames }: Batch): number {
  return frames.reduce((sum, { sealed }) => sum + sealed.length, 0);
}

/** The same frames in the same order, in two batches. Of a batch of at least two. */
export function halved({ frames, run, last, passed }: Batch): [Batch, Batch] {
  const half = frames.length >> 1;
  const middle = frames[half - 1]!.id;
  return [
    { frames: frames.slice(0, half), run, last: middle, passed: passed.filter(({ id }) => id <= middle) },
    { frames: frames.slice(half), run, last, passed: passed.filter(({ id }) => id > middle) },
  ];
}
