import { describe, expect, it } from 'vitest';
import { PlayClock } from '../../../renderer/live/play-clock.ts';

/** Runs frames of 1/60 s from `from` to `to` wall ms; `arrive` gives the newest race time once a burst, else null. */
function play(clock: PlayClock, from: number, to: number, speed: number, arriving: boolean, running = true): number[] {
  const shown: number[] = [];
  let burst = Math.ceil(from / 100) * 100;
  for (let wall = from; wall <= to; wall += 1000 / 60) {
    while (arriving && burst <= wall) {
      clock.received((burst / 1000) * speed, burst);
      burst += 100;
    }
    clock.tick(wall, speed, running);
    shown.push(clock.time);
  }
  return shown.filter((time) => !Number.isNaN(time));
}

const steps = (times: readonly number[]): number[] => times.slice(1).map((time, i) => time - times[i]!);

describe('PlayClock', () => {
  for (const speed of [1, 20]) {
    it(`moves evenly between bursts at ${speed} times the wall clock, a little behind the newest sample`, () => {
      const clock = new PlayClock();
      play(clock, 0, 4000, speed, true);
      const times = play(clock, 4000, 6000, speed, true);
      for (const step of steps(times)) {
        expect(step).toBeGreaterThan((speed / 60) * 0.7);
        expect(step).toBeLessThan((speed / 60) * 1.3);
      }
      expect(clock.newest - clock.time).toBeGreaterThan(0);
      expect(clock.newest - clock.time).toBeLessThan(0.4 * speed);
    });
  }

  it('runs on through an outage and says how much is missing', () => {
    const clock = new PlayClock();
    play(clock, 0, 4000, 1, true);
    expect(clock.missing(4000)).toBe(0);
    play(clock, 4000, 12_000, 1, false);
    expect(clock.missing(12_000)).toBeGreaterThan(7.5);
    expect(clock.missing(12_000)).toBeLessThan(8.2);
  });

  it('keeps to the timing while the link is cut, whatever the speed is changed to', () => {
    const clock = new PlayClock();
    play(clock, 0, 4000, 1, true);
    let race = 4;
    for (let wall = 4000, speed = 1; wall < 12_000; wall += 1000 / 60) {
      if (wall > 8000) speed = 20;
      race += speed / 60;
      clock.tick(wall, speed, true, race);
    }
    expect(clock.time).toBeGreaterThan(race - 5);
    expect(clock.time).toBeLessThan(race + 5);
    expect(clock.missing(12_000)).toBeCloseTo(clock.time - clock.newest, 9);
  });

  it('never turns back when samples come again', () => {
    const clock = new PlayClock();
    play(clock, 0, 4000, 1, true);
    play(clock, 4000, 9000, 1, false);
    const times = play(clock, 9000, 11_000, 1, true);
    for (const step of steps(times)) expect(step).toBeGreaterThanOrEqual(0);
    expect(clock.missing(11_000)).toBe(0);
  });

  it('does not run away while a backlog comes in faster than the race runs', () => {
    const clock = new PlayClock();
    play(clock, 0, 4000, 1, true);
    play(clock, 4000, 14_000, 1, false);
    for (let wall = 14_000, newest = 4; wall < 16_000; wall += 1000 / 60) {
      newest = Math.min(newest + 0.2, wall / 1000);
      clock.received(newest, wall);
      clock.tick(wall, 1, true);
    }
    expect(clock.time).toBeLessThan(16);
    expect(clock.time).toBeGreaterThan(15);
  });

  it('stands at the newest sample when the race is over', () => {
    const clock = new PlayClock();
    play(clock, 0, 4000, 1, true);
    play(clock, 4000, 8000, 1, false, false);
    expect(clock.time).toBeCloseTo(clock.newest, 2);
  });

  it('starts anew for another race', () => {
    const clock = new PlayClock();
    play(clock, 0, 4000, 1, true);
    clock.follow(1);
    expect(clock.time).toBeNaN();
    clock.received(4, 4000);
    clock.tick(4010, 1, true);
    clock.follow(1);
    expect(clock.time).toBeGreaterThan(3);
    clock.follow(2);
    expect(clock.time).toBeNaN();
    clock.received(0.1, 5000);
    clock.tick(5010, 1, true);
    expect(clock.time).toBeLessThan(0.2);
  });
});
