import { expect, test } from 'vitest';
import { csv, lapTime, table } from '../../../main/hosts/cli/output.ts';

test('a table has its numbers to the right and shows what could move the cursor', () => {
  expect(table(['car', 'mps'], [['car7', 71.5], ['a\u001b[2J', 3]]).split('\n')).toEqual([
    'car          mps',
    '----------  ----',
    'car7        71.5',
    'a\\u001b[2J     3',
    '',
  ]);
});

test('CSV quotes what must be quoted and defuses formulas, but not numbers', () => {
  expect(csv(['a', 'b'], [['=HYPERLINK("http://x")', -3.5], ['plain, with comma', null]])).toBe(
    `a,b\r\n"'=HYPERLINK(""http://x"")",-3.5\r\n"plain, with comma",\r\n`,
  );
});

test.each([
  [83.4167, '1:23.417'],
  [59.9996, '1:00.000'],
  [9.5, '9.500'],
  [null, ''],
])('%s s is %s', (seconds, text) => {
  expect(lapTime(seconds)).toBe(text);
});
