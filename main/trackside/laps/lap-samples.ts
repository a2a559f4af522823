import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { ByteReader, ByteWriter } from '../../../common/bytes.ts';

/** The samples of one lap, every channel at the same instants. */
export interface LapSamples {
  /** Race time of record 0, s. Record `i` is at `racetime0 + i * interval`. */
  racetime0: number;
  /** s. */
  interval: number;
  /** One array a channel, in declared order, in steps of its resolution; all of one length. */
  columns: Int32Array[];
}

/** Where a channel lies in the bytes, so that it can be read without the others. */
interface Chunk {
  packing: number;
  /** Bytes before packing. */
  size: number;
  /** Of the packed bytes. */
  crc: number;
  from: number;
  to: number;
}

export interface SampleIndex {
  racetime0: number;
  interval: number;
  /** Records. */
  count: number;
  chunks: Chunk[];
}

const VERSION = 1;
const PLAIN = 0;
const ZSTD = 1;
const MAX_VARINT = 5;
/** A day at 500 Hz: what announces more is not a lap. */
const MAX_RECORDS = 43_200_000;
const MAX_CHANNELS = 10_000;
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

let scratch = new Uint8Array(1 << 16);

/**
 * Bytes of a lap: version u8, crc32 u32 of the index, length u32 of the index; the index: racetime0 f64, interval f64,
 * count and number of channels as varints, then for each channel packing u8, crc32 u32 of its chunk, size and packed
 * size as varints; then the channels' chunks one after the other. A chunk is the differences from sample to sample as
 * zigzag varints, packed with zstd where that makes it smaller.
 */
export function encodeSamples(samples: LapSamples): Uint8Array<ArrayBuffer> {
  const { racetime0, interval, columns } = samples;
  const count = columns[0]?.length ?? 0;
  const writer = new ByteWriter(1024);
  writer.f64(racetime0);
  writer.f64(interval);
  writer.varint(count);
  writer.varint(columns.length);
  const packed = columns.map((column) => {
    if (column.length !== count) throw new RangeError(`a column of ${column.length} samples beside one of ${count}`);
    const plain = encodeDeltas(column);
    const small = zstdCompressSync(plain, LEVEL);
    const bytes = small.length < plain.length ? small : plain.slice();
    writer.u8(bytes === small ? ZSTD : PLAIN);
    writer.u32(crc32(bytes));
    writer.varint(plain.length);
    writer.varint(bytes.length);
    return bytes;
  });
  const index = writer.finish();
  writer.reset();
  writer.u8(VERSION);
  writer.u32(crc32(index));
  writer.u32(index.length);
  writer.raw(index);
  for (const bytes of packed) writer.raw(bytes);
  return writer.finish();
}

/** Valid until the next call. */
function encodeDeltas(column: Int32Array): Uint8Array<ArrayBuffer> {
  if (scratch.length < column.length * MAX_VARINT) scratch = new Uint8Array(column.length * MAX_VARINT);
  const out = scratch;
  let at = 0;
  let last = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i]!;
    const delta = (value - last) | 0;
    last = value;
    let bits = ((delta << 1) ^ (delta >> 31)) >>> 0;
    while (bits > 0x7f) {
      out[at++] = (bits & 0x7f) | 0x80;
      bits >>>= 7;
    }
    out[at++] = bits;
  }
  return out.subarray(0, at);
}

/** Throws RangeError for bytes that are not a lap's samples, or are damaged there. */
export function readIndex(bytes: Uint8Array): SampleIndex {
  const reader = new ByteReader(bytes);
  const version = reader.u8();
  if (version !== VERSION) throw new RangeError(`samples of form ${version}; this Lapwing reads ${VERSION}`);
  const crc = reader.u32();
  const length = reader.u32();
  if (length > reader.left || crc32(bytes.subarray(reader.at, reader.at + length)) !== crc) {
    throw new RangeError('the checksum of the index does not match');
  }
  const racetime0 = reader.f64();
  const interval = reader.f64();
  const count = reader.varint();
  const width = reader.varint();
  if (count > MAX_RECORDS || width > MAX_CHANNELS) throw new RangeError(`${width} channels of ${count} samples are announced`);
  const chunks: Chunk[] = [];
  let from = 0;
  for (let c = 0; c < width; c++) {
    const packing = reader.u8();
    const chunkCrc = reader.u32();
    const size = reader.varint();
    if (size > count * MAX_VARINT || size < count) throw new RangeError(`channel ${c}: ${size} bytes for ${count} samples`);
    const to = from + reader.varint();
    chunks.push({ packing, size, crc: chunkCrc, from, to });
    from = to;
  }
  if (from !== reader.left) throw new RangeError(`${from} bytes of samples announced, ${reader.left} there`);
  for (const chunk of chunks) {
    chunk.from += reader.at;
    chunk.to += reader.at;
  }
  return { racetime0, interval, count, chunks };
}

/** One channel alone. Throws RangeError, or zlib's error, for damaged bytes. */
export function decodeChannel(bytes: Uint8Array, index: SampleIndex, channel: number): Int32Array {
  const chunk = index.chunks[channel];
  if (!chunk) throw new RangeError(`there is no channel ${channel}`);
  const packed = bytes.subarray(chunk.from, chunk.to);
  if (crc32(packed) !== chunk.crc) throw new RangeError(`the checksum of channel ${channel} does not match`);
  const plain = chunk.packing === ZSTD ? zstdDecompressSync(packed, { maxOutputLength: chunk.size }) : packed;
  const column = new Int32Array(index.count);
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
  if (at !== plain.length) throw new RangeError(`channel ${channel} is ${plain.length} bytes, its samples take ${at}`);
  return column;
}

/** Every channel. Throws as `decodeChannel` does. */
export function decodeSamples(bytes: Uint8Array): LapSamples {
  const index = readIndex(bytes);
  return {
    racetime0: index.racetime0,
    interval: index.interval,
    columns: index.chunks.map((_, channel) => decodeChannel(bytes, index, channel)),
  };
}
