import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { crc32c } from '../../common/crc32c.ts';
import { laneKey, type Lane } from './edge-file.ts';

/** Checksum of all that follows, and the checksum of the mark. */
const HEAD = 8;

/**
 * How far the lanes of a mark have come since it was written: a few bytes beside the database, written over after every
 * commit and not synced. They outlive a killed process, so that not one frame can vanish with the log; a power cut may take them.
 */
export class LatestNumbers {
  private readonly path: string;
  private file: number | undefined;
  private bytes = Buffer.alloc(HEAD);
  private readonly places = new Map<string, number>();

  constructor(path: string) {
    this.path = path;
  }

  /** From here on: numbers of these lanes, in the order in which the mark with this checksum has them. Throws the system's errors. */
  begin(mark: number, lanes: readonly Lane[]): void {
    this.bytes = Buffer.alloc(HEAD + 8 * lanes.length);
    this.bytes.writeUInt32LE(mark, 4);
    this.places.clear();
    for (const [i, lane] of lanes.entries()) {
      this.places.set(laneKey(lane), HEAD + 8 * i);
      this.bytes.writeDoubleLE(lane.buffered, HEAD + 8 * i);
    }
    this.write();
  }

  /** False when the mark does not have one of the lanes: then it has to be written anew. Throws the system's errors. */
  advance(lanes: ReadonlyMap<string, Lane>): boolean {
    for (const [key, { buffered }] of lanes) {
      const place = this.places.get(key);
      if (place === undefined) return false;
      this.bytes.writeDoubleLE(buffered, place);
    }
    this.write();
    return true;
  }

  private write(): void {
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
export function readLatestNumbers(path: string, mark: number, count: number): number[] | undefined {
  try {
    const bytes = readFileSync(path).subarray(0, HEAD + 8 * count);
    if (bytes.length !== HEAD + 8 * count || bytes.readUInt32LE(4) !== mark || bytes.readUInt32LE(0) !== crc32c(bytes, 4)) return undefined;
    return Array.from({ length: count }, (_, i) => bytes.readDoubleLE(HEAD + 8 * i));
  } catch {
    return undefined;
  }
}
