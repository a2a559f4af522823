import { expect, onTestFinished, test, vi } from 'vitest';
import { backOff, LONGEST_PAUSE } from '../../main/onboard/back-off.ts';

test('doubles up to its ceiling, with no end, and takes any share of it', () => {
  const random = vi.spyOn(Math, 'random').mockReturnValue(1);
  onTestFinished(() => random.mockRestore());
  expect([1, 2, 3, 8, 9, 10, 1000].map(backOff)).toEqual([200, 400, 800, 25_600, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]);
  random.mockReturnValue(0);
  expect(backOff(5)).toBe(0);
  random.mockReturnValue(0.5);
  expect(backOff(1)).toBe(100);
});
