import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lifetime, Notices } from '../../../renderer/state/notices.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const texts = (notices: Notices): string[] => notices.list.value.map(({ text }) => text);
const LONG = 'The edge buffer cannot write to /data: EIO. Check the folder, its rights and its disk; the race waits.';

test('a line stays for a time in proportion to its length, and then goes; the log keeps it', () => {
  const notices = new Notices();
  notices.tell('error', LONG);
  notices.tell('info', 'Sent.');
  expect(lifetime({ level: 'error', text: LONG })).toBeGreaterThan(2 * lifetime({ level: 'error', text: '' }));
  vi.advanceTimersByTime(lifetime({ level: 'info', text: 'Sent.' }));
  expect(texts(notices)).toEqual([LONG]);
  vi.advanceTimersByTime(lifetime({ level: 'error', text: LONG }));
  expect(texts(notices)).toEqual([]);
  expect(notices.log.value.map(({ text }) => text)).toEqual(['Sent.', LONG]);
});

test('none goes while they are pointed at, and each goes some time after', () => {
  const notices = new Notices();
  notices.tell('info', 'one');
  notices.hold();
  notices.tell('info', 'two');
  vi.advanceTimersByTime(600_000);
  expect(texts(notices)).toEqual(['one', 'two']);
  notices.release();
  vi.advanceTimersByTime(1000);
  expect(texts(notices)).toEqual(['one', 'two']);
  vi.advanceTimersByTime(10_000);
  expect(texts(notices)).toEqual([]);
});

test('one that is closed under the pointer does not hold those that come later', () => {
  const notices = new Notices();
  notices.tell('info', 'one');
  notices.hold();
  notices.dismiss(notices.list.value[0]!.id);
  notices.tell('info', 'two');
  vi.advanceTimersByTime(10_000);
  expect(texts(notices)).toEqual([]);
});

test('what the workstation says again and again is counted, and neither stays longer nor comes back', () => {
  const notices = new Notices();
  for (let s = 0; s < 60; s++) {
    notices.tell('error', LONG);
    vi.advanceTimersByTime(1000);
    if (s === 2) expect(notices.list.value).toMatchObject([{ text: LONG, count: 3 }]);
  }
  expect(texts(notices)).toEqual([]);
  expect(notices.log.value).toMatchObject([{ text: LONG, count: 60 }]);
  vi.advanceTimersByTime(61_000);
  notices.tell('error', LONG);
  expect(notices.list.value).toMatchObject([{ text: LONG, count: 1 }]);
  expect(notices.log.value).toHaveLength(2);
});

test('what answers the person comes each time', () => {
  const notices = new Notices();
  notices.answer('error', 'No.');
  vi.advanceTimersByTime(10_000);
  expect(texts(notices)).toEqual([]);
  notices.answer('error', 'No.');
  expect(notices.list.value).toMatchObject([{ text: 'No.', count: 2 }]);
});

test('three are shown at a time, the newest; closing one takes that one', () => {
  const notices = new Notices();
  for (const text of ['one', 'two', 'three', 'four']) notices.tell('warning', text);
  expect(texts(notices)).toEqual(['two', 'three', 'four']);
  notices.dismiss(notices.list.value[1]!.id);
  expect(texts(notices)).toEqual(['two', 'four']);
  expect(notices.log.value).toHaveLength(4);
});

test('what has not been looked at is counted by its worst, notes apart, until the log is opened', () => {
  const notices = new Notices();
  notices.tell('info', 'note');
  expect(notices.unread.value).toEqual({ count: 0, worst: null });
  notices.tell('error', 'bad');
  notices.tell('warning', 'not good');
  expect(notices.unread.value).toEqual({ count: 2, worst: 'error' });
  notices.toggle();
  notices.tell('error', 'seen at once');
  expect(notices.unread.value.count).toBe(0);
  notices.toggle();
  notices.tell('warning', 'later');
  expect(notices.unread.value).toEqual({ count: 1, worst: 'warning' });
});
