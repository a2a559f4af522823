import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const HEADER = 32;
const FRAME_HEADER = 24;
/** With big-endian checksums, as they are on most machines' files, the last bit is set. */
const BIG_ENDIAN = 0x377f0683;
const LITTLE_ENDIAN = 0x377f0682;

/**
 * Whether a write-ahead log of SQLite holds committed pages beyond the place where SQLite stops to believe it: SQLite takes
 * damage for the end of the log and says nothing (sqlite.org/fileformat2.html, section 4). Throws the system's errors.
 */
export function logIsDamaged(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const head = Buffer.alloc(HEADER);
    if (readSync(file, head, 0, HEADER, 0) < HEADER) return false;
    const checksum = checksums(head.readUInt32BE(0));
    const page = head.readUInt32BE(8);
    if (!checksum || page < 512 || page > 65_536) return size > HEADER + FRAME_HEADER;
    let sum = checksum(head, 0, 24, [0, 0]);
    if (!sameSum(sum, head, 24)) return size > HEADER + FRAME_HEADER;
    const frame = Buffer.alloc(FRAME_HEADER + page);
    let believed = true;
    for (let at = HEADER; at < size && readSync(file, frame, 0, frame.length, at) >= FRAME_HEADER; at += frame.length) {
      const ours = frame.compare(head, 16, 24, 8, 16) === 0;
      if (believed) {
        sum = checksum(frame, FRAME_HEADER, frame.length, checksum(frame, 0, 8, sum));
        believed = ours && at + frame.length <= size && sameSum(sum, frame, 16);
      }
      const commits = frame.readUInt32BE(4) > 0;
      if (!believed && ours && commits) return true;
    }
    return false;
  } finally {
    closeSync(file);
  }
}

type Sum = readonly [number, number];

function checksums(magic: number): ((bytes: Buffer, from: number, to: number, seed: Sum) => Sum) | undefined {
  if (magic !== BIG_ENDIAN && magic !== LITTLE_ENDIAN) return undefined;
  const littleEndian = magic === LITTLE_ENDIAN;
  return (bytes, from, to, [first, second]) => {
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let [a, b] = [first, second];
    for (let at = from; at < to; at += 8) {
      a = (a + words.getUint32(at, littleEndian) + b) >>> 0;
      b = (b + words.getUint32(at + 4, littleEndian) + a) >>> 0;
    }
    return [a, b];
  };
}

const sameSum = ([a, b]: Sum, bytes: Buffer, at: number): boolean => bytes.readUInt32BE(at) === a && bytes.readUInt32BE(at + 4) === b;
