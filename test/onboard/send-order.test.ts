import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { EdgeBuffer } from '../../main/onboard/edge/edge-buffer.ts';
import { halved, SendOrder, type Batch } from '../../main/onboard/send-order.ts';
import { testFolder } from '../support/folder.ts';

function setUp() {
  const buffer = new EdgeBuffer(join(testFolder(), 'edge.db'));
  onTestFinished(() => buffer.close());
  const hidden = new Set<string>();
  const order = new SendOrder(buffer, (car) => !hidden.has(car));
  const append = (...cars: string[]): void => buffer.append(cars.map((car) => ({ race: 'r', car, closed: 1, body: Buffer.alloc(100) })));
  const names = (batch: Batch | undefined): string[] | undefined => batch?.frames.map(({ car, seq }) => `${car}/${seq}`);
  /** What goes out next, acknowledged at once. */
  const take = (bytes = 1e6): string[] | undefined => {
    const batch = order.next(bytes);
    if (batch) order.acknowledged(batch);
    return names(batch);
  };
  return { buffer, order, hidden, append, names, take };
}

test('a car that is not heard is passed over, and its frames go first when it is, in their order', () => {
  const { order, hidden, append, take } = setUp();
  append('a', 'b', 'a', 'b');
  hidden.add('a');
  expect(take()).toEqual(['b/0', 'b/1']);
  append('a', 'b');
  expect(take()).toEqual(['b/2']);
  expect(take()).toBeUndefined();
  expect(order.holdsBack).toBe(true);
  append('a', 'b', 'a');
  hidden.delete('a');
  expect(take(250)).toEqual(['a/0', 'a/1']);
  expect(take()).toEqual(['a/2']);
  expect(take()).toEqual(['a/3', 'b/3', 'a/4']);
  expect(take()).toBeUndefined();
  expect(order.holdsBack).toBe(false);
});

test('a car that comes out while others are under way stays in order', () => {
  const { hidden, append, names, take, order } = setUp();
  append('a', 'b');
  hidden.add('a');
  const batch = order.next(1e6)!;
  expect(names(batch)).toEqual(['b/0']);
  hidden.delete('a');
  append('a');
  order.acknowledged(batch);
  expect(take()).toEqual(['a/0']);
  expect(take()).toEqual(['a/1']);
});

test('a whole batch of a hidden car is passed over without an empty one', () => {
  const { hidden, append, take } = setUp();
  append(...Array.from({ length: 1200 }, () => 'a'), 'b');
  hidden.add('a');
  expect(take()).toEqual(['b/0']);
  hidden.delete('a');
  let seen = 0;
  for (let batch = take(); batch; batch = take()) seen += batch.length;
  expect(seen).toBe(1200);
});

test('a batch that was not acknowledged is chosen again, hidden cars or not', () => {
  const { order, hidden, append, names, take } = setUp();
  append('a', 'b', 'a');
  hidden.add('a');
  expect(names(order.next(1e6))).toEqual(['b/0']);
  hidden.delete('a');
  const all: string[] = [];
  for (let batch = take(); batch; batch = take()) all.push(...batch);
  expect(all.filter((name) => name.startsWith('a'))).toEqual(['a/0', 'a/1']);
  expect(all).toContain('b/0');
});

test('what a race that is over has held back is sent after the newest race', () => {
  const { order, hidden, append, take } = setUp();
  hidden.add('a');
  append('a', 'b');
  expect(take()).toEqual(['b/0']);
  order.newestFirst();
  append('b');
  hidden.clear();
  expect(take()).toEqual(['b/1']);
  expect(take()).toEqual(['a/0']);
  expect(take()).toBeUndefined();
});

test('what was read ahead is taken in its turn, and only if it is still what comes next', () => {
  const { buffer, order, append, names } = setUp();
  append('a', 'b', 'a', 'b');
  const ahead = (bytes: number): Batch => {
    const batch = order.next(bytes)!;
    order.readAhead(batch, bytes);
    order.acknowledged(batch);
    return batch;
  };
  ahead(100);
  const read = vi.spyOn(buffer, 'after');
  expect(names(order.next(100))).toEqual(['b/0']);
  expect(read).not.toHaveBeenCalled();
  ahead(100);
  expect(names(order.next(1000))).toEqual(['a/1', 'b/1']);
  ahead(100);
  order.newestFirst();
  append('c');
  expect(names(order.next(100))).toEqual(['c/0']);
});

test('halves keep frames, order and the place that is reached', () => {
  const { order, append, names } = setUp();
  append('a', 'a', 'a', 'a', 'a');
  const whole = order.next(1e6)!;
  const [first, second] = halved(whole);
  expect([...names(first)!, ...names(second)!]).toEqual(names(whole));
  order.acknowledged(first);
  expect(names(order.next(1e6))).toEqual(names(second));
  order.acknowledged(second);
  expect(order.next(1e6)).toBeUndefined();
});
