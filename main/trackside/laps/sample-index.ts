import { crc32 } from 'node:zlib';
import { ByteReader } from '../../../common/bytes.ts';
import { samplesIn, type SampleGrid } from '../../../common/sample-grid.ts';

/** Instants that follow each other without a gap in the data. */
export interface Stretch {
  /** Of the first one, counted from the lap's first. */
  from: number;
  count: number;
}

/** When the channels of a lap were sampled, each at its own instants. */
export interface SampleTimes extends SampleGrid {
  /** Race time of the lap's first instant, s. Instant `i` of the lap is at `racetime0 + i * interval`. */
  racetime0: number;
  /** Number of the first instant since race time 0: a channel has samples where `instant0 + i` is a multiple of its stride. */
  instant0: number;
  /** The instants that there are, in order. One stretch, unless frames were lost. */
  stretches: Stretch[];
}

/** How a channel's samples are written: as the difference to the sample before in varints, the same through zstd, in Rice's code, or by a coder of states. */
export const PACKING = { varints: 0, zstd: 1, rice: 2, states: 3 } as const;

/** Where a channel lies in the bytes, so that it can be read without the others. */
export interface Chunk {
  packing: number;
  /** Of varints, bytes before packing. */
  size: number;
  /** Of the packed bytes. */
  crc: number;
  from: number;
  to: number;
  /** Samples. */
  count: number;
}

/** A lap's samples before they are read. */
export interface SampleIndex extends SampleTimes {
  chunks: Chunk[];
}

/** The form that is written. */
export const VERSION = 4;
/** Rice's code. */
const RICE_VERSION = 3;
/** Varints and zstd. */
const VARINT_VERSION = 2;
/** The same of every channel at each instant, without a gap. */
const DENSE_VERSION = 1;
const MAX_VARINT = 5;
/** Samples that a byte can stand for at most, since the third form. */
const DENSEST = 1024;
/** A day at 500 Hz: what announces more is not a lap. */
const MAX_INSTANTS = 43_200_000;
const MAX_CHANNELS = 10_000;

/** Samples that a channel of a stride has in a lap. */
export function samplesOf(stride: number, { instant0, stretches }: Pick<SampleTimes, 'instant0' | 'stretches'>): number {
  return stretches.reduce((sum, { from, count }) => sum + samplesIn(stride, instant0 + from, count), 0);
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
    const packing = version === RICE_VERSION ? PACKING.rice : reader.u8();
    const chunkCrc = reader.u32();
    const size = version <= VARINT_VERSION ? reader.varint() : 0;
    const count = samplesOf(stride, { instant0, stretches });
    if (version <= VARINT_VERSION && (size > count * MAX_VARINT || size < count)) throw new RangeError(`channel ${c}: ${size} bytes for ${count} samples`);
    const to = from + reader.varint();
    if (version > VARINT_VERSION && count > (to - from) * DENSEST) throw new RangeError(`channel ${c}: ${to - from} bytes for ${count} samples`);
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
