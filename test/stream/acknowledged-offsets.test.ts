import { expect, test } from 'vitest';
import { AcknowledgedOffsets } from '../../main/stream/acknowledged-offsets.ts';

const counts = (...sent: number[]): Map<number, number> => new Map(sent.flatMap((count, partition) => (count > 0 ? [[partition, count] as const] : [])));
const answer = (...bases: number[]) => bases.map((base, partition) => ({ partition, baseOffset: String(base) }));

test('records that lie one after the other are as they must be, with those of other producers in between', () => {
  const offsets = new AcknowledgedOffsets();
  expect(offsets.fault('t', counts(3, 2), answer(10, 0))).toBeNull();
  expect(offsets.fault('t', counts(3, 2), answer(13, 2))).toBeNull();
  expect(offsets.fault('t', counts(1, 1), answer(90, 4))).toBeNull();
});

test.each([
  ['the same place again', 10],
  ['an overlap of one', 12],
  ['a step back', 0],
  ['no offset', -1],
])('%s is no acknowledgement', (_, base) => {
  const offsets = new AcknowledgedOffsets();
  offsets.fault('t', counts(3), answer(10));
  expect(offsets.fault('t', counts(3), answer(base))).toBe(`acknowledged 3 records at offset ${base} of partition 0, where others are up to 12`);
});

test('a partition of which the broker says nothing is not acknowledged', () => {
  expect(new AcknowledgedOffsets().fault('t', counts(1, 4), answer(0))).toBe('said nothing of 4 records in partition 1');
});

test('each topic has offsets of its own', () => {
  const offsets = new AcknowledgedOffsets();
  offsets.fault('t', counts(3), answer(10));
  expect(offsets.fault('other', counts(3), answer(0))).toBeNull();
});
