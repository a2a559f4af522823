import { closeSync, fdatasyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** What one call of `grow` writes at most, bytes. */
const STEP = 4 * 1024 * 1024;

/** A file that only takes room, to be given up when the disk is full: without any, SQLite can not even delete. */
export class Ballast {
  private readonly path: string;
  private readonly size: number;

  /** `size` in bytes; 0 for none. */
  constructor(path: string, size: number) {
    this.path = path;
    this.size = size;
  }

  /** Bytes that the ballast takes now. */
  get held(): number {
    return statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** It is as large as it should be. */
  get whole(): boolean {
    return this.held >= this.size;
  }

  /** Bytes left on the disk for this user. Throws the system's error. */
  get free(): number {
    const { bavail, bsize } = statfsSync(dirname(this.path));
    return bavail * bsize;
  }

  /** Gives it up. False when there was none. */
  release(): boolean {
    const held = this.held > 0;
    rmSync(this.path, { force: true });
    return held;
  }

  /** Takes a step towards its size, as long as the disk has room for it twice over, or whatever room there is. Throws the system's error. */
  grow(room: 'plenty' | 'any' = 'plenty'): void {
    const { held } = this;
    if (held >= this.size || (room === 'plenty' && this.free < 2 * this.size)) return;
    const file = openSync(this.path, 'a');
    try {
      writeSync(file, Buffer.alloc(Math.min(STEP, this.size - held)));
      fdatasyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}
