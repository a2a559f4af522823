import { expect, it } from 'vitest';
import { discBand, treadBand } from '../../../renderer/car/bands.ts';

it('sorts a tread by the window of its compound', () => {
  const window = { from: 70, to: 110 };
  expect([69.9, 70, 110, 110.1].map((temperature) => treadBand(temperature, window))).toEqual(['cold', 'good', 'good', 'hot']);
  expect(treadBand(90, undefined)).toBeNull();
  expect(treadBand(NaN, window)).toBeNull();
});

it('sorts a disc by the friction it has lost, and the way it has lost it', () => {
  expect(discBand(700, 100)).toBe('good');
  expect(discBand(120, 90)).toBe('cold');
  expect(discBand(1200, 90)).toBe('hot');
  expect(discBand(700, 90)).toBe('hot');
  expect(discBand(NaN, 90)).toBeNull();
});
