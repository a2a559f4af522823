import { expect, it } from 'vitest';
import { faint } from '../../../renderer/charts/theme.ts';

it('makes colours faint, those that the build has shortened too', () => {
  expect(faint('#11161e', 0.85)).toBe('#11161ed9');
  expect(faint('#fff', 0.85)).toBe('#ffffffd9');
  expect(faint('#F80', 0)).toBe('#FF880000');
});
