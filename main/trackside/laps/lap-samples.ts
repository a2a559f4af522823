import { crc32 } from 'node:zlib';
import { ByteWriter } from '../../../common/bytes.ts';
import { packColumn, unpackColumn } from './column-code.ts';
import type { ColumnSpace } from './column-space.ts';
import { readIndex, samplesOf, VERSION, type Chunk, type SampleIndex, type SampleTimes } from './sample-index.ts';

/** The samples of one lap. */
export interface LapSamples extends SampleTimes {
  /** One array a channel, in declared order, in steps of its resolution: its samples in all stretches, one after the other. */
  columns: Int32Array[];
}

/**
 * Bytes of a lap: version u8, crc32 u32 of the index, length u32 of the index; the index: racetime0 f64, interval f64, then as
 * varints instant0, the number of stretches and for each the instants left out before it and its own; the number of
 * channels, then for each channel its stride as varint, how its chunk is packed (u8, `PACKING`), crc32 u32 of the chunk and its size as
 * varint; then the channels' chunks one after the other, as `packColumn` writes them. Version 3 had all in Rice's code and did not say so; version 2
 * had before a chunk's size that before packing; version 1 also the number of records instead of instant0 and stretches, and no strides.
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
  const chunks = new ByteWriter(1 << 16);
  columns.forEach((column, c) => {
    const count = samplesOf(strides[c]!, samples);
    if (column.length !== count) throw new RangeError(`a column of ${column.length} samples, where its stride says ${count}`);
    const { packing, packed } = packColumn(column);
    writer.varint(strides[c]!);
    writer.u8(packing);
    writer.u32(crc32(packed));
    writer.varint(packed.length);
    chunks.raw(packed);
  });
  const index = writer.finish();
  writer.reset();
  writer.u8(VERSION);
  writer.u32(crc32(index));
  writer.u32(index.length);
  writer.raw(index);
  writer.raw(chunks.finish());
  return writer.finish();
}

/** One channel alone, into an array of its own or room from `space`. Throws RangeError, or zlib's error, for damaged bytes. */
export function decodeChannel(bytes: Uint8Array, index: SampleIndex, channel: number, space?: ColumnSpace): Int32Array {
  const chunk = index.chunks[channel];
  if (!chunk) throw new RangeError(`there is no channel ${channel}`);
  const column = space?.take(chunk.count) ?? new Int32Array(chunk.count);
  decodeInto(column, bytes, chunk, channel);
  return column;
}

function decodeInto(column: Int32Array, bytes: Uint8Array, chunk: Chunk, channel: number): void {
  const packed = bytes.subarray(chunk.from, chunk.to);
  if (crc32(packed) !== chunk.crc) throw new RangeError(`the checksum of channel ${channel} does not match`);
  unpackColumn(packed, chunk, column);
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
