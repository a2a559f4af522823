import { describe, expect, test } from 'vitest';
import { packColumn, unpackColumn } from '../../../main/trackside/laps/column-code.ts';

let state = 1;
const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const column = (length: number, value: (i: number) => number): Int32Array => Int32Array.from({ length }, (_, i) => value(i) | 0);

function back(packed: Uint8Array, length: number): Int32Array {
  const out = new Int32Array(length).fill(99);
  unpackColumn(packed, out);
  return out;
}

describe('a column', () => {
  test.each<[string, (i: number) => number]>([
    ['constant', () => 100],
    ['a ramp', (i) => 7 * i],
    ['a parabola', (i) => 3 * i * i - 500 * i],
    ['a sine', (i) => 4000 * Math.sin(i / 50)],
    ['noise', () => 40 * (random() - 0.5)],
    ['a sine with noise', (i) => 4000 * Math.sin(i / 50) + 10 * (random() - 0.5)],
    ['held for ten samples', (i) => Math.imul(Math.floor(i / 10), 7919) % 1000],
    ['a few spikes', (i) => (i % 97 === 5 ? 100_000 : 3)],
    ['any 32 bits', () => random() * 2 ** 32],
    ['the extremes by turns', (i) => (i % 2 === 0 ? -0x80000000 : 0x7fffffff)],
    ['the extremes at times', (i) => (i % 50 === 0 ? -0x80000000 : i % 50 === 1 ? 0x7fffffff : -1)],
    ['powers of two', (i) => 1 << (i % 32)],
    ['all bits but a few', (i) => -1 >>> (i % 32)],
  ])('%s comes back, whatever its length', (_, value) => {
    for (const length of [0, 1, 2, 3, 127, 128, 129, 1000, 8300]) {
      const original = column(length, value);
      expect(back(packColumn(original).slice(), length)).toEqual(original);
    }
  });

  test('comes back for ten thousand random kinds of signal', () => {
    for (let kind = 0; kind < 10_000; kind++) {
      const [step, noise, jumps] = [2 ** (32 * random()), 2 ** (20 * random()), random() ** 3];
      const original = column(1 + Math.floor(150 * random()), (i) => (random() < jumps ? step * random() : i) + noise * random());
      expect(back(packColumn(original).slice(), original.length)).toEqual(original);
    }
  });

  test('that stands still takes a byte for each block of 128', () => {
    expect(packColumn(new Int32Array(1280)).length).toBe(10);
  });

  test('of even noise takes at most a bit more than the five of its entropy', () => {
    const noise = column(12_800, () => Math.floor(32 * random()));
    expect((packColumn(noise).length * 8) / noise.length).toBeLessThan(6);
  });

  test('cut short or of bytes that are none is refused, and never read beyond its end', () => {
    const original = column(300, () => 1000 * random());
    const packed = packColumn(original).slice();
    for (let length = 0; length < packed.length; length++) expect(() => back(packed.subarray(0, length), 300)).toThrow(RangeError);
    expect(() => back(Uint8Array.of(...packed, 0), 300)).toThrow('its samples take');
    expect(() => back(Uint8Array.of(30 << 3), 1)).toThrow('a block is of no known kind');
    let refused = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const bytes = Uint8Array.from({ length: Math.floor(60 * random()) }, () => 256 * random());
      try {
        back(bytes, 300);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(1900);
  });
});
