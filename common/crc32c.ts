const POLYNOMIAL = 0x82f63b78;
/** Bytes that are taken at once. */
const SLICE = 16;
const BYTES = 256;

/** What a byte does to the checksum when 0, 1, … 15 bytes come after it: one table of 256 after the other. */
const TABLES = new Int32Array(SLICE * BYTES);
for (let n = 0; n < BYTES; n++) {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ POLYNOMIAL : c >>> 1;
  TABLES[n] = c;
}
for (let at = BYTES; at < TABLES.length; at++) {
  const before = TABLES[at - BYTES]!;
  TABLES[at] = (before >>> 8) ^ TABLES[before & 0xff]!;
}

/** CRC-32C (Castagnoli, RFC 3720 appendix B.4) of `bytes` from `start` to `end`. */
export function crc32c(bytes: Uint8Array, start = 0, end = bytes.length): number {
  return crc32cOf(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), start, end);
}

/** The same of what a view shows. */
export function crc32cOf(view: DataView, start: number, end: number): number {
  const T = TABLES;
  let c = -1;
  let i = start;
  for (const last = end - SLICE; i <= last; i += SLICE) {
    const a = c ^ view.getInt32(i, true);
    const b = view.getInt32(i + 4, true);
    const d = view.getInt32(i + 8, true);
    const e = view.getInt32(i + 12, true);
    c =
      T[0xf00 | (a & 0xff)]! ^ T[0xe00 | ((a >>> 8) & 0xff)]! ^ T[0xd00 | ((a >>> 16) & 0xff)]! ^ T[0xc00 | (a >>> 24)]! ^
      T[0xb00 | (b & 0xff)]! ^ T[0xa00 | ((b >>> 8) & 0xff)]! ^ T[0x900 | ((b >>> 16) & 0xff)]! ^ T[0x800 | (b >>> 24)]! ^
      T[0x700 | (d & 0xff)]! ^ T[0x600 | ((d >>> 8) & 0xff)]! ^ T[0x500 | ((d >>> 16) & 0xff)]! ^ T[0x400 | (d >>> 24)]! ^
      T[0x300 | (e & 0xff)]! ^ T[0x200 | ((e >>> 8) & 0xff)]! ^ T[0x100 | ((e >>> 16) & 0xff)]! ^ T[e >>> 24]!;
  }
  for (; i < end; i++) c = T[(c ^ view.getUint8(i)) & 0xff]! ^ (c >>> 8);
  return (c ^ -1) >>> 0;
}
