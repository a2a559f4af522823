import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { REQUEST_CHANNEL } from '../../../common/bridge.ts';
import { LapwingError } from '../../../common/errors.ts';
import { SCREENS } from '../../../common/screens.ts';
import { runShell, type Shell } from '../../../main/hosts/electron/shell.ts';
import { StandInWorkstation } from '../stand-in-workstation.ts';
import { builtScreens } from '../web/http.ts';
import { app, BrowserWindow, dialog, DownloadItem, ipcMain, Menu, protocol, resetElectron, session, shell } from './stand-in-electron.ts';

vi.mock('electron', () => import('./stand-in-electron.ts'));

let screens: string;
let workstation: StandInWorkstation;

const start = async (change: Partial<Shell> = {}): Promise<BrowserWindow> => {
  runShell({
    options: { dataDir: '/data', brokers: [], race: false },
    screens,
    preload: '/built/preload.cjs',
    open: async () => workstation,
    ...change,
  });
  await vi.waitFor(() => expect(Menu.current.length + app.exit.mock.calls.length).toBeGreaterThan(0));
  return BrowserWindow.all[0]!;
};

const ask = (sender: number, frame: unknown, name: unknown, params: unknown = {}): unknown =>
  ipcMain.handlers.get(REQUEST_CHANNEL)!({ sender: { id: sender }, senderFrame: frame }, name, params);

const home = { url: 'app://lapwing/', parent: null };

beforeEach(() => {
  resetElectron();
  screens = builtScreens();
  workstation = new StandInWorkstation();
});

afterEach(() => rmSync(screens, { recursive: true }));

