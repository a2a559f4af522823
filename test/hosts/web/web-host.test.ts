import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startWebHost, type WebHost } from '../../../main/hosts/web/web-host.ts';
import { StandInWorkstation } from '../stand-in-workstation.ts';
import { builtScreens, connect, get, outcome, pair } from './http.ts';

let root: string;
let workstation: StandInWorkstation;
let host: WebHost;
let refused: string[];

beforeEach(async () => {
  root = builtScreens();
  workstation = new StandInWorkstation();
  refused = [];
  host = await startWebHost({ workstation, root, onRefused: (line) => refused.push(line) });
});

afterEach(async () => {
  await host.close();
  rmSync(root, { recursive: true });
});

test('the printed address holds a token of 256 bits and listens on loopback', () => {
  const url = new URL(host.url);
  expect(url.hostname).toBe('127.0.0.1');
  expect(Buffer.from(url.searchParams.get('token')!, 'base64url')).toHaveLength(32);
});

test('the token is exchanged for a cookie that scripts and other sites do not see', async () => {
  const reply = await get(host.port, `/${new URL(host.url).search}`);
  expect(reply.status).toBe(303);
  expect(reply.headers.location).toBe('/');
  const cookie = reply.headers['set-cookie']![0]!;
  expect(cookie).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
  expect(cookie).not.toContain(new URL(host.url).searchParams.get('token'));
});

test('a link on another site still leads in: the page reloads itself with the cookie', async () => {
  const reply = await get(host.port, `/${new URL(host.url).search}`, { 'Sec-Fetch-Site': 'cross-site' });
  expect(reply.status).toBe(200);
  expect(reply.headers['set-cookie']).toHaveLength(1);
  expect(reply.body).toContain('http-equiv="refresh"');
});

test('with the cookie the screens are served under a strict policy', async () => {
  const cookie = await pair(host.url, host.port);
  const page = await get(host.port, '/', { cookie });
  expect(page.status).toBe(200);
  expect(page.body).toContain('<title>Lapwing</title>');
  expect(page.headers).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
      "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  });
  const script = await get(host.port, '/assets/app-1a2b.js', { cookie });
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(script.headers['access-control-allow-origin']).toBeUndefined();
  expect((await get(host.port, '/', { cookie }, 'HEAD')).body).toBe('');
});

test.each(['/', '/index.html', '/assets/app-1a2b.js'])('without the cookie %s stays closed', async (path) => {
  const reply = await get(host.port, path);
  expect(reply.status).toBe(401);
  expect(reply.body).toMatch(/^This workstation needs its token: open the whole address .+\n$/);
});

test.each(['/../package.json', '/assets/../../etc/passwd', '/..%2f..%2fetc/passwd', '/assets/app-1a2b.js.map', '//', '/%00', '/constructor'])(
  'a path outside the screens is nothing: %s',
  async (path) => {
    const cookie = await pair(host.url, host.port);
    expect((await get(host.port, path, { cookie })).status).toBeGreaterThanOrEqual(400);
  },
);

test('other methods are refused', async () => {
  const cookie = await pair(host.url, host.port);
  expect((await get(host.port, '/', { cookie }, 'POST')).status).toBe(405);
});

test('row 23: a host that is not ours is refused, whatever it looks like', async () => {
  const cookie = await pair(host.url, host.port);
  const status = async (name: string): Promise<number> => (await get(host.port, '/', { cookie, host: name })).status;
  for (const name of ['attacker.example', `attacker.example:${host.port}`, `127.0.0.1.evil.com:${host.port}`, '127.0.0.1', `127.0.0.1:${host.port + 1}`]) {
    expect([name, await status(name)]).toEqual([name, 421]);
  }
  for (const name of ['localhost', 'LOCALHOST', '127.0.0.1', '[::1]']) {
    expect([name, await status(`${name}:${host.port}`)]).toEqual([name, 200]);
  }
  expect(await outcome(connect(host.port, { cookie, host: 'attacker.example' }))).toBe(421);
});

