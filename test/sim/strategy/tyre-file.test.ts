import { expect, test } from 'vitest';
import { readTyreSets } from '../../../sim/strategy/tyre-file.ts';

const settings = { tire_deg_model: 'lin' as const, t_add_coldtires: 1, mult_tiredeg_sc: 0.25, mult_tiredeg_fcy: 0.5 };

test('compounds are what is a table; one that was not fitted is not there', () => {
  const tyres = readTyreSets({ ...settings, A3: { k_0: 1, k_1_lin: 0.1, k_1_quad: null }, W: { k_0: null, k_1_lin: null }, A4: null }, 'tyres');
  expect(tyres).toEqual({ model: 'lin', cold: 1, wearBehindSafetyCar: 0.25, wearSlow: 0.5, compounds: { A3: { k_0: 1, k_1_lin: 0.1 } } });
});

test('a coefficient that is no number is named', () => {
  expect(() => readTyreSets({ ...settings, A3: { k_0: 1, k_1_lin: 'much' } }, 'tyres')).toThrow('tyres.A3.k_1_lin: must be a number, not "much"');
});
