import { zstdDecompressSync } from 'node:zlib';
import { PACKING, type Chunk } from './sample-index.ts';

/** Reads a column as the first two forms of a lap's samples have it. Throws RangeError, or zlib's error, for bytes that are none. */
export function unpackVarints(packed: Uint8Array, { packing, size }: Chunk, column: Int32Array): void {
  const plain = packing === PACKING.zstd ? zstdDecompressSync(packed, { maxOutputLength: size }) : packed;
  let at = 0;
  let value = 0;
  for (let i = 0; i < column.length; i++) {
    let bits = plain[at++]!;
    if (bits > 0x7f) {
      bits &= 0x7f;
      for (let shift = 7; shift < 35; shift += 7) {
        const byte = plain[at++]!;
        bits |= (byte & 0x7f) << shift;
        if (byte < 0x80) break;
      }
    }
    value = (value + ((bits >>> 1) ^ -(bits & 1))) | 0;
    column[i] = value;
  }
  if (at !== plain.length) throw new RangeError(`a column is ${plain.length} bytes, its samples take ${at}`);
}
