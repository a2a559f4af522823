import { constants, crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { ByteReader, ByteWriter } from '../../../common/bytes.ts';
import { samplesIn, type SampleGrid } from '../../../common/sample-grid.ts';

/** Instants that follow each other without a gap in the data. */
export interface Stretch {
  /** Of the first one, counted from the lap's first. */
  from: number;
  count: number;
}

/** The samples of one lap, every channel at its own instants. */
export interface LapSamples extends SampleGrid {
  /** Race time of the lap's first instant, s. Instant `i` of the lap is at `racetime0 + i * interval`. */
  racetime0: number;
  /** Number of the first instant since race time 0: a channel has samples where `instant0 + i` is a multiple of its stride. */
  instant0: number;
  /** The instants that there are, in order. One stretch, unless frames were lost. */
  stretches: Stretch[];
  /** One array a channel, in declared order, in steps of its resolution: its samples in all stretches, one after the other. */
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
  /** Samples. */
  count: number;
}

/** A lap's samples before they are read. */
export interface SampleIndex extends Omit<LapSamples, 'columns'> {
  chunks: Chunk[];
}

const VERSION = 2;
/** Of every channel at each instant, without a gap. */
const DENSE_VERSION = 1;
const PLAIN = 0;
const ZSTD = 1;
const MAX_VARINT = 5;
/** A day at 500 Hz: what announces more is not a lap. */
const MAX_INSTANTS = 43_200_000;
const MAX_CHANNELS = 10_000;
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

let scratch = new Uint8Array(1 << 16);

/**
 * Bytes of a lap: version u8, crc32 u32 of the index, length u32 of the index; the index: racetime0 f64, interval f64, then as
 * varints instant0, the number of stretches and for each the instants left out before it and its own; the number of
 * channels, then for each channel its stride as varint, packing u8, crc32 u32 of its chunk, size and packed size as varints;
 * then the channels' chunks one after the other. A chunk is the differences from sample to sample as zigzag varints, packed
 * with zstd where that makes it smaller. Version 1 has the number of records instead of instant0 and stretches, and no strides.
 */
export function encodeSamples(samples: LapSamples): Uint8Array<ArrayBuffer> {
  const { racetime0, interval, instant0, stretches, strides, columns } = samples;
  const writer = new ByteWriter(4096);
  writer.f64(racetime0);
  writer.f64(interval);
  writer.varint(instant0);
  writer.varint(stretches.length);
  let end = 0;
  for (const { from, count } of stretches) {
    writer.varint(from - end);
    writer.varint(count);
    end = from + count;
  }
  writer.varint(columns.length);
  const packed = columns.map((column, c) => {
    const count = samplesOf(strides[c]!, samples);
    if (column.length !== count) throw new RangeError(`a column of ${column.length} samples, where its stride says ${count}`);
    const plain = encodeDeltas(column);
    const small = zstdCompressSync(plain, LEVEL);
    const bytes = small.length < plain.length ? small : plain.slice();
    writer.varint(strides[c]!);
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

/** Samples that a channel of a stride has in a lap. */
function samplesOf(stride: number, { instant0, stretches }: Pick<LapSamples, 'instant0' | 'stretches'>): number {
  return stretches.reduce((sum, { from, count }) => sum + samplesIn(stride, instant0 + from, count), 0);
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
  if (version < DENSE_VERSION || version > VERSION) throw new RangeError(`samples of form ${version}; this Lapwing reads ${DENSE_VERSION} to ${VERSION}`);
  const crc = reader.u32();
  const length = reader.u32();
  if (length > reader.left || crc32(bytes.subarray(reader.at, reader.at + length)) !== crc) {
    throw new RangeError('the checksum of the index does not match');
  }
  const racetime0 = reader.f64();
  const interval = reader.f64();
  const dense = version === DENSE_VERSION;
  const instant0 = dense ? 0 : reader.varint();
  const stretches = dense ? [{ from: 0, count: reader.varint() }] : readStretches(reader);
  const width = reader.varint();
  const last = stretches.at(-1);
  if ((last && last.from + last.count > MAX_INSTANTS) || width > MAX_CHANNELS) throw new RangeError('more channels or instants are announced than a lap has');
  const chunks: Chunk[] = [];
  const strides: number[] = [];
  let from = 0;
  for (let c = 0; c < width; c++) {
    const stride = dense ? 1 : reader.varint();
    if (stride === 0) throw new RangeError(`channel ${c} has no stride`);
    const packing = reader.u8();
    const chunkCrc = reader.u32();
    const size = reader.varint();
    const count = samplesOf(stride, { instant0, stretches });
    if (size > count * MAX_VARINT || size < count) throw new RangeError(`channel ${c}: ${size} bytes for ${count} samples`);
    const to = from + reader.varint();
    strides.push(stride);
    chunks.push({ packing, size, crc: chunkCrc, from, to, count });
    from = to;
  }
  if (from !== reader.left) throw new RangeError(`${from} bytes of samples announced, ${reader.left} there`);
  for (const chunk of chunks) {
    chunk.from += reader.at;
    chunk.to += reader.at;
  }
  return { racetime0, interval, instant0, stretches, strides, chunks };
}

function readStretches(reader: ByteReader): Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (let left = reader.varint(); left > 0; left--) {
    const from = end + reader.varint();
    const count = reader.varint();
    stretches.push({ from, count });
    end = from + count;
  }
  return stretches;
}

/** One channel alone. Throws RangeError, or zlib's error, for damaged bytes. */
export function decodeChannel(bytes: Uint8Array, index: SampleIndex, channel: number): Int32Array {
  const chunk = index.chunks[channel];
  if (!chunk) throw new RangeError(`there is no channel ${channel}`);
  const column = new Int32Array(chunk.count);
  decodeInto(column, bytes, chunk, channel);
  return column;
}

function decodeInto(column: Int32Array, bytes: Uint8Array, chunk: Chunk, channel: number): void {
  const packed = bytes.subarray(chunk.from, chunk.to);
  if (crc32(packed) !== chunk.crc) throw new RangeError(`the checksum of channel ${channel} does not match`);
  const plain = chunk.packing === ZSTD ? zstdDecompressSync(packed, { maxOutputLength: chunk.size }) : packed;
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
}

/** Where samples are decoded to, kept from lap to lap. */
export interface SampleSpace {
  samples: Int32Array;
}

/** Every channel; with a `space`, the columns are valid until it is used again. Throws as `decodeChannel` does. */
export function decodeSamples(bytes: Uint8Array, space: SampleSpace = { samples: new Int32Array(0) }): LapSamples {
  const { chunks, ...samples } = readIndex(bytes);
  const total = chunks.reduce((sum, { count }) => sum + count, 0);
  if (space.samples.length < total) space.samples = new Int32Array(total);
  let at = 0;
  const columns = chunks.map((chunk, channel) => {
    const column = space.samples.subarray(at, (at += chunk.count));
    decodeInto(column, bytes, chunk, channel);
    return column;
  });
  return { ...samples, columns };
}