test('row 22: a socket from another origin, from none or from "null" is refused and logged once', async () => {
  const cookie = await pair(host.url, host.port);
  for (const origin of ['https://evil.example', 'null', undefined, `https://127.0.0.1:${host.port}`, `http://127.0.0.1:${host.port}.evil.example`]) {
    expect([origin, await outcome(connect(host.port, { cookie, origin }))]).toEqual([origin, 403]);
  }
  expect(refused).toEqual(['a connection from "https://evil.example" was refused: the origin is not allowed']);
  expect(workstation.listeners.size).toBe(0);
  const socket = connect(host.port, { cookie, origin: `http://localhost:${host.port}` });
  expect(await outcome(socket)).toBe(101);
});

test('row 24: wrong tokens are refused, then no longer looked at, and an open screen stays open', async () => {
  const cookie = await pair(host.url, host.port);
  const statuses: number[] = [];
  for (let i = 0; i < 40; i++) statuses.push((await get(host.port, `/?token=guess${i}`)).status);
  expect(statuses).toEqual([...Array<number>(10).fill(401), ...Array<number>(30).fill(429)]);
  expect((await get(host.port, `/${new URL(host.url).search}`)).status).toBe(429);
  expect((await get(host.port, '/', { cookie })).status).toBe(200);
});

test('row 24: a socket without the cookie, or with a guessed one, is refused', async () => {
  expect(await outcome(connect(host.port, {}))).toBe(401);
  expect(await outcome(connect(host.port, { cookie: `lapwing_${host.port}=guess` }))).toBe(401);
});

test('row 24: twenty screens, and no more; one that leaves makes room', async () => {
  const cookie = await pair(host.url, host.port);
  const sockets = Array.from({ length: 20 }, () => connect(host.port, { cookie }));
  expect(await Promise.all(sockets.map(outcome))).toEqual(Array<number>(20).fill(101));
  expect(await outcome(connect(host.port, { cookie }))).toBe(503);
  sockets[0]!.close();
  await expect.poll(() => workstation.listeners.size).toBe(19);
  expect(await outcome(connect(host.port, { cookie }))).toBe(101);
});

test('a socket elsewhere than where screens connect is refused', async () => {
  const cookie = await pair(host.url, host.port);
  expect(await outcome(connect(host.port, { cookie }, '/elsewhere'))).toBe(404);
});

test('a port in use names the way out', async () => {
  await expect(startWebHost({ workstation, root, port: host.port })).rejects.toMatchObject({
    code: 'E_PORT',
    message: `port ${host.port} is in use: choose another with --port`,
  });
});

test('an address of another machine names the way out', async () => {
  await expect(startWebHost({ workstation, root, host: '192.0.2.1' })).rejects.toMatchObject({ code: 'E_HOST' });
});

test('screens that are not built name the command', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'lapwing-empty-'));
  await expect(startWebHost({ workstation, root: empty })).rejects.toMatchObject({
    code: 'E_BUILD',
    message: expect.stringContaining('run "npm run build"'),
  });
  await expect(startWebHost({ workstation, root: join(empty, 'missing') })).rejects.toMatchObject({ code: 'E_BUILD' });
  rmSync(empty, { recursive: true });
});

test('what changes on disk after the start is not served', async () => {
  const cookie = await pair(host.url, host.port);
  writeFileSync(join(root, 'late.html'), 'late');
  expect((await get(host.port, '/late.html', { cookie })).status).toBe(404);
});

test('closing ends the open screens', async () => {
  const cookie = await pair(host.url, host.port);
  const socket = connect(host.port, { cookie });
  await outcome(socket);
  const gone = new Promise((resolve) => socket.on('close', resolve));
  await host.close();
  await gone;
  expect(workstation.listeners.size).toBe(0);
  host = await startWebHost({ workstation, root });
});
