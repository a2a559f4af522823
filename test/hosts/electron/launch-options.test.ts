import { expect, test } from 'vitest';
import { defaultDataDir } from '../../../main/installation.ts';
import { launchOptions } from '../../../main/hosts/electron/launch-options.ts';

test('without options the usual data folder and no race', () => {
  expect(launchOptions([])).toEqual({ dataDir: defaultDataDir(), brokers: [], race: false });
});

test('what is to be kept is read, and what is no amount is passed over', () => {
  expect(launchOptions(['--keep-days', '7', '--keep-gb=0.5']).retention).toEqual({ age: 604_800_000, bytes: 0.5e9 });
  expect(launchOptions(['--keep-days', 'many', '--keep-gb=-1']).retention).toBe(undefined);
});

test('ours are read among those that Chromium adds', () => {
  const argv = ['--enable-features=X', '--race', '--data', '/d', '--brokers=a:1,b:2', '--no-first-run', 'some-file'];
  expect(launchOptions(argv)).toEqual({ dataDir: '/d', brokers: ['a:1', 'b:2'], race: true });
});
