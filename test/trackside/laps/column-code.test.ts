import { describe, expect, test } from 'vitest';
import { packColumn, unpackColumn } from '../../../main/trackside/laps/column-code.ts';
import { packRice, unpackRice } from '../../../main/trackside/laps/rice-column.ts';
import { PACKING, type Chunk } from '../../../main/trackside/laps/sample-index.ts';
import { packStates, unpackStates } from '../../../main/trackside/laps/state-column.ts';

let state = 1;
const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const column = (length: number, value: (i: number) => number): Int32Array => Int32Array.from({ length }, (_, i) => value(i) | 0);
const chunk = (packing: number): Chunk => ({ packing, size: 0, crc: 0, from: 0, to: 0, count: 0 });

interface Code {
  pack(values: Int32Array): Uint8Array;
  unpack(packed: Uint8Array, values: Int32Array): void;
}
const CODES: [string, Code][] = [
  ['in states', { pack: packStates, unpack: unpackStates }],
  ["in Rice's code", { pack: packRice, unpack: unpackRice }],
];

function back({ unpack }: Code, packed: Uint8Array, length: number): Int32Array {
  const out = new Int32Array(length).fill(99);
  unpack(packed, out);
  return out;
}

const SIGNALS: [string, (i: number) => number][] = [
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
];

describe.each(CODES)('a column %s', (_, code) => {
  test.each(SIGNALS)('%s comes back, whatever its length', (__, value) => {
    for (const length of [0, 1, 2, 3, 127, 128, 129, 1000, 8300]) {
      const original = column(length, value);
      expect(back(code, code.pack(original).slice(), length)).toEqual(original);
    }
  });

  test('comes back for ten thousand random kinds of signal', () => {
    for (let kind = 0; kind < 10_000; kind++) {
      const [step, noise, jumps] = [2 ** (32 * random()), 2 ** (20 * random()), random() ** 3];
      const original = column(1 + Math.floor(150 * random()), (i) => (random() < jumps ? step * random() : i) + noise * random());
      expect(back(code, code.pack(original).slice(), original.length)).toEqual(original);
    }
  });

  test('cut short or of bytes that are none is refused in one line, and never read beyond its end', () => {
    const original = column(300, () => 1000 * random());
    const packed = code.pack(original).slice();
    for (let length = 0; length < packed.length; length++) expect(() => back(code, packed.subarray(0, length), 300)).toThrow(RangeError);
    expect(() => back(code, Uint8Array.of(...packed, 0), 300)).toThrow('its samples take');
    let refused = 0;
    for (let trial = 0; trial < 20_000; trial++) {
      // Of bytes that are random, and of a column of which some are.
      const bytes = trial % 2 === 0 ? Uint8Array.from({ length: Math.floor(60 * random()) }, () => 256 * random()) : packed.slice();
      for (let change = trial % 2 === 0 ? 0 : 1 + (trial % 5); change > 0; change--) bytes[Math.floor(random() * bytes.length)] = 256 * random();
      try {
        expect(back(code, bytes, 300)).toHaveLength(300);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        expect((error as Error).message).not.toContain('\n');
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(9_000);
  });
});

describe('a column in states', () => {
  test('is read from bytes that were written long ago', () => {
    const packed = Buffer.from('YFQAMhFxR1s2kJTDnVGQlKuJdgNJOdwZBUm5mmg3kJTDnVGQlKuJdgNJOdwZBUm5mmg3kJTDnVGQlKuJdgNJOdwZBUm5mmg3kJTDnVGQlKuJdgNJOdwZBUm5mmg3kJTDnVGQlKuJdgNJuZS5FOBkwGwEgW/CM0pJ50vFYy28FJ956lJRTrvr5/eCNlz/7gcAENCXHaEHQGZ1hB4AAwL6siP0AMisjtADYEBAX3aEHgCZ1RF6AAwI6MuO0AMgszpCD4ABAX3ZEXoAZFZH6AEwIKAvO0IPgMzqCD0ABgT0ZUfoAZBZHaEHwICAvuwIPQAyqyP0ABgQ0JcdoQdAZnWEHgADAvqyI/QAyKyO0ANgQEBfdoQeAJnVEXoADAjoy47QAwCBOkIPgAEA', 'base64');
    expect([...back(CODES[0]![1], packed, 200)]).toEqual(Array.from({ length: 200 }, (_, i) => (i < 150 ? i * i - 40 * i + ((i * 7919) % 13) : i % 4 === 0 ? 1_000_000 : 5)));
  });

  test('that stands still takes a bit for each block of 128', () => {
    expect(packStates(new Int32Array(128 * 80)).length).toBeLessThan(16);
  });

  test('of even noise takes hardly more than the five bits of its entropy', () => {
    const noise = column(12_800, () => Math.floor(32 * random()));
    expect((packStates(noise).length * 8) / noise.length).toBeLessThan(5.5);
  });
});

describe('a column', () => {
  const read = (packed: Uint8Array, packing: number, length: number): Int32Array => back({ pack: packStates, unpack: (bytes, out) => unpackColumn(bytes, chunk(packing), out) }, packed, length);

  test('is written in the shorter of the two ways', () => {
    const noisy = column(2000, (i) => 4000 * Math.sin(i / 50) + 10 * random());
    const held = column(2000, (i) => 61 * Math.floor(i / 1.7));
    for (const [original, packing] of [[noisy, PACKING.states], [held, PACKING.rice]] as const) {
      const written = packColumn(original);
      expect(written.packing).toBe(packing);
      expect(written.packed.length).toBe(Math.min(packStates(original).length, packRice(original).length));
      expect(read(packColumn(original).packed.slice(), packing, 2000)).toEqual(original);
    }
  });

  test('that is packed in a way nobody knows is refused', () => {
    expect(() => read(Uint8Array.of(1, 2, 3), 4, 10)).toThrow('packed in way 4');
  });
});
