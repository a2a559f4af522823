import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { crc32c } from '../../../common/crc32c.ts';
import type { Lane, Lanes } from './lane.ts';

/** Checksum of all that follows, and the checksum of the mark. */
const HEAD = 8;

const pathBeside = (mark: string): string => `${mark}.latest`;

/**
 * How far the lanes of a mark have come since it was written: a few bytes beside it, written over after every commit and not
 * synced. They outlive a killed process, so that not one frame can vanish unsaid; a power cut may take them.
 */
export class LatestNumbers {
  private readonly path: string;
  private file: number | undefined;
  private bytes = Buffer.alloc(HEAD);
  private marked: readonly Lane[] = [];
  private lanes: Lanes | undefined;
  private count = 0;

  /** Beside the mark of this path. */
  constructor(mark: string) {
    this.path = pathBeside(mark);
  }

  /** From here on: the numbers of the lanes that the mark with this checksum has, in its order, out of all lanes. Throws the system's errors. */
  begin(checksum: number, marked: readonly Lane[], lanes: Lanes): void {
    this.bytes = Buffer.alloc(HEAD + 8 * marked.length);
    this.bytes.writeUInt32LE(checksum, 4);
    this.marked = marked;
    this.lanes = lanes;
    this.count = lanes.size;
    this.write();
  }

  /** False when there are other lanes than the mark was written for: then it has to be written anew. Throws the system's errors. */
  advance(lanes: Lanes): boolean {
    if (lanes !== this.lanes || lanes.size !== this.count) return false;
    this.write();
    return true;
  }

  private write(): void {
    for (const [i, { buffered }] of this.marked.entries()) this.bytes.writeDoubleLE(buffered, HEAD + 8 * i);
    this.bytes.writeUInt32LE(crc32c(this.bytes, 4), 0);
    this.file ??= openSync(this.path, 'w');
    writeSync(this.file, this.bytes, 0, this.bytes.length, 0);
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
    this.file = undefined;
  }
}

/** The numbers that go with the mark of this checksum; undefined where there are none that can be believed. */
export function readLatestNumbers(mark: string, checksum: number, count: number): number[] | undefined {
  try {
    const bytes = readFileSync(pathBeside(mark)).subarray(0, HEAD + 8 * count);
    if (bytes.length !== HEAD + 8 * count || bytes.readUInt32LE(4) !== checksum || bytes.readUInt32LE(0) !== crc32c(bytes, 4)) return undefined;
    return Array.from({ length: count }, (_, i) => bytes.readDoubleLE(HEAD + 8 * i));
  } catch {
    return undefined;
  }
}
