import type { OutRecord, StreamRecord } from './stream.ts';

/** Bytes of a record beside its key and its value: two lengths. */
const OVERHEAD = 6;
export const LONGEST_KEY = 0xffff;

/** Bytes that a record takes in a batch. */
export function packedSize(record: OutRecord): number {
  return OVERHEAD + Buffer.byteLength(record.key) + record.value.length;
}

/** Records one after the other: u16 length and UTF-8 of the key, u32 length and bytes of the value, little-endian. */
export function packBatch(records: readonly OutRecord[], bytes: number): Buffer {
  const packed = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const { key, value } of records) {
    const keyBytes = packed.write(key, at + 2);
    packed.writeUInt16LE(keyBytes, at);
    at += 2 + keyBytes;
    packed.writeUInt32LE(value.length, at);
    packed.set(value, at + 4);
    at += 4 + value.length;
  }
  return packed;
}

/**
 * Appends to `into` the records of a batch whose first has the offset `base`, from the offset `from` on. Values are
 * views of `packed`. Throws RangeError when the bytes are no batch.
 */
export function unpackBatch(into: StreamRecord[], packed: Buffer, topic: string, partition: number, base: number, from: number): void {
  let at = 0;
  for (let offset = base; at < packed.length; offset++) {
    const keyEnd = at + 2 + packed.readUInt16LE(at);
    const end = keyEnd + 4 + packed.readUInt32LE(keyEnd);
    if (end > packed.length) throw new RangeError(`a record ends at byte ${end} of ${packed.length}`);
    if (offset >= from) {
      into.push({ topic, partition, offset, key: packed.toString('utf8', at + 2, keyEnd), value: packed.subarray(keyEnd + 4, end) });
    }
    at = end;
  }
}
