import { expect, test } from 'vitest';
import type { BufferedFrame } from '../../main/onboard/edge/edge-buffer.ts';
import { liveOrder } from '../../main/onboard/live-order.ts';
import { cars } from '../stream/numbered.ts';

/** A frame of each car, again and again, in the order of buffering. */
const fresh = (names: readonly string[], rounds: number): BufferedFrame[] =>
  Array.from({ length: rounds }, (_, seq) =>
    names.map((car, i) => ({ incarnation: 'x', race: 'r', car, seq, closed: 0, body: Buffer.alloc(0), sealed: Buffer.alloc(0), id: 1 + seq * names.length + i })),
  ).flat();

const names = (frames: readonly BufferedFrame[]): string[] => frames.map(({ car, seq }) => `${car}/${seq}`);

test('the newest of each car, picked ones first; then all that is fresh of the picked ones, then that of the others', () => {
  const order = liveOrder(fresh(['a', 'b', 'c', 'd'], 3), { turn: 0, served: new Map(), picked: new Set(['c', 'd', 'gone']) });
  expect(names(order)).toEqual(['c/2', 'd/2', 'a/2', 'b/2', 'c/1', 'd/1', 'c/0', 'd/0', 'a/1', 'b/1', 'a/0', 'b/0']);
});

test('among cars of a kind, the one that was not served for longest', () => {
  const served = new Map([['a', 4], ['b', 2], ['c', 5], ['d', 3]]);
  const order = liveOrder(fresh(['a', 'b', 'c', 'd'], 1), { turn: 6, served, picked: new Set(['a', 'c']) });
  expect(names(order)).toEqual(['a/0', 'c/0', 'b/0', 'd/0']);
});

test.each([[[]], [['a', 'b', 'c']]])('with %j picked every car is like every other', (picked) => {
  const served = new Map([['a', 2], ['b', 1]]);
  for (const turn of [0, 1, 2, 3]) {
    const order = liveOrder(fresh(['a', 'b', 'c'], 2), { turn, served, picked: new Set(picked) });
    expect(names(order)).toEqual(['c/1', 'b/1', 'a/1', 'c/0', 'b/0', 'a/0']);
  }
});

test.each([1, 2, 3])('with room for %i frames a choice and four cars picked, those come more often and none of the others stays away', (room) => {
  const field = cars(20);
  const picked = new Set(field.slice(8, 12));
  const served = new Map<string, number>();
  const counts = new Map<string, number>();
  const choices = 3 * 17;
  for (let turn = 0; turn < choices; turn++) {
    for (const { car } of liveOrder(fresh(field, 5), { turn, served, picked }).slice(0, room)) {
      served.set(car, turn);
      counts.set(car, (counts.get(car) ?? 0) + 1);
    }
  }
  const others = field.filter((car) => !picked.has(car)).map((car) => counts.get(car) ?? 0);
  expect(Math.min(...others)).toBe(1);
  expect(Math.max(...others)).toBeLessThanOrEqual(2);
  for (const car of picked) expect(counts.get(car)).toBeGreaterThanOrEqual(8 * room);
});
