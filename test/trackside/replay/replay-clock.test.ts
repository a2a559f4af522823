import { expect, test } from 'vitest';
import { ReplayClock } from '../../../main/trackside/replay/replay-clock.ts';

const clockAt = (racetime: number, speed = 1, playing = true): ReplayClock => new ReplayClock(10, 110, racetime, speed, playing, 1000);

test('it goes with the wall clock at its speed, and stands while it does not play', () => {
  expect([0.25, 1, 64].map((speed) => clockAt(20, speed).at(2000))).toEqual([20.25, 21, 84]);
  expect(clockAt(20, 4, false).at(9000)).toBe(20);
});

test.each([[5, 10], [10, 10], [110, 110], [1e9, 110], [-1e9, 10]])('it stands within the race: begun or sent to %d it is at %d', (wanted, at) => {
  expect(clockAt(wanted).at(1000)).toBe(at);
  const sent = clockAt(50);
  sent.seek(wanted, 1000);
  expect(sent.at(1000)).toBe(at);
});

test('it comes to the end and no further', () => {
  expect(clockAt(109, 64).at(1000 + 3_600_000)).toBe(110);
});

test('it goes on from where it stood: after a pause, another speed, a jump', () => {
  const clock = clockAt(20);
  clock.pause(3000);
  expect([clock.playing, clock.at(60_000)]).toEqual([false, 22]);
  expect(clock.play(60_000)).toBe(false);
  clock.setSpeed(8, 61_000);
  expect([clock.at(61_000), clock.at(62_000), clock.speed]).toEqual([23, 31, 8]);
  clock.seek(90, 62_000);
  expect(clock.at(63_000)).toBe(98);
});

test('a jump and another speed leave a clock that stands standing', () => {
  const clock = clockAt(20, 1, false);
  clock.setSpeed(16, 2000);
  clock.seek(40, 3000);
  expect([clock.playing, clock.at(9000)]).toEqual([false, 40]);
});

test('played at the end it begins again', () => {
  const clock = clockAt(110, 1, false);
  expect(clock.play(5000)).toBe(true);
  expect(clock.at(6000)).toBe(11);
});
