import { expect, test } from 'vitest';
import { judge, type Evidence } from './oracle.ts';

const ids = ['car1/0', 'car1/1', 'car2/0'];
const good: Evidence = { generated: ids, edge: ids, broker: ids, factory: ids, admitted: ids, peakRss: 1, stall: 1, recovery: 1, texts: [], complaints: [] };
const failuresOf = (change: Partial<Evidence>): string[] => judge({ ...good, ...change }).failures;

test('nothing is wrong where everything has arrived once and in order, repeats on the broker or not', () => {
  expect(judge({ ...good, broker: [...ids, 'car1/0'] })).toEqual({ lost: 0, unreported: 0, duplicates: 0, inversions: 0, repeatsOnBroker: 1, failures: [] });
});

test('what the edge acknowledged and the factory has not is lost, and unreported unless somebody was told', () => {
  expect(failuresOf({ factory: ids.slice(1) })).toEqual(['lost: 1', 'unreported: 1']);
  expect(failuresOf({ factory: ids.slice(1), declaredMissing: ['car1/0'] })).toEqual(['lost: 1']);
  expect(failuresOf({ edge: ids.slice(1), factory: ids.slice(1), admitted: ids.slice(1) })).toEqual(['unreported: 1']);
  expect(failuresOf({ admitted: ids.slice(1) })).toEqual(['lost: 1']);
});

test('what comes out twice or out of order is found', () => {
  expect(failuresOf({ admitted: ['car1/0', 'car1/1', 'car1/1', 'car2/0'] })).toEqual(['duplicates: 1']);
  expect(failuresOf({ admitted: ['car1/1', 'car1/0', 'car2/0'] })).toEqual(['inversions: 1']);
  expect(failuresOf({ admitted: ['car2/0', 'car1/0', 'car1/1'] })).toEqual([]);
});

test('memory, recovery, the broker and what the row itself expects count too', () => {
  expect(failuresOf({ peakRss: 500 * 2 ** 20 })).toEqual(['peak memory: 500 MiB']);
  expect(failuresOf({ recovery: null })).toEqual(['the edge buffer was never empty again']);
  expect(failuresOf({ recovery: 4, recoveryLimit: 3 })).toEqual(['recovery: 4.0 s instead of 3 s']);
  expect(judge({ ...good, stall: 120 }, true).failures).toEqual(['the event loop stood still: 120 ms']);
  expect(failuresOf({ stall: 120 })).toEqual([]);
  expect(failuresOf({ broker: [] })).toEqual(['not on the broker: 3']);
  expect(failuresOf({ complaints: ['nobody was told'] })).toEqual(['nobody was told']);
});

test('what a row destroys is not held against it where exactly that is declared', () => {
  const destroyed = { destroys: true, factory: ids.slice(1), admitted: ids.slice(1), broker: ids.slice(1) };
  expect(judge({ ...good, ...destroyed, declaredMissing: ['car1/0'] })).toMatchObject({ lost: 1, unreported: 0, failures: [] });
  expect(failuresOf(destroyed)).toEqual(['lost: 1', 'unreported: 1', 'not on the broker: 1']);
  expect(failuresOf({ declaredMissing: ['car1/0'] })).toEqual(['declared missing, and there: 1']);
});
