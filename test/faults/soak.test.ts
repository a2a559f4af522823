import { expect, test } from 'vitest';
import { plan } from './soak.ts';

test('a soak is planned by its seed, as long as it is asked to be, with every kind of fault', () => {
  const trials = plan(7, 1_200_000);
  expect(plan(7, 1_200_000)).toEqual(trials);
  expect(plan(8, 1_200_000)).not.toEqual(trials);
  expect(new Set(trials.map(({ kind }) => kind)).size).toBe(9);
  expect(trials.length).toBeGreaterThan(50);
});
