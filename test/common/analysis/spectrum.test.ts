import { describe, expect, test } from 'vitest';
import { fourier } from '../../../common/analysis/fourier.ts';
import { spectrum, WINDOWS, windowWeights, type Spectrum } from '../../../common/analysis/spectrum.ts';

const RATE = 200;
const signal = (n: number, sines: readonly (readonly [hertz: number, amplitude: number])[], mean = 0): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => sines.reduce((sum, [hertz, amplitude], k) => sum + amplitude * Math.sin((2 * Math.PI * hertz * i) / RATE + k), mean));

/** The highest amplitude within 0.4 Hz of a frequency, and where it is. */
function peakNear({ step, amplitudes }: Spectrum, hertz: number): { at: number; amplitude: number } {
  let best = Math.ceil((hertz - 0.4) / step);
  for (let k = best; k * step <= hertz + 0.4; k++) if (amplitudes[k]! > amplitudes[best]!) best = k;
  return { at: best * step, amplitude: amplitudes[best]! };
}

const varianceOf = (samples: Float64Array): number => {
  const mean = samples.reduce((sum, each) => sum + each, 0) / samples.length;
  return samples.reduce((sum, each) => sum + (each - mean) ** 2, 0) / samples.length;
};
const powerOf = ({ amplitudes, noiseSteps }: Spectrum): number => amplitudes.reduce((sum, amplitude, k) => sum + (k === amplitudes.length - 1 ? amplitude ** 2 : amplitude ** 2 / 2), 0) / noiseSteps;

describe('the Fourier transform', () => {
  test('is what its definition says', () => {
    const re = Float64Array.from({ length: 16 }, (_, i) => Math.cos(i * i) + i / 10);
    const im = Float64Array.from({ length: 16 }, (_, i) => Math.sin(3 * i));
    const wanted = Array.from({ length: 16 }, (_, k) => {
      let [real, imaginary] = [0, 0];
      for (let i = 0; i < 16; i++) {
        const turn = (-2 * Math.PI * k * i) / 16;
        real += re[i]! * Math.cos(turn) - im[i]! * Math.sin(turn);
        imaginary += re[i]! * Math.sin(turn) + im[i]! * Math.cos(turn);
      }
      return [real, imaginary];
    });
    fourier(re, im);
    wanted.forEach(([real, imaginary], k) => expect([re[k], im[k]]).toEqual([expect.closeTo(real!, 10), expect.closeTo(imaginary!, 10)]));
  });
});

describe('the spectrum of a known sum of sines', () => {
  const SINES = [[3.137, 12], [11.42, 5], [24.9, 0.8]] as const;
  const samples = signal(8000, SINES, 250);

  test.each(WINDOWS)('%s: each sine shows at its frequency within a bin, with its amplitude', (window) => {
    const found = spectrum([samples], 1 / RATE, { window, block: null })!;
    expect(found.blocks).toBe(1);
    for (const [hertz, amplitude] of SINES) {
      const peak = peakNear(found, hertz);
      expect(Math.abs(peak.at - hertz)).toBeLessThanOrEqual(found.step);
      const off = Math.abs(peak.amplitude / amplitude - 1);
      expect(off).toBeLessThan(window === 'flat-top' ? 0.01 : window === 'rectangular' ? 0.12 : 0.05);
    }
  });

  test.each(WINDOWS)('%s: averaged over blocks of 4 s it is the same', (window) => {
    const found = spectrum([samples], 1 / RATE, { window, block: 4 })!;
    expect([found.blocks, found.duration]).toEqual([19, 4]);
    const peak = peakNear(found, 11.42);
    expect(Math.abs(peak.at - 11.42)).toBeLessThanOrEqual(found.step);
    expect(Math.abs(peak.amplitude / 5 - 1)).toBeLessThan(window === 'rectangular' ? 0.15 : 0.05);
  });

  test('Parseval: without a window the power is the variance, exactly', () => {
    expect(powerOf(spectrum([samples], 1 / RATE, { window: 'rectangular', block: null })!)).toBeCloseTo(varianceOf(samples), 8);
  });

  test.each(WINDOWS)('%s: with the correction for the window it is the variance of a steady signal', (window) => {
    const found = spectrum([samples], 1 / RATE, { window, block: 5 })!;
    expect(powerOf(found) / varianceOf(samples)).toBeCloseTo(1, 1.5);
  });

  test('noise without a frequency of its own: its power too, from blocks averaged', () => {
    let seed = 1;
    const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
    const noise = Float64Array.from({ length: 20_000 }, () => random() + random() + random() - 1.5);
    for (const window of WINDOWS) expect(powerOf(spectrum([noise], 1 / RATE, { window, block: 2 })!) / varianceOf(noise)).toBeCloseTo(1, 1);
  });

  test('the noise bandwidths of the windows are those of the tables', () => {
    const bins = (window: (typeof WINDOWS)[number]): number => {
      const weights = windowWeights(window, 4096);
      return (4096 * weights.reduce((sum, weight) => sum + weight * weight, 0)) / weights.reduce((sum, weight) => sum + weight, 0) ** 2;
    };
    expect(WINDOWS.map((window) => bins(window).toFixed(2))).toEqual(['1.50', '1.73', '3.77', '1.00']);
  });
});

describe('what there is too little of', () => {
  test('a block never reaches over a gap', () => {
    const stretches = [signal(900, [[10, 1]]), signal(300, [[10, 1]]), signal(10, [[10, 1]])];
    expect(spectrum(stretches, 1 / RATE, { window: 'hann', block: 1 })!.blocks).toBe(8 + 2);
    expect(spectrum(stretches, 1 / RATE, { window: 'hann', block: null })).toMatchObject({ blocks: 1, duration: 4.5 });
  });
  test('blocks longer than every stretch are as long as the longest', () => {
    expect(spectrum([signal(400, [[10, 1]])], 1 / RATE, { window: 'hann', block: 60 })).toMatchObject({ blocks: 1, duration: 2 });
  });
  test('a few samples have no spectrum, a constant has none above zero', () => {
    expect(spectrum([], 0.01, { window: 'hann', block: null })).toBeNull();
    expect(spectrum([new Float64Array(15)], 0.01, { window: 'hann', block: null })).toBeNull();
    expect(Math.max(...spectrum([new Float64Array(100).fill(7)], 0.01, { window: 'hann', block: null })!.amplitudes)).toBeLessThan(1e-12);
  });
});
