import { beforeEach, expect, test } from 'vitest';
import { WallClock } from '../../main/onboard/wall-clock.ts';

const MINUTE = 60_000;
let wall = 0;
let steady = 0;
let clock: WallClock;

beforeEach(() => {
  wall = Date.UTC(2026, 2, 1, 12);
  steady = 5000;
  clock = new WallClock(() => wall, () => steady);
});

/** Both clocks go on. */
function pass(ms: number): void {
  wall += ms;
  steady += ms;
}

const suspect = (): boolean => clock.now().clockSuspect;

test('a clock that goes on evenly, or is set right by a little, is believed', () => {
  expect(clock.now()).toEqual({ closed: wall, clockSuspect: false });
  for (let i = 0; i < 50; i++) {
    pass(1000);
    wall += 40;
    expect(suspect()).toBe(false);
  }
  wall -= 1500;
  expect(suspect()).toBe(false);
  expect(clock.takeNews()).toEqual([]);
});

test.each([
  [-60 * MINUTE, 'back by 1.0 h'],
  [60 * MINUTE, 'ahead by 1.0 h'],
  [-5000, 'back by 5 s'],
])('one that jumps by %d ms is not, until it has gone on evenly for a minute', (jump, words) => {
  pass(1000);
  suspect();
  wall += jump;
  expect(suspect()).toBe(true);
  expect(clock.takeNews()).toEqual([expect.stringContaining(words)]);
  pass(MINUTE - 1);
  expect(suspect()).toBe(true);
  pass(2);
  expect(suspect()).toBe(false);
  expect(clock.takeNews()).toEqual([]);
});

test('one that is set right again is believed at once', () => {
  wall += 60 * MINUTE;
  expect(suspect()).toBe(true);
  pass(1000);
  wall -= 60 * MINUTE;
  expect(suspect()).toBe(false);
  expect(clock.takeNews()).toHaveLength(2);
});

test('one that says 1970 is never believed', () => {
  wall = 1000;
  expect(suspect()).toBe(true);
  expect(clock.takeNews()[0]).toMatch(/back by \d+ days/);
  pass(10 * MINUTE);
  expect(suspect()).toBe(true);
});
