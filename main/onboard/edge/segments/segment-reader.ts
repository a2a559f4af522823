import { closeSync, fstatSync, openSync } from 'node:fs';
import { isUnreadable, readBytes } from './read-bytes.ts';
import { SegmentDamage } from './segment-damage.ts';
import { readHead, RECORD_HEAD, RECORD_KIND, type RecordHead } from './segment-record.ts';

const CHUNK = 256 * 1024;
const ZEROS = Buffer.alloc(CHUNK);
/** How the records begin that come after the first. */
const MARKS = [RECORD_KIND.frame, RECORD_KIND.lane].map((kind) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(kind);
  return bytes;
});

/**
 * Reads the records of a segment one after the other, a piece of the file at a time. Every method throws SegmentDamage where the disk cannot
 * read what is there, and the system's other errors.
 */
export class SegmentReader {
  private readonly number: number;
  private readonly path: string;
  private readonly file: number;
  /** Bytes of the file. */
  readonly size: number;
  /** Where the next record begins. */
  at: number;
  private readonly end: number;
  private chunk = Buffer.alloc(0);
  private from = 0;

  /** From byte `at` on; no more than what comes before byte `end` is read ahead. */
  constructor(number: number, path: string, at = 0, end = Infinity) {
    this.number = number;
    this.path = path;
    this.file = openSync(path, 'r');
    this.size = fstatSync(this.file).size;
    this.end = Math.min(end, this.size);
    this.at = at;
  }

  /** Of the record at `at`; undefined where none begins, or where it does not end before `end`. */
  head(end = this.size): RecordHead | undefined {
    if (this.at + RECORD_HEAD > end) return undefined;
    const head = readHead(this.bytes(this.at, RECORD_HEAD));
    return head && this.at + RECORD_HEAD + head.length <= end ? head : undefined;
  }

  /** The content of the record at `at`: a view that stays good. */
  content(head: RecordHead): Buffer {
    return this.bytes(this.at + RECORD_HEAD, head.length);
  }

  /** Goes on to the next record. */
  pass(head: RecordHead): void {
    this.at += RECORD_HEAD + head.length;
  }

  /** Bytes of the file from `at` on, fewer where it ends. */
  private bytes(at: number, length: number): Buffer {
    if (at < this.from || at + length > this.from + this.chunk.length) {
      const chunk = Buffer.allocUnsafe(Math.max(length, Math.min(CHUNK, this.end - at)));
      this.chunk = chunk.subarray(0, this.read(chunk, at, length));
      this.from = at;
    }
    return this.chunk.subarray(at - this.from, at - this.from + length);
  }

  /** Reads ahead as far as that can be read, and in any case `length` bytes. */
  private read(chunk: Buffer, at: number, length: number): number {
    try {
      return readBytes(this.file, chunk, at);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      if (length < chunk.length) return this.read(chunk.subarray(0, length), at, length);
      throw new SegmentDamage(this.number, this.path, `cannot be read at byte ${at} (${(error as Error).message})`);
    }
  }

  /** Whether a record whose id is above `last` begins anywhere after `at`. */
  more(last: number): boolean {
    for (let from = this.at + 1; from < this.size; from += CHUNK) {
      const piece = this.bytes(from, Math.min(CHUNK + RECORD_HEAD, this.size - from));
      for (const kind of MARKS) {
        for (let found = piece.indexOf(kind); found >= 0; found = piece.indexOf(kind, found + 1)) {
          const head = readHead(piece.subarray(found));
          if (head && head.id > last) return true;
        }
      }
    }
    return false;
  }

  /** Whether the file has nothing but zeros. */
  blank(): boolean {
    for (let from = 0; from < this.size; from += CHUNK) {
      const piece = this.bytes(from, Math.min(CHUNK, this.size - from));
      if (piece.compare(ZEROS, 0, piece.length) !== 0) return false;
    }
    return true;
  }

  close(): void {
    closeSync(this.file);
  }
}
