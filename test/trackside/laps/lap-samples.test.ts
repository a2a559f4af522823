import { crc32, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ByteWriter } from '../../../common/bytes.ts';
import { decodeChannel, decodeSamples, encodeSamples, type LapSamples } from '../../../main/trackside/laps/lap-samples.ts';
import { packRice } from '../../../main/trackside/laps/rice-column.ts';
import { readIndex } from '../../../main/trackside/laps/sample-index.ts';

const columns = [
  Int32Array.from({ length: 1000 }, (_, i) => Math.round(4000 * Math.sin(i / 50))),
  new Int32Array(1000).fill(7),
  Int32Array.from({ length: 1000 }, (_, i) => (Math.imul(i + 1, 0x9e3779b1) ^ (i << 7)) | 0),
  Int32Array.from({ length: 1000 }, (_, i) => (i % 2 ? 0x7fffffff : -0x80000000)),
];

/** Of columns that all have a sample at each instant. */
const dense = (all: Int32Array[], racetime0 = 0): LapSamples => ({
  racetime0,
  interval: 0.01,
  instant0: 0,
  stretches: [{ from: 0, count: all[0]?.length ?? 0 }],
  strides: all.map(() => 1),
  columns: all,
});

/** One channel of ones, as the first three versions wrote it. */
function olderVersion(version: 1 | 2 | 3, count: number, packed: boolean): Uint8Array {
  const plain = Uint8Array.from({ length: count }, (_, i) => (i === 0 ? 2 : 0));
  const chunk = version === 3 ? packRice(new Int32Array(count).fill(1)) : packed ? zstdCompressSync(plain) : plain;
  const writer = new ByteWriter();
  writer.f64(7);
  writer.f64(0.01);
  for (const number of version === 1 ? [count, 1] : [0, 1, 0, count, 1, 1]) writer.varint(number);
  if (version < 3) writer.u8(packed ? 1 : 0);
  writer.u32(crc32(chunk));
  if (version < 3) writer.varint(plain.length);
  writer.varint(chunk.length);
  const index = writer.finish();
  writer.reset();
  writer.u8(version);
  writer.u32(crc32(index));
  writer.u32(index.length);
  writer.raw(index);
  writer.raw(chunk);
  return writer.finish();
}

describe('lap samples', () => {
  test('come back bit for bit, extremes included', () => {
    const lap = dense(columns, 1043.24);
    expect(decodeSamples(encodeSamples(lap))).toEqual(lap);
  });

  test('come back with every channel at its own rate, and with what is missing', () => {
    const lap: LapSamples = {
      racetime0: 10.08,
      interval: 0.01,
      instant0: 1008,
      stretches: [{ from: 0, count: 5 }, { from: 12, count: 20 }],
      strides: [1, 10, 5],
      // Instants 1008 to 1012 and 1020 to 1039.
      columns: [Int32Array.from({ length: 25 }, (_, i) => i), Int32Array.of(1, 2, 3), Int32Array.of(7, 8, 9, 10, 11)],
    };
    expect(decodeSamples(encodeSamples(lap))).toEqual(lap);
    expect(() => encodeSamples({ ...lap, strides: [1, 5, 10] })).toThrow('a column of 3 samples, where its stride says 5');
  });

  test.each([[1, false], [1, true], [2, false], [2, true], [3, true]] as const)('of version %i are still read, packed: %s', (version, packed) => {
    expect(decodeSamples(olderVersion(version, 20, packed))).toEqual(dense([new Int32Array(20).fill(1)], 7));
  });

  test('of no records, and of no channels', () => {
    for (const empty of [[new Int32Array(0), new Int32Array(0)], []]) {
      expect(decodeSamples(encodeSamples(dense(empty))).columns).toEqual(empty);
    }
  });

  test('one channel is read without the others', () => {
    const bytes = encodeSamples(dense(columns));
    const index = readIndex(bytes);
    const { from, to } = index.chunks[1]!;
    const alone = bytes.slice();
    for (let i = index.chunks[0]!.from; i < alone.length; i++) if (i < from || i >= to) alone[i] = 0xff;
    expect(decodeChannel(alone, index, 1)).toEqual(columns[1]);
    expect(() => decodeChannel(alone, index, 4)).toThrow('there is no channel 4');
  });

  test('smooth signals take less than a byte a value', () => {
    const smooth = [columns[0]!, columns[1]!];
    expect(encodeSamples(dense(smooth)).length).toBeLessThan(2000);
  });

  test('columns of different lengths are refused', () => {
    expect(() => encodeSamples(dense([new Int32Array(3), new Int32Array(2)]))).toThrow(
      'a column of 2 samples, where its stride says 3',
    );
  });

  test('damaged bytes are refused wherever they are cut, and wherever a bit is flipped', () => {
    const bytes = encodeSamples(dense(columns));
    for (let length = 0; length < bytes.length; length += 13) expect(() => decodeSamples(bytes.subarray(0, length))).toThrow();
    for (let at = 0; at < bytes.length; at += 7) {
      const flipped = bytes.slice();
      flipped[at]! ^= 1 << (at % 8);
      expect(() => decodeSamples(flipped)).toThrow(RangeError);
    }
    const newer = bytes.slice();
    newer[0] = 9;
    expect(() => decodeSamples(newer)).toThrow('samples of form 9');
  });

  test('that announce more than their bytes can hold are refused before there is room made for them', () => {
    const bytes = encodeSamples(dense([new Int32Array(2000)]));
    const index = bytes.subarray(9, 9 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(5, true));
    // The instants of its only stretch, 2000 as a varint.
    const at = index.findIndex((byte, i) => byte === 0xd0 && index[i + 1] === 0x0f);
    index.set([0xff, 0x7f], at);
    new DataView(bytes.buffer, bytes.byteOffset).setUint32(1, crc32(index), true);
    expect(() => decodeSamples(bytes)).toThrow('bytes for 16383 samples');
  });
});
