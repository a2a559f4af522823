import { expect, test } from 'vitest';
import { retentionOption } from '../../../main/hosts/cli/retention.ts';

const read = (options: Record<string, string>) => retentionOption({ options, arguments: [] });

test('what is kept is said in days and gigabytes; nothing said, everything is kept', () => {
  expect(read({})).toEqual({});
  expect(read({ 'keep-days': '0.5', 'keep-gb': '20' })).toEqual({ retention: { age: 43_200_000, bytes: 20e9 } });
  for (const wrong of ['0', '-1', 'many', 'Infinity']) expect(() => read({ 'keep-gb': wrong })).toThrow(`--keep-gb ${wrong}: not an amount above 0.`);
});
