import { describe, expect, test } from 'vitest';
import { deltaOverTime, deltaTime } from '../../../common/analysis/delta-time.ts';
import { lapProgress, placeAt, timeAt, type ProgressInput } from '../../../common/analysis/lap-progress.ts';

const LENGTH = 1000;

/** A lap of `lapTime` s at a steady pace, sampled every `interval` s, the first sample `late` s after the line. */
function steady(lapTime: number, { late = 0.004, interval = 0.01, racetime = 100 } = {}, more: Partial<ProgressInput> = {}) {
  const times: number[] = [];
  for (let when = late; when < lapTime; when += interval) times.push(when);
  return lapProgress({
    times: Float64Array.from(times, (when) => racetime + when),
    distances: Float64Array.from(times, (when) => Math.round((when / lapTime) * LENGTH * 100) / 100),
    ...{ interval, lapTime, length: LENGTH, fromLine: true },
    ...more,
  });
}

describe('the progress of a lap', () => {
  test('begins at the line, wherever its first sample lies, and ends there with the lap time', () => {
    for (const late of [0, 0.0001, 0.004, 0.0099]) {
      const lap = steady(20.123456, { late });
      expect(lap.start).toBeCloseTo(100, 3);
      expect([timeAt(lap, 0), timeAt(lap, LENGTH)]).toEqual([0, 20.123456]);
      expect(timeAt(lap, 500)).toBeCloseTo(10.061728, 3);
      expect(placeAt(lap, 10.061728)).toBeCloseTo(500, 1);
    }
  });

  test('never turns back: where a car rolls back or stands, a place counts when it is first reached', () => {
    const lap = lapProgress({
      times: Float64Array.of(0, 1, 2, 3, 4, 5), distances: Float64Array.of(0, 10, 20, 15, 20, 30),
      ...{ interval: 1, lapTime: null, length: LENGTH, fromLine: true },
    });
    expect([timeAt(lap, 20), timeAt(lap, 25), timeAt(lap, 30)]).toEqual([2, 3.5, 5]);
  });

  test('what lies between two samples around lost ones is not known', () => {
    const whole = steady(20);
    const times = Float64Array.from([0.004, 0.014, 0.024, 9, 9.01, 9.02], (when) => 100 + when);
    const lap = lapProgress({ times, distances: Float64Array.from(times, (at) => (at - 100) * 50), interval: 0.01, lapTime: 20, length: LENGTH, fromLine: true });
    expect([timeAt(lap, 200), timeAt(lap, 600), placeAt(lap, 5)]).toEqual([NaN, NaN, NaN]);
    expect(timeAt(lap, 450.5)).toBeCloseTo(9.01, 6);
    expect(deltaTime(lap, whole, [200, LENGTH])).toEqual(Float64Array.of(NaN, 0));
  });

  test('the beginning comes from the other end where frames are lost at the line', () => {
    const times = Float64Array.from({ length: 1500 }, (_, i) => 105 + i * 0.01);
    const lap = lapProgress({ times, distances: Float64Array.from(times, (at) => (at - 100) * 50), interval: 0.01, lapTime: 20, length: LENGTH, fromLine: true });
    expect(lap.start).toBeCloseTo(100, 6);
    expect([timeAt(lap, 0), timeAt(lap, 100), timeAt(lap, 500)]).toEqual([0, NaN, expect.closeTo(10, 6)]);
  });

  test.each([
    ['no sample', [], []],
    ['one sample', [100.5], [25]],
    ['a car that stands', [100, 100.01, 100.02], [0, 0, 0]],
  ])('of %s no time is known, and nothing breaks', (_, times, distances) => {
    const lap = lapProgress({ times: Float64Array.from(times), distances: Float64Array.from(distances), interval: 0.01, lapTime: 20, length: LENGTH, fromLine: true });
    expect(lap.start).toBeNaN();
    expect(deltaTime(steady(20), lap, [0, 500, LENGTH]).every(Number.isNaN)).toBe(true);
  });

  test('a lap from the grid has places, and no times to compare', () => {
    const lap = steady(20, {}, { fromLine: false, lapTime: null });
    expect(lap.start).toBeNaN();
    expect(lap.place.length).toBeGreaterThan(1000);
  });
});

describe('delta-time', () => {
  test('grows evenly where a lap is evenly slower, and is the difference of the lap times at the line', () => {
    const [slow, fast] = [steady(20.5), steady(20)];
    const delta = deltaTime(slow, fast, [0, 250, 500, 750, LENGTH]);
    expect(delta[0]).toBe(0);
    expect(delta[4]).toBe(0.5);
    [0.125, 0.25, 0.375].forEach((wanted, i) => expect(Math.abs(delta[i + 1]! - wanted)).toBeLessThan(0.001));
    expect(deltaTime(fast, fast, [1, 777])).toEqual(Float64Array.of(0, 0));
  });

  test('over time says the same of the place where the lap is then', () => {
    const [slow, fast] = [steady(20.5), steady(20)];
    expect(deltaOverTime(slow, fast, [10.25])[0]).toBeCloseTo(0.25, 3);
    expect(deltaOverTime(slow, fast, [21])[0]).toBeNaN();
  });
});
