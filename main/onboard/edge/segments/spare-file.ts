import { closeSync, fdatasync, fsync, openSync, rmSync, statfsSync, writev } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

/** Zeros that are kept in memory, bytes. */
const PIECE = 256 * 1024;
const ZEROS = Buffer.alloc(PIECE);
/**
 * What is written and then synced at a time, bytes. More, and a commit that comes in between waits for it on the disk; less, and the event
 * loop of a process that commits without a pause turns too seldom for the file to be ready in time.
 */
const STEP = 4 * 1024 * 1024;
/** A smaller one is not worth it, bytes. */
const SMALLEST = 1024 * 1024;
/** A disk with less room than so many spare files is left alone. */
const ROOM = 8;

/** A file that is open to be written from its beginning. */
export interface OpenFile {
  path: string;
  file: number;
}

/**
 * A file of zeros that is made in the background before it is needed: a commit into room that is on disk already takes half the
 * time of one that has to find the room first. When there is none, all works the same, slower.
 */
export class SpareFile {
  private readonly size: number;
  private ready: OpenFile | undefined;
  /** Is being made. */
  private coming: OpenFile | undefined;
  private closed = false;

  /** `size` in bytes. */
  constructor(size: number) {
    this.size = size;
  }

  /** Begins to make one there, unless there is one, it would be tiny, or the disk has little room. What goes wrong only costs the spare file. */
  prepare(path: () => string): void {
    if (this.size < SMALLEST || this.coming || this.ready || this.closed) return;
    try {
      const spare = { path: path(), file: 0 };
      const { bavail, bsize } = statfsSync(dirname(spare.path));
      if (bavail * bsize < ROOM * this.size) return;
      spare.file = openSync(spare.path, 'wx+');
      this.coming = spare;
      void this.blank(spare);
    } catch {
      // There is none, then.
    }
  }

  private async blank(spare: OpenFile): Promise<void> {
    let whole = false;
    try {
      for (let at = 0; at < this.size && !this.closed; at += STEP) {
        await promisify(writev)(spare.file, zeros(Math.min(STEP, this.size - at)), at);
        if (!this.closed) await promisify(fdatasync)(spare.file);
      }
      if (!this.closed) await syncName(spare.path);
      whole = !this.closed;
    } catch {
      whole = false;
    }
    this.coming = undefined;
    if (whole) this.ready = spare;
    // Once closed, somebody else may have a file of this name.
    else if (this.closed) closeFile(spare.file);
    else discard(spare);
  }

  /** The spare file, if there is one: who takes it closes it. Its name is on disk. */
  take(): OpenFile | undefined {
    const { ready } = this;
    this.ready = undefined;
    return ready;
  }

  /** Gives up its room. False when there was none. */
  release(): boolean {
    const spare = this.take();
    if (spare) discard(spare);
    return spare !== undefined;
  }

  close(): void {
    this.closed = true;
    this.release();
    if (this.coming) removeFile(this.coming.path);
  }
}

/** So many bytes of zeros, as pieces of the same memory. */
function zeros(length: number): Buffer[] {
  return Array.from({ length: Math.ceil(length / PIECE) }, (_, i) => ZEROS.subarray(0, Math.min(PIECE, length - i * PIECE)));
}

function discard({ path, file }: OpenFile): void {
  closeFile(file);
  removeFile(path);
}

function closeFile(file: number): void {
  try {
    closeSync(file);
  } catch {
    // Nothing in it is wanted.
  }
}

function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It is empty, and goes at the next start.
  }
}

async function syncName(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    await promisify(fsync)(folder);
  } finally {
    closeSync(folder);
  }
}
