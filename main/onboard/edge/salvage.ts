import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { openFrame } from '../../../common/frame.ts';
import { isUnreadable, readBytes } from './segments/read-bytes.ts';

/** Of every edge buffer's database: SQLite's default. */
const PAGE = 4096;
const WAL_HEADER = 32;
const WAL_FRAME_HEADER = 24;
const TABLE_LEAF = 13;
/** What a row of a frame is at most, bytes; a length beyond it is damage. */
const LONGEST_ROW = 64 * 1024 * 1024;

/**
 * Calls `take` with the sealed bytes of every frame with a right checksum that a database and its WAL still have, whatever
 * state they are in: it looks at every page as a leaf of a table (sqlite.org/fileformat2.html) and asks SQLite nothing. The
 * same frame may come more than once, and frames come that were deleted. Reads a page at a time and
 * passes over those that the disk cannot read. Throws the system's errors.
 */
export function salvageFrames(database: string, wal: string, take: (sealed: Uint8Array) => void): void {
  const pages = new PageFiles(database, wal);
  try {
    for (const page of pages.all()) {
      for (const sealed of sealedIn(page, pages)) {
        try {
          openFrame(sealed);
        } catch {
          continue;
        }
        take(sealed);
      }
    }
  } finally {
    pages.close();
  }
}

/** Where the pages are: in the database, and newer ones in the WAL. */
class PageFiles {
  private readonly database: number | undefined;
  private readonly wal: number | undefined;
  /** Where in the WAL each version of a page begins, oldest first. */
  private readonly inWal = new Map<number, number[]>();

  constructor(database: string, wal: string) {
    this.database = existsSync(database) ? openSync(database, 'r') : undefined;
    this.wal = existsSync(wal) ? openSync(wal, 'r') : undefined;
    for (const at of this.walFrames()) {
      const head = Buffer.alloc(4);
      readSync(this.wal!, head, 0, 4, at - WAL_FRAME_HEADER);
      const number = head.readUInt32BE();
      this.inWal.set(number, [...(this.inWal.get(number) ?? []), at]);
    }
  }

  private *walFrames(): Generator<number> {
    if (this.wal === undefined) return;
    const { size } = fstatSync(this.wal);
    for (let at = WAL_HEADER + WAL_FRAME_HEADER; at + PAGE <= size; at += WAL_FRAME_HEADER + PAGE) yield at;
  }

  *all(): Generator<Buffer> {
    if (this.database !== undefined) {
      const { size } = fstatSync(this.database);
      for (let at = 0; at < size; at += PAGE) yield read(this.database, at);
    }
    for (const at of this.walFrames()) yield read(this.wal!, at);
  }

  /** Every version of a page that there is, newest first. */
  *versions(number: number): Generator<Buffer> {
    for (const at of (this.inWal.get(number) ?? []).toReversed()) yield read(this.wal!, at);
    if (this.database !== undefined && number > 0) yield read(this.database, (number - 1) * PAGE);
  }

  close(): void {
    for (const file of [this.database, this.wal]) if (file !== undefined) closeSync(file);
  }
}

/** What is missing at the end is zero, and so is a page that the disk cannot read. */
function read(file: number, at: number): Buffer {
  const page = Buffer.alloc(PAGE);
  try {
    readBytes(file, page, at);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    page.fill(0);
  }
  return page;
}

/** The last column of each row, where it is a BLOB: what may be a sealed frame. */
function* sealedIn(page: Buffer, pages: PageFiles): Generator<Uint8Array> {
  if (page[0] !== TABLE_LEAF) return;
  const cells = Math.min(page.readUInt16BE(3), (PAGE - 8) / 2);
  for (let c = 0; c < cells; c++) {
    const at = page.readUInt16BE(8 + 2 * c);
    if (at < 8 || at >= PAGE - 4) continue;
    const length = varint(page, at);
    if (length.value < 8 || length.value > LONGEST_ROW) continue;
    const rowid = varint(page, length.end);
    const sizes = localSizes(length.value);
    if (rowid.end + sizes.local > PAGE) continue;
    const local = page.subarray(rowid.end, rowid.end + sizes.local);
    if (sizes.local === length.value) {
      yield* lastBlob(local);
    } else if (rowid.end + sizes.local + 4 <= PAGE) {
      for (const row of overflowing(local, length.value, page.readUInt32BE(rowid.end + sizes.local), pages)) yield* lastBlob(row);
    }
  }
}

/** The row in full: once with the newest version of each page it runs over, once with the oldest. */
function* overflowing(local: Buffer, length: number, first: number, pages: PageFiles): Generator<Buffer> {
  for (const newest of [true, false]) {
    const row = Buffer.alloc(length);
    local.copy(row);
    let filled = local.length;
    for (let next = first; filled < length; ) {
      let page: Buffer | undefined;
      for (const version of pages.versions(next)) {
        page = version;
        if (newest) break;
      }
      if (!page) break;
      next = page.readUInt32BE(0);
      filled += page.copy(row, filled, 4, Math.min(PAGE, 4 + length - filled));
    }
    if (filled === length) yield row;
  }
}

/** Bytes of a row of so many that its leaf page holds. */
function localSizes(length: number): { local: number } {
  const most = PAGE - 35;
  if (length <= most) return { local: length };
  const least = Math.floor(((PAGE - 12) * 32) / 255) - 23;
  const local = least + ((length - least) % (PAGE - 4));
  return { local: local <= most ? local : least };
}

function* lastBlob(row: Buffer): Generator<Uint8Array> {
  const head = varint(row, 0);
  let type = -1;
  for (let at = head.end; at < head.value && at < row.length; ) {
    const column = varint(row, at);
    type = column.value;
    at = column.end;
  }
  if (type < 12 || type % 2 !== 0) return;
  const size = (type - 12) / 2;
  if (size <= row.length - head.value) yield row.subarray(row.length - size);
}

/** SQLite's: big-endian, seven bits a byte, eight in the ninth. */
function varint(bytes: Buffer, at: number): { value: number; end: number } {
  let value = 0;
  for (let i = 0; i < 9; i++) {
    const byte = bytes[at + i] ?? 0;
    if (i === 8) return { value: value * 256 + byte, end: at + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return { value, end: at + 9 };
}
