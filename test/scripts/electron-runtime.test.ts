import { expect, test } from 'vitest';
import { fetchRuntime, whyNoWindow } from '../../scripts/electron-runtime.ts';

const installer = (code: string) => ({ program: process.execPath, args: ['-e', code], firstByteMs: 1500, totalMs: 60_000 });
const writing = "require('node:fs').writeFileSync(require('node:path').join(require('node:os').tmpdir(), 'part'), 'x');";
const idle = 'setInterval(() => {}, 1000);';

test.each([
  [{ DISPLAY: ':0' }, 'linux', 1000, null],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', 1000, null],
  [{}, 'linux', 1000, 'there is no display'],
  [{ DISPLAY: '' }, 'linux', 1000, 'there is no display'],
  [{ DISPLAY: ':0' }, 'linux', 0, "Electron's sandbox does not run as root, and Lapwing does not run without it"],
  [{}, 'darwin', 501, null],
  [{}, 'win32', undefined, null],
  [{ LAPWING_NO_ELECTRON: '1' }, 'darwin', 501, 'LAPWING_NO_ELECTRON is set'],
])('with %j on %s as user %s: %s', (env, platform, uid, why) => {
  expect(whyNoWindow(env, platform, uid)).toBe(why);
});

test('a fetch that works says so at the start only', async () => {
  const lines: string[] = [];
  expect(await fetchRuntime((line) => lines.push(line), installer(writing))).toBeNull();
  expect(lines).toHaveLength(1);
});

test('no network is named as such', async () => {
  const why = await fetchRuntime(() => {}, installer("throw new TypeError('fetch failed')"));
  expect(why).toBe('the Electron runtime could not be fetched (no connection to where it lies)');
});

test('another failure gives its own line', async () => {
  const why = await fetchRuntime(() => {}, installer("console.error(new Error('checksum mismatch').stack); process.exit(1)"));
  expect(why).toBe('the Electron runtime could not be fetched (Error: checksum mismatch)');
});

test('a fetch that never begins is ended', async () => {
  const why = await fetchRuntime(() => {}, installer(idle));
  expect(why).toBe('the Electron runtime could not be fetched (the download did not begin)');
});

test('a fetch that goes on for ever is ended', async () => {
  const why = await fetchRuntime(() => {}, { ...installer(writing + idle), totalMs: 2500 });
  expect(why).toBe('the Electron runtime could not be fetched (the download took too long)');
});
