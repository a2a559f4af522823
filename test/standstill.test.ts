import { expect, test } from 'vitest';
import { Standstill } from '../main/standstill.ts';
import { standstillReason } from '../main/standstill-words.ts';

const sight = (confirmed: number, waiting: number) => [{ key: 'car7', confirmed, waiting }];

test('a lane stands still when frames wait and none is confirmed, from the last one that was', () => {
  const watch = new Standstill();
  expect(watch.look(sight(5, 3), 1000).size).toBe(0);
  expect(watch.look(sight(6, 3), 2000).size).toBe(0);
  expect(watch.look(sight(6, 9), 4999).size).toBe(0);
  expect(watch.look(sight(6, 12), 5000)).toEqual(new Map([['car7', 3]]));
  expect(watch.look(sight(6, 90), 60_000)).toEqual(new Map([['car7', 58]]));
  expect(watch.look(sight(7, 90), 61_000).size).toBe(0);
});

test('a lane with nothing to send does not stand still, and begins to when something waits', () => {
  const watch = new Standstill();
  watch.look(sight(6, 0), 0);
  expect(watch.look(sight(6, 0), 60_000).size).toBe(0);
  expect(watch.look(sight(6, 1), 61_000).size).toBe(0);
  expect(watch.look(sight(6, 1), 63_000)).toEqual(new Map([['car7', 3]]));
});

test.each<[string, Parameters<typeof standstillReason>, RegExp]>([
  ['a cut radio', ['cut', 'no broker answers.', { buffered: 9, sent: 0, acked: 0, factory: 0 }], /radio link is cut/],
  ['an outage that is planned', ['cut', null, { buffered: 9, sent: 0, acked: 0, factory: 0 }, false, 'outage of 20 s'], /^the radio is out, as its profile has planned it: outage of 20 s$/],
  ['a stream in trouble', ['up', 'no broker answers.', { buffered: 9, sent: 3, acked: 0, factory: 0 }], /^no broker answers$/],
  ['a broker that says nothing', ['up', null, { buffered: 9, sent: 3, acked: 0, factory: 0 }], /broker has not answered/],
  ['a factory that does not store', ['up', null, { buffered: 9, sent: 9, acked: 9, factory: 4 }], /factory has not stored/],
  ['a tunnel', ['up', null, { buffered: 9, sent: 4, acked: 4, factory: 4 }, true], /in a tunnel/],
  ['a queue', ['slow', null, { buffered: 9, sent: 4, acked: 4, factory: 4 }], /radio is slow/],
  ['a lost word', ['up', null, { buffered: 9, sent: 9, acked: 9, factory: 9 }], /word has not come back/],
])('says why: %s', (_, question, reason) => {
  expect(standstillReason(...question)).toMatch(reason);
});
