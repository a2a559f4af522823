import { expect, test } from 'vitest';
import { opener } from '../../scripts/open-browser.ts';

test('a browser is opened only where there is a screen', () => {
  expect(opener({}, 'linux')).toBeNull();
  expect(opener({ DISPLAY: ':0' }, 'linux')).toEqual(['xdg-open']);
  expect(opener({}, 'darwin')).toEqual(['open']);
  expect(opener({}, 'win32')).toEqual(['cmd', '/c', 'start', '']);
});