test('the window is sandboxed and shows our page', async () => {
  const window = await start();
  expect(app.enableSandbox).toHaveBeenCalled();
  expect(window.address).toBe('app://lapwing/');
  expect(window.options['webPreferences']).toEqual({
    preload: '/built/preload.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  });
  expect(window.show).not.toHaveBeenCalled();
  window.emit('ready-to-show');
  expect(window.show).toHaveBeenCalled();
});

test('a second start ends and brings the first one to the front', async () => {
  const window = await start();
  window.minimized = true;
  app.emit('second-instance');
  expect(window.restore).toHaveBeenCalled();
  expect(window.focus).toHaveBeenCalled();

  app.first = false;
  const open = vi.fn<Shell['open']>();
  runShell({ options: { dataDir: '/data', brokers: [], race: false }, screens, preload: '', open });
  await new Promise(setImmediate);
  expect(app.quit).toHaveBeenCalled();
  expect(open).not.toHaveBeenCalled();
  expect(BrowserWindow.all).toHaveLength(1);
});

test('one program a data folder: what the lock goes by lies inside it', async () => {
  await start();
  expect(app.paths.get('userData')).toBe(join('/data', 'shell'));
});

test('the screens have an origin of their own, from an allow-list, under the strict policy', async () => {
  await start();
  expect(protocol.privileged).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
  const serve = (url: string, method = 'GET'): Response => protocol.handlers.get('app')!({ url, method });
  const page = serve('app://lapwing/');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<title>Lapwing</title>');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
  expect(serve('app://lapwing/assets/app-1a2b.js?x#y').headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  for (const url of ['app://lapwing/../package.json', 'app://lapwing/..%2f..%2fetc/passwd', 'app://lapwing/none', 'app://other/', 'app://lapwing@other/']) {
    expect([url, serve(url).status]).toEqual([url, 404]);
  }
  expect(serve('app://lapwing/', 'POST').status).toBe(404);
});

test('our page is answered', async () => {
  const { webContents } = await start();
  expect(await ask(webContents.id, home, 'track', { name: 'park' })).toEqual({ result: { name: 'track', params: { name: 'park' } } });
  expect(await ask(webContents.id, home, 'fail')).toEqual({ error: { code: 'E_TRACK', message: 'There is no track called Nowhere.' } });
  expect(await ask(webContents.id, home, { toString: () => 'track' })).toMatchObject({ error: { code: 'E_REQUEST' } });
});

test.each([
  ['a page from elsewhere', { url: 'https://evil.example/?next=app://lapwing/', parent: null }],
  ['a host that looks like ours', { url: 'app://lapwing.evil.example/', parent: null }],
  ['our name as a user name', { url: 'app://lapwing@evil/', parent: null }],
  ['a file', { url: 'file:///lapwing/', parent: null }],
  ['a frame inside our page', { url: 'app://lapwing/', parent: home }],
  ['an address that is none', { url: '', parent: null }],
  ['a frame that is gone', null],
])('a request from %s is refused', async (_who, frame) => {
  const { webContents } = await start();
  expect(await ask(webContents.id, frame, 'track')).toMatchObject({ error: { code: 'E_SENDER' } });
});

test('a request from contents that are no window of ours is refused', async () => {
  const { webContents } = await start();
  expect(await ask(webContents.id + 1000, home, 'track')).toMatchObject({ error: { code: 'E_SENDER' } });
});

test.each(['will-frame-navigate', 'will-redirect'])('%s keeps to our page', async (event) => {
  const { webContents } = await start();
  expect(webContents.leaves(event, 'app://lapwing/#sql')).toBe(false);
  expect(webContents.leaves(event, 'app://lapwing/', false)).toBe(true);
  for (const url of ['https://evil.example/', 'http://127.0.0.1/', 'file:///etc/passwd', 'app://lapwing.evil/', 'javascript:alert(1)', 'data:text/html,x']) {
    expect([url, webContents.leaves(event, url)]).toEqual([url, true]);
  }
});

test('one more window of a page of ours is made here, answered by a session of its own, and its session ends with it', async () => {
  const first = await start();
  expect(first.webContents.openHandler({ url: 'app://lapwing/#/tyres' })).toEqual({ action: 'deny' });
  const second = BrowserWindow.all[1]!;
  expect(second.address).toBe('app://lapwing/#/tyres');
  expect(second.options).toEqual(first.options);
  expect(workstation.listeners.size).toBe(2);
  for (const { webContents } of [first, second]) expect(await ask(webContents.id, home, 'track')).toEqual({ result: { name: 'track', params: {} } });
  expect(second.webContents.leaves('will-frame-navigate', 'https://evil.example/')).toBe(true);
  second.emit('closed');
  expect(workstation.listeners.size).toBe(1);
  expect(await ask(second.webContents.id, home, 'track')).toMatchObject({ error: { code: 'E_SENDER' } });
});

test('the menu and a second start are for the window that was used last', async () => {
  const first = await start();
  first.webContents.openHandler({ url: 'app://lapwing/' });
  const second = BrowserWindow.all[1]!;
  const sql = Menu.current.find(({ label }) => label === 'Screens')!.submenu!.find(({ label }) => label === 'SQL')!;
  sql.click!();
  expect([first.address, second.address]).toEqual(['app://lapwing/', 'app://lapwing/#/sql']);
  first.emit('focus');
  sql.click!();
  expect(first.address).toBe('app://lapwing/#/sql');
  second.emit('focus');
  second.emit('closed');
  app.emit('second-instance');
  expect(first.focus).toHaveBeenCalled();
});

test('no page opens a window of another, or a web view', async () => {
  const { webContents } = await start();
  for (const url of ['app://lapwing.evil/', 'file:///etc/passwd', 'https://example.org/', 'about:blank']) expect(webContents.openHandler({ url })).toEqual({ action: 'deny' });
  expect(BrowserWindow.all).toHaveLength(1);
  const preventDefault = vi.fn<() => void>();
  webContents.emit('will-attach-webview', { preventDefault });
  expect(preventDefault).toHaveBeenCalled();
});

test('an https page opens outside, when the person agrees', async () => {
  const { webContents } = await start();
  webContents.openHandler({ url: 'https://example.org/a' });
  await vi.waitFor(() => expect(dialog.showMessageBox).toHaveBeenCalledTimes(1));
  expect(shell.openExternal).not.toHaveBeenCalled();
  dialog.showMessageBox.mockResolvedValueOnce({ response: 0 });
  webContents.openHandler({ url: 'https://example.org/a' });
  await vi.waitFor(() => expect(shell.openExternal).toHaveBeenCalledWith('https://example.org/a'));
  for (const url of ['http://example.org', 'file:///etc/passwd', 'smb://host/x', 'javascript:alert(1)', 'nonsense']) {
    webContents.openHandler({ url });
  }
  expect(dialog.showMessageBox).toHaveBeenCalledTimes(2);
});

test.each([
  ['lapwing-20260124-153012.csv', 'lapwing-20260124-153012.csv'],
  ['../../.config/autostart/x.desktop', 'config autostart x.desktop'],
  ['..\\..\\x.exe', 'x.exe'],
  ['report\u202efdp.exe', 'report fdp.exe'],
  ['a\u0000b\n.csv', 'a b .csv'],
  ['..', 'lapwing'],
  ['', 'lapwing'],
])('what a screen saves, %j, is asked for by the system, under the name %j', async (name, offered) => {
  await start();
  const item = new DownloadItem('blob:app://lapwing/3f2a', name);
  const preventDefault = vi.fn<() => void>();
  session.defaultSession.emit('will-download', { preventDefault }, item);
  expect(item.asked).toEqual({ title: 'Save', defaultPath: join('/home/downloads', offered) });
  expect(preventDefault).not.toHaveBeenCalled();
});

test.each(['https://example.com/x.exe', 'blob:https://example.com/3f2a', 'app://lapwing/index.html', 'data:text/plain,x', 'file:///etc/passwd', 'blob:app://lapwing.example/3f2a'])(
  '%s is not saved',
  async (url) => {
    await start();
    const item = new DownloadItem(url, 'x.csv');
    const preventDefault = vi.fn<() => void>();
    session.defaultSession.emit('will-download', { preventDefault }, item);
    expect(preventDefault).toHaveBeenCalled();
    expect(item.asked).toBeUndefined();
  },
);

test('no permission is given', async () => {
  await start();
  const answer = vi.fn<(granted: boolean) => void>();
  session.defaultSession.request!({}, 'media', answer);
  expect(answer).toHaveBeenCalledWith(false);
  expect([session.defaultSession.check!(), session.defaultSession.device!()]).toEqual([false, false]);
});

test('events and live packets go to the window, bytes as bytes', async () => {
  const { webContents } = await start();
  const packet = new Uint8Array([1, 2, 3]);
  workstation.listener.event('notice', { level: 'info', text: 'green flag' });
  workstation.listener.live(packet);
  expect(webContents.sent).toEqual([
    ['lapwing:event', 'notice', { level: 'info', text: 'green flag' }],
    ['lapwing:live', packet],
  ]);
});

test('a page that is loaded again starts with a session of its own', async () => {
  const { webContents } = await start();
  const before = workstation.listener;
  webContents.emit('did-navigate');
  expect(workstation.listeners.size).toBe(1);
  expect(workstation.listener).not.toBe(before);
});

test('a page that stopped is loaded again and says so, but not for ever', async () => {
  const { webContents } = await start();
  webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
  expect(webContents.reload).not.toHaveBeenCalled();
  webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  expect(webContents.reload).toHaveBeenCalledTimes(1);
  webContents.emit('did-finish-load');
  expect(webContents.sent.at(-1)).toMatchObject(['lapwing:event', 'notice', { level: 'warning', text: expect.stringContaining('crashed') }]);
  for (let i = 0; i < 5; i++) webContents.emit('render-process-gone', {}, { reason: 'oom' });
  expect(webContents.reload).toHaveBeenCalledTimes(3);
  expect(dialog.showErrorBox).toHaveBeenCalled();
});

test('nothing is sent to a page that has stopped', async () => {
  const { webContents } = await start();
  webContents.crashed = true;
  workstation.listener.event('notice', { level: 'info', text: 'green flag' });
  expect(webContents.sent).toEqual([]);
});

test('the menu shows each screen under its key, without loading the page again', async () => {
  const window = await start();
  const { listener } = workstation;
  const items = Menu.current.find((entry) => entry.label === 'Screens')!.submenu!;
  expect(items.map((item) => [item.label, item.accelerator])).toEqual(SCREENS.map(([, title], i) => [title, `CommandOrControl+${i + 1}`]));
  items[1]!.click!();
  expect(window.address).toBe(`app://lapwing/#/${SCREENS[1][0]}`);
  expect(workstation.listener).toBe(listener);
});

test('closing the window ends the program when the workstation is closed, and not before', async () => {
  const window = await start();
  let closed = (): void => {};
  workstation.close = () => new Promise((resolve) => (closed = resolve));
  window.emit('closed');
  expect(workstation.listeners.size).toBe(0);
  app.emit('window-all-closed');
  expect(app.quit).toHaveBeenCalledTimes(1);
  const preventDefault = vi.fn<() => void>();
  app.emit('will-quit', { preventDefault });
  app.emit('will-quit', { preventDefault });
  expect(preventDefault).toHaveBeenCalledTimes(2);
  expect(app.quit).toHaveBeenCalledTimes(1);
  closed();
  await vi.waitFor(() => expect(app.quit).toHaveBeenCalledTimes(2));
  app.emit('will-quit', { preventDefault });
  expect(preventDefault).toHaveBeenCalledTimes(2);
});

test('with --race a race is started', async () => {
  const asked: unknown[] = [];
  const open = workstation.open.bind(workstation);
  workstation.open = (listener) => {
    const inner = open(listener);
    return { ...inner, request: (name, params) => (asked.push([name, params]), inner.request(name, params)) };
  };
  await start({ options: { dataDir: '/data', brokers: ['b:1'], race: true } });
  await vi.waitFor(() => expect(asked).toEqual([['race.start', {}]]));
  await vi.waitFor(() => expect(workstation.listeners.size).toBe(1));
});

test('a workstation that cannot open says why and ends', async () => {
  await start({ open: () => Promise.reject(new LapwingError('E_DATA_DIR', 'The data folder /data cannot be used.')) });
  expect(dialog.showErrorBox).toHaveBeenCalledWith('Lapwing cannot start', 'The data folder /data cannot be used.');
  expect(app.exit).toHaveBeenCalledWith(1);
  expect(BrowserWindow.all).toEqual([]);
});
