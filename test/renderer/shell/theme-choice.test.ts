import { expect, it } from 'vitest';
import { themeOf } from '../../../renderer/shell/theme-choice.ts';

it('takes a kept word that is no theme for the system’s', () => {
  expect(themeOf('sunlight')).toBe('sunlight');
  expect(themeOf('neon')).toBe('system');
  expect(themeOf(null)).toBe('system');
});
