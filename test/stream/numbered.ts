import type { OutRecord, StreamRecord } from '../../main/stream/stream.ts';

/** Records of each car, numbered from `from` on, as a race sends them: car by car, number by number. */
export function numbered(cars: readonly string[], count: number, from = 0, bytes = 16): OutRecord[] {
  const records: OutRecord[] = [];
  for (let n = from; n < from + count; n++) {
    for (const car of cars) {
      const value = Buffer.alloc(bytes, n & 0xff);
      value.writeUInt32LE(n, 0);
      records.push({ key: car, value });
    }
  }
  return records;
}

export const cars = (count: number): string[] => Array.from({ length: count }, (_, i) => `car${i + 1}`);

/** What each car's numbers were, in the order in which they arrived. */
export function numbersByCar(records: readonly StreamRecord[]): Record<string, number[]> {
  const seen: Record<string, number[]> = {};
  for (const { key, value } of records) (seen[key] ??= []).push(Buffer.from(value).readUInt32LE(0));
  return seen;
}

/** `numbersByCar` without what had been seen before: what a sink that drops repeats by identity keeps. */
export function withoutRepeats(seen: Record<string, number[]>): Record<string, number[]> {
  return Object.fromEntries(Object.entries(seen).map(([car, numbers]) => [car, [...new Set(numbers)]]));
}

export const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** `numbersByCar` of everything that `numbered(cars, count)` sent. */
export const complete = (keys: readonly string[], count: number): Record<string, number[]> =>
  Object.fromEntries(keys.map((car) => [car, upTo(count)]));
