import type { BufferedFrame, EdgeBuffer } from './edge-buffer.ts';

const BATCH_FRAMES = 500;

/** A run of frames in the order of buffering: one race, or what was there before it. */
interface Stretch {
  /** The id of the last frame that is sent and acknowledged. */
  cursor: number;
  /** The id of the last frame that belongs to it. */
  until: number;
}

/** Frames that go out together, and again until they are acknowledged. */
export interface Batch {
  frames: BufferedFrame[];
  /** What it comes from. */
  stretch: Stretch;
  /** The place to which its stretch has come with it. */
  last: number;
}

/** In which order a buffer's frames are sent: the newest race first, each in the order of buffering. */
export class SendOrder {
  private readonly buffer: EdgeBuffer;
  /** Newest first; the first has no end yet. */
  private stretches: Stretch[] = [{ cursor: 0, until: Number.MAX_SAFE_INTEGER }];

  constructor(buffer: EdgeBuffer) {
    this.buffer = buffer;
  }

  /** Every frame up to this id has been acknowledged, of those that came after the last `newestFirst`. */
  get cursor(): number {
    return this.stretches[0]!.cursor;
  }

  /** What is buffered from now on goes before what is buffered already: live beats complete. */
  newestFirst(): void {
    const last = this.buffer.lastId();
    this.stretches[0]!.until = last;
    this.stretches.unshift({ cursor: last, until: Number.MAX_SAFE_INTEGER });
  }

  /** What lies after this id and up to the cursor goes once more, when nothing newer waits. */
  repeatFrom(id: number): void {
    this.stretches.push({ cursor: id, until: this.cursor });
  }

  /** At most so many bytes of bodies, but at least one frame; undefined when nothing waits. */
  next(bytes: number): Batch | undefined {
    for (const stretch of this.stretches) {
      const frames = this.buffer.after(stretch.cursor, BATCH_FRAMES, bytes, stretch.until);
      const last = frames.at(-1);
      if (last) return { frames, last: last.id, stretch };
    }
    this.stretches.length = 1;
    return undefined;
  }

  acknowledged({ stretch, last }: Batch): void {
    stretch.cursor = last;
  }
}

export function bytesOf({ frames }: Batch): number {
  return frames.reduce((sum, { sealed }) => sum + sealed.length, 0);
}

/** The same frames in the same order, in two batches. Of a batch of at least two. */
export function halved({ frames, stretch, last }: Batch): [Batch, Batch] {
  const half = frames.length >> 1;
  return [
    { frames: frames.slice(0, half), stretch, last: frames[half - 1]!.id },
    { frames: frames.slice(half), stretch, last },
  ];
}
