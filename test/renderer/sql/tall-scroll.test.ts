import { expect, test } from 'vitest';
import { TallScroll } from '../../../renderer/sql/tall-scroll.ts';

const FULL = 24_000_000;
const VIEW = 600;

function scroll(full: number): TallScroll {
  const made = new TallScroll();
  made.resize(full, VIEW);
  return made;
}

test('what can be laid out is scrolled as it is', () => {
  const short = scroll(24_000);
  expect(short.height).toBe(24_000);
  short.scrolled(12_345);
  expect([short.offset, short.aligned()]).toEqual([12_345, 12_345]);
});

test('a wheel moves a million rows by its pixels, and the bar follows at rest', () => {
  const tall = scroll(FULL);
  expect(tall.height).toBeLessThan(FULL);
  let top = tall.goTo(12_000_000);
  for (let n = 0; n < 10; n++) tall.scrolled((top += 100));
  expect(tall.offset).toBe(12_001_000);
  expect(Math.abs(tall.aligned() - top)).toBeGreaterThan(500);
});

test('a drag of the bar moves by shares, and both ends are reached', () => {
  const tall = scroll(FULL);
  tall.scrolled((tall.height - VIEW) / 2);
  expect(tall.offset).toBeCloseTo((FULL - VIEW) / 2, -3);
  tall.scrolled(tall.height - VIEW);
  expect(tall.offset).toBe(FULL - VIEW);
  tall.scrolled(0);
  expect(tall.offset).toBe(0);
  expect(tall.goTo(Infinity)).toBe(tall.height - VIEW);
});

test('fewer rows leave no empty view', () => {
  const tall = scroll(FULL);
  tall.goTo(FULL);
  tall.resize(2400, VIEW);
  expect(tall.offset).toBe(1800);
  tall.resize(100, VIEW);
  expect(tall.offset).toBe(0);
});
