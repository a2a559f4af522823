import { describe, expect, test } from 'vitest';
import { decodeChannel, decodeSamples, encodeSamples, readIndex } from '../../../main/trackside/laps/lap-samples.ts';

const columns = [
  Int32Array.from({ length: 1000 }, (_, i) => Math.round(4000 * Math.sin(i / 50))),
  new Int32Array(1000).fill(7),
  Int32Array.from({ length: 1000 }, (_, i) => (Math.imul(i + 1, 0x9e3779b1) ^ (i << 7)) | 0),
  Int32Array.from({ length: 1000 }, (_, i) => (i % 2 ? 0x7fffffff : -0x80000000)),
];

describe('lap samples', () => {
  test('come back bit for bit, extremes included', () => {
    const lap = { racetime0: 1043.24, interval: 0.01, columns };
    expect(decodeSamples(encodeSamples(lap))).toEqual(lap);
  });

  test('of no records, and of no channels', () => {
    for (const empty of [[new Int32Array(0), new Int32Array(0)], []]) {
      expect(decodeSamples(encodeSamples({ racetime0: 1, interval: 0.1, columns: empty })).columns).toEqual(empty);
    }
  });

  test('one channel is read without the others', () => {
    const bytes = encodeSamples({ racetime0: 0, interval: 0.01, columns });
    const index = readIndex(bytes);
    const { from, to } = index.chunks[1]!;
    const alone = bytes.slice();
    for (let i = index.chunks[0]!.from; i < alone.length; i++) if (i < from || i >= to) alone[i] = 0xff;
    expect(decodeChannel(alone, index, 1)).toEqual(columns[1]);
    expect(() => decodeChannel(alone, index, 4)).toThrow('there is no channel 4');
  });

  test('smooth signals take less than a byte a value', () => {
    const smooth = [columns[0]!, columns[1]!];
    expect(encodeSamples({ racetime0: 0, interval: 0.01, columns: smooth }).length).toBeLessThan(2000);
  });

  test('columns of different lengths are refused', () => {
    expect(() => encodeSamples({ racetime0: 0, interval: 0.01, columns: [new Int32Array(3), new Int32Array(2)] })).toThrow(
      'a column of 2 samples beside one of 3',
    );
  });

  test('damaged bytes are refused wherever they are cut, and wherever a bit is flipped', () => {
    const bytes = encodeSamples({ racetime0: 0, interval: 0.01, columns });
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
});
