import { fourier } from './fourier.ts';

/** Weights that a block of samples is faded in and out with, so that what does not repeat in it smears less. */
export const WINDOWS = ['hann', 'blackman', 'flat-top', 'rectangular'] as const;
export type WindowName = (typeof WINDOWS)[number];

/** Coefficients of the cosine sums (Heinzel, Rüdiger and Schilling, "Spectrum and spectral density estimation by the DFT", 2002, appendices C and D). */
const TERMS: Readonly<Record<WindowName, readonly number[]>> = {
  hann: [0.5, -0.5],
  blackman: [0.42, -0.5, 0.08],
  'flat-top': [0.215578950, -0.416631580, 0.277263158, -0.083578947, 0.006947368],
  rectangular: [1],
};

/** Amplitudes over frequencies. */
export interface Spectrum {
  /** Hz from one amplitude to the next; the first is at 0 Hz. */
  step: number;
  /** Peak amplitude of a sine of that frequency, in the signal's unit; nothing at 0 Hz, for each block's mean is taken off. */
  amplitudes: Float64Array<ArrayBuffer>;
  /** How many blocks were averaged. */
  blocks: number;
  /** Of a block, s. */
  duration: number;
  /**
   * How many steps wide the window takes in noise: the variance of the signal is Σ amplitude² / 2 / noiseSteps (Parseval).
   */
  noiseSteps: number;
}

export interface SpectrumOptions {
  window: WindowName;
  /** Length of the blocks that are averaged, s; null: one block, as long as the longest stretch. */
  block: number | null;
}

/** Fewer samples than this have no spectrum. */
const FEWEST = 16;

/** The window's weights for a block of `n` samples; it would repeat after them. */
export function windowWeights(name: WindowName, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => TERMS[name].reduce((sum, term, k) => sum + term * Math.cos((2 * Math.PI * k * i) / n), 0));
}

/**
 * The amplitude spectrum by Welch's method ("The Use of Fast Fourier Transform for the Estimation of Power Spectra", IEEE Trans. Audio Electroacoust. 15,
 * 1967): blocks that overlap by half, each less its mean and under the window, their powers averaged. Blocks are filled up with zeros to twice their length
 * at least, so that a sine between two frequencies shows with its amplitude to a few hundredths, under the flat-top window to some thousandths.
 * @param stretches samples that follow each other without a gap; a block never reaches over one
 * @param interval s from one sample to the next
 * @returns null where no stretch is long enough
 */
export function spectrum(stretches: readonly Float64Array[], interval: number, { window, block }: SpectrumOptions): Spectrum | null {
  const longest = Math.max(0, ...stretches.map(({ length }) => length));
  const size = Math.min(longest, block === null ? longest : Math.round(block / interval));
  if (size < FEWEST) return null;
  const weights = windowWeights(window, size);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const padded = 2 ** Math.ceil(Math.log2(2 * size));
  const powers = new Float64Array(padded / 2 + 1);
  let blocks = 0;
  for (const samples of stretches) {
    for (let from = 0; from + size <= samples.length; from += Math.ceil(size / 2)) {
      addPower(samples.subarray(from, from + size), weights, padded, powers);
      blocks++;
    }
  }
  const amplitudes = powers.map((power, k) => ((k === 0 || k === padded / 2 ? 1 : 2) * Math.sqrt(power / blocks)) / total);
  amplitudes[0] = 0;
  return { step: 1 / (padded * interval), amplitudes, blocks, duration: size * interval, noiseSteps: (padded * squares) / (total * total) };
}

/** Adds |X|² of a block, up to half of the sampling rate. */
function addPower(samples: Float64Array, weights: Float64Array, padded: number, powers: Float64Array): void {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / samples.length;
  const re = new Float64Array(padded);
  const im = new Float64Array(padded);
  for (let i = 0; i < samples.length; i++) re[i] = (samples[i]! - mean) * weights[i]!;
  fourier(re, im);
  for (let k = 0; k < powers.length; k++) powers[k]! += re[k]! * re[k]! + im[k]! * im[k]!;
}
