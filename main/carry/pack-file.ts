import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, fstatSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { LapwingError } from '../../common/errors.ts';

/**
 * A `.lapwing` file: eight bytes that name it, a version, then records one after the other: kind u8, length u32, crc32 u32 of kind,
 * length and body, body. The last record is the SHA-256 of all bytes before it. Numbers are little-endian.
 */
const MAGIC = Buffer.from('LAPWING\x1a', 'latin1');
/** A newer Lapwing's files have a higher one. */
const VERSION = 1;
const HEAD = 9;

/** What a record holds, in the order in which they come: one race, its circuit where it is known, its cars, events and towers, channel sets before the laps that name them. */
export const KIND = { race: 1, track: 2, cars: 3, events: 4, standings: 5, channels: 6, lap: 7, notes: 8, books: 9, end: 10 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];
const NAMES = Object.keys(KIND) as (keyof typeof KIND)[];

const MB = 2 ** 20;
/** Bytes of a body: what announces more is refused before memory is taken for it. */
const LONGEST: Record<Kind, number> = { 1: MB, 2: MB, 3: MB, 4: 4 * MB, 5: 4 * MB, 6: 4 * MB, 7: 64 * MB, 8: 4 * MB, 9: 4 * MB, 10: 32 };

/** Writes a file that must not be there yet. */
export class PackWriter {
  private readonly path: string;
  private readonly file: number;
  private readonly hash: Hash = createHash('sha256');
  private readonly head = Buffer.alloc(HEAD);
  bytes = 0;
  private open = true;

  /** Throws LapwingError E_FILE_EXISTS or E_FILE. */
  constructor(path: string) {
    this.path = path;
    try {
      this.file = openSync(path, 'wx');
    } catch (error) {
      throw fileTrouble(path, error);
    }
    this.put(Buffer.concat([MAGIC, Buffer.of(VERSION)]));
  }

  private put(bytes: Uint8Array): void {
    this.hash.update(bytes);
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.file, bytes, at);
    } catch (error) {
      throw fileTrouble(this.path, error);
    }
    this.bytes += bytes.length;
  }

  /** Throws LapwingError E_FILE, and RangeError for what no reader would take. */
  add(kind: Kind, body: Uint8Array): void {
    if (body.length > LONGEST[kind]) throw new RangeError(`${NAMES[kind - 1]}: ${body.length} bytes are more than a pack takes`);
    const { head } = this;
    head[0] = kind;
    head.writeUInt32LE(body.length, 1);
    head.writeUInt32LE(crc32(body, crc32(head.subarray(0, 5))), 5);
    this.put(head);
    this.put(body);
  }

  /** Nothing comes after it; then all is on disk. Returns the SHA-256, hexadecimal. */
  finish(): string {
    const digest = this.hash.copy().digest();
    this.add(KIND.end, digest);
    try {
      fsyncSync(this.file);
    } catch (error) {
      throw fileTrouble(this.path, error);
    }
    this.close();
    return digest.toString('hex');
  }

  /** Takes away what was begun. */
  abandon(): void {
    this.close();
    unlinkSync(this.path);
  }

  private close(): void {
    if (this.open) closeSync(this.file);
    this.open = false;
  }
}

export interface PackRecord {
  kind: Kind;
  /** Valid until the next record is read. */
  body: Buffer;
  /** Where the record begins in the file. */
  at: number;
}

/**
 * Reads a pack from its beginning to its end, a record at a time; it is whole when the last one has been given.
 * @throws LapwingError E_FILE, E_PACK_FILE for what is no pack, E_PACK_VERSION, E_PACK_DAMAGED with the byte
 */
export function* readPack(path: string): Generator<PackRecord, { sha256: string; bytes: number }> {
  const file = openToRead(path);
  try {
    const { size } = fstatSync(file);
    const hash = createHash('sha256');
    let body = Buffer.alloc(1 << 16);
    let at = 0;
    const read = (length: number): Buffer => {
      if (length > size - at) throw damaged(path, at, 'it ends too early: what is left of it was not copied, or was cut off');
      if (length > body.length) body = Buffer.alloc(length);
      for (let got = 0; got < length; ) {
        const more = readSync(file, body, got, length - got, at + got);
        if (more === 0) throw damaged(path, at, 'it ends too early');
        got += more;
      }
      at += length;
      return body.subarray(0, length);
    };
    const opening = read(Math.min(size, MAGIC.length + 1));
    needPackStart(path, opening);
    hash.update(opening);
    for (;;) {
      const begin = at;
      const head = Buffer.from(read(HEAD));
      const kind = head[0]! as Kind;
      const length = head.readUInt32LE(1);
      if (!(kind in LONGEST) || length > LONGEST[kind]) throw damaged(path, begin, 'no record of a pack looks like that');
      const bytes = read(length);
      if (crc32(bytes, crc32(head.subarray(0, 5))) !== head.readUInt32LE(5)) throw damaged(path, begin, 'a checksum does not match');
      if (kind === KIND.end) {
        const digest = hash.digest();
        if (!digest.equals(bytes)) throw damaged(path, begin, 'the checksum of the whole does not match');
        if (at !== size) throw damaged(path, at, 'more comes after its end');
        return { sha256: digest.toString('hex'), bytes: size };
      }
      yield { kind, body: bytes, at: begin };
      hash.update(head);
      hash.update(bytes);
    }
  } finally {
    closeSync(file);
  }
}

/** Whether a file that begins so can be a pack that this Lapwing reads. Throws LapwingError E_PACK_FILE, E_PACK_VERSION or E_PACK_DAMAGED. */
export function needPackStart(path: string, bytes: Uint8Array): void {
  if (!MAGIC.equals(bytes.subarray(0, MAGIC.length))) throw new LapwingError('E_PACK_FILE', `${path} is not a packed race. Name a file that "lapwing pack" has written.`);
  const version = bytes[MAGIC.length];
  if (version === undefined) throw damaged(path, bytes.length, 'it ends too early');
  if (version !== VERSION) throw new LapwingError('E_PACK_VERSION', `${path} was packed by a newer Lapwing (version ${version}; this one reads ${VERSION}). Update Lapwing here.`);
}

function openToRead(path: string): number {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    if (fstatSync(file).isFile()) return file;
  } catch (error) {
    if (file !== undefined) closeSync(file);
    throw fileTrouble(path, error);
  }
  closeSync(file);
  throw new LapwingError('E_PACK_FILE', `${path} is not a file. Name a file that "lapwing pack" has written.`);
}

function damaged(path: string, at: number, why: string): LapwingError {
  return new LapwingError('E_PACK_DAMAGED', `${path} is damaged at byte ${at}: ${why}. Nothing was unpacked; copy it again, or pack the race again.`);
}

/** A file that the system does not let us read or write. */
export function fileTrouble(path: string, error: unknown): LapwingError {
  const { code, message } = error as NodeJS.ErrnoException;
  const cause = { cause: error };
  if (code === 'EEXIST') return new LapwingError('E_FILE_EXISTS', `${path} is there already, and nothing is written over. Name another file, or take that one away.`, cause);
  if (code === 'ENOENT') return new LapwingError('E_FILE', `${path} is not there, or its folder is not. Check the name.`, cause);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new LapwingError('E_DISK_FULL', `The disk of ${path} is full. Make room, or name a file on another disk.`, cause);
  return new LapwingError('E_FILE', `${path} cannot be used: ${message}. Check its rights, or name another file.`, cause);
}
