import { expect, test } from 'vitest';
import { defaultDataDir } from '../../../main/installation.ts';
import { launchOptions } from '../../../main/hosts/electron/launch-options.ts';

test('without options the usual data folder and no race', () => {
  expect(launchOptions([])).toEqual({ dataDir: defaultDataDir(), brokers: [], race: false });
});

test('ours are read among those that Chromium adds', () => {
  const argv = ['--enable-features=X', '--race', '--data', '/d', '--brokers=a:1,b:2', '--no-first-run', 'some-file'];
  expect(launchOptions(argv)).toEqual({ dataDir: '/d', brokers: ['a:1', 'b:2'], race: true });
});
