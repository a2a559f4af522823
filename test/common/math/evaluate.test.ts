import { describe, expect, test } from 'vitest';
import { evaluateMath } from '../../../common/math/evaluate.ts';
import { MathError } from '../../../common/math/math-error.ts';
import { MATH_LIMITS } from '../../../common/math/math-limits.ts';
import { program, testLap, values } from './support.ts';

const INTERVAL = 0.01;
const lap = testLap({
  ...{ interval: INTERVAL, count: 1000 },
  columns: {
    Speed: { of: (t) => 10 + 3 * t },
    Throttle: { of: (t) => (t < 5 ? 100 : 40) },
    Brake: { stride: 5, of: (t) => 2 * t },
    Gear: { stride: 2, of: (t) => Math.floor(t) + 1 },
    Ax: { of: (t) => 8 * Math.sin(2 * Math.PI * 4 * t + 0.3) },
    Altitude: { of: (t) => 100 + 0.02 * 50 * t },
  },
});
const at = (found: Float64Array, time: number): number => found[Math.round(time / INTERVAL)]!;

describe('values against those worked out by hand', () => {
  test('sample by sample, with units', () => {
    expect(at(values('Speed in km/h', lap), 2)).toBeCloseTo(57.6, 12);
    expect(at(values('speed * 3.6', lap), 2)).toBeCloseTo(57.6, 12);
    expect(at(values('if(Throttle > 50 %, Speed, nan)', lap), 4.99)).toBeCloseTo(24.97, 12);
    expect(at(values('if(Throttle > 50 %, Speed, nan)', lap), 5)).toBeNaN();
    expect(at(values('if(nan > 1, 1, 2)', lap), 3)).toBeNaN();
  });

  test('the derivative of a ramp is its slope, at every sample', () => {
    for (const value of values('derivative(Speed)', lap)) expect(value).toBeCloseTo(3, 9);
    for (const value of values('derivative(Speed) / 9.81', lap)) expect(value).toBeCloseTo(3 / 9.81, 9);
    for (const value of values('derivative(Altitude, distance)', lap)) expect(value).toBeCloseTo(0.02, 9);
  });

  test('the integral of a constant and of a ramp', () => {
    expect(at(values('integrate(3 m/s + 0 * Speed)', lap), 7)).toBeCloseTo(21, 9);
    expect(at(values('integrate(Speed)', lap), 4)).toBeCloseTo(10 * 4 + 1.5 * 16, 9);
    expect(at(values('integrate(Throttle, distance)', lap), 4)).toBeCloseTo(200, 9);
    expect(at(values('integrate(if(Throttle > 50 %, 1, 0))', lap), 9)).toBeCloseTo(4.995, 9);
  });

  test.each([0.5, 2, 4, 9])('lowpass with a cut-off of %d Hz: a sine of 4 Hz is weakened as the formula says, and not moved', (cutoff) => {
    const found = values(`lowpass(Ax, ${cutoff} Hz)`, lap);
    const [sine, cosine] = correlate(found);
    const ratio = Math.tan(Math.PI * 4 * INTERVAL) / Math.tan(Math.PI * cutoff * INTERVAL);
    const expected = 8 / (1 + (Math.SQRT2 - 1) * ratio ** 2);
    expect(Math.hypot(sine, cosine)).toBeCloseTo(expected, 3);
    expect(Math.atan2(cosine, sine)).toBeCloseTo(0.3, 3);
    if (cutoff === 4) expect(expected / 8).toBeCloseTo(Math.SQRT1_2, 12);
    const high = correlate(values(`highpass(Ax, ${cutoff} Hz)`, lap));
    expect(Math.hypot(...high)).toBeCloseTo(8 - expected, 3);
  });

  test('smooth and shift', () => {
    expect(at(values('smooth(Speed, 0.4 s)', lap), 5)).toBeCloseTo(25, 9);
    expect(at(values('smooth(Throttle, 1 s)', lap), 5)).toBeCloseTo((50 * 100 + 51 * 40) / 101, 9);
    expect(at(values('smooth(Throttle, 50 m)', lap), 5)).toBeCloseTo((50 * 100 + 51 * 40) / 101, 9);
    expect(at(values('shift(Speed, 0.5 s)', lap), 2)).toBeCloseTo(14.5, 9);
    expect(at(values('shift(Speed, -25 m)', lap), 2)).toBeCloseTo(17.5, 9);
    expect(at(values('shift(Speed, 0.5 s)', lap), 0.49)).toBeNaN();
  });

  test('of the whole lap', () => {
    expect(at(values('lap_min(Speed)', lap), 1)).toBe(10);
    expect(at(values('lap_max(Speed)', lap), 1)).toBeCloseTo(39.97, 9);
    expect(at(values('lap_mean(Throttle)', lap), 1)).toBeCloseTo(70, 9);
    expect(at(values('lap_deviation(Throttle)', lap), 1)).toBeCloseTo(30, 9);
  });

  test('a slower channel is drawn straight between its samples, one that jumps is held', () => {
    expect(at(values('Brake + 0 * Throttle', lap), 3.03)).toBeCloseTo(6.06, 9);
    expect(at(values('Gear + 0 * Speed / (1 m/s)', lap), 2.99)).toBe(3);
    expect(values('Brake', lap)).toHaveLength(200);
    expect(values('time', lap)).toHaveLength(1000);
  });

  test('conditions of which a part is not known', () => {
    expect(program('false and nan > 1').plan).toEqual({ kind: 'constant', value: 0 });
    expect(program('true or nan > 1').plan).toEqual({ kind: 'constant', value: 1 });
    expect(program('true and nan > 1').plan).toEqual({ kind: 'constant', value: NaN });
  });

  test('what is missing is not bridged', () => {
    const holed = testLap({ interval: INTERVAL, count: 300, missing: [100], columns: { Speed: { of: (t) => (t > 1.005 ? 100 : t) } } });
    const slope = values('derivative(Speed)', holed);
    expect([slope[99], slope[100], slope[101]].map((each) => Math.round(each! * 1e6) / 1e6)).toEqual([1, 1, 0]);
    const sum = values('integrate(Speed)', holed);
    expect(sum[101]).toBe(sum[100]);
    expect(values('smooth(Speed, 1 s)', holed)[101]).toBe(100);
  });

  test('a lap that lacks a channel has no values', () => {
    expect(evaluateMath(program('Speed + 0 * SpeedX').plan, lap)).toBeNull();
  });
});

describe('the reference lap', () => {
  const reference = testLap({ interval: INTERVAL, count: 1200, columns: { Distance: { of: (t) => 40 * t }, Speed: { stride: 2, of: (t) => 7 * t } } });
  const compared = testLap({ interval: INTERVAL, count: 1000, reference, columns: { Speed: { of: () => 5 } } });

  test('is read at the same place', () => {
    expect(at(values('reference(Speed)', compared), 4)).toBeCloseTo(7 * (200 / 40), 9);
    expect(at(values('Speed - reference(Speed)', compared), 4)).toBeCloseTo(5 - 35, 9);
  });

  test('delta-time and where it grows', () => {
    expect(at(values('time - reference(time)', compared), 4)).toBeCloseTo(4 - 5, 9);
    expect(at(values('derivative(time - reference(time), distance)', compared), 4)).toBeCloseTo(1 / 50 - 1 / 40, 9);
  });

  test('is not known beyond its end', () => {
    expect(at(values('reference(Speed)', compared), 9.99)).toBeNaN();
  });
});

describe('limits', () => {
  const wide = (count: number) => testLap({ interval: 0.001, count, columns: { Speed: { of: () => 1 } } });

  test('too many samples, too much memory and too much work are refused', () => {
    expect(() => values('Speed + Speed', wide(MATH_LIMITS.samples + 1))).toThrow(MathError);
    const nested = 'max(Speed + Speed, '.repeat(15) + 'Speed' + ')'.repeat(15);
    expect(() => values(nested, wide(2_000_000))).toThrow(/memory/);
    const long = Array.from({ length: 60 }, () => 'abs(Speed)').join('+');
    expect(() => values(long, wide(2_000_000))).toThrow(/work/);
    expect(values(long, wide(10_000))[5]).toBe(60);
  });

  test('math channels in each other are each worked out once', () => {
    const chain = Array.from({ length: 9 }, (_, i) => ({ name: `c${i}`, expression: i === 0 ? 'Speed' : Array.from({ length: 20 }, () => `c${i - 1}`).join('+') }));
    expect(values('c8', wide(1000), chain)[0]).toBe(20 ** 8);
  });
});

/** Sine and cosine parts of 4 Hz in the middle eight seconds. */
function correlate(found: Float64Array): [number, number] {
  let [sine, cosine] = [0, 0];
  for (let i = 100; i < 900; i++) {
    sine += (found[i]! * Math.sin(2 * Math.PI * 4 * i * INTERVAL)) / 400;
    cosine += (found[i]! * Math.cos(2 * Math.PI * 4 * i * INTERVAL)) / 400;
  }
  return [sine, cosine];
}
