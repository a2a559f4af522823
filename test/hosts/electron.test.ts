import { vi } from 'vitest';
import { EVENT_CHANNEL, LIVE_CHANNEL, REQUEST_CHANNEL, type Answer } from '../../common/bridge.ts';
import { runShell } from '../../main/hosts/electron/shell.ts';
import type { Workstation } from '../../main/session.ts';
import { describeHost, type Client } from './contract.ts';
import { BrowserWindow, ipcMain, Menu, resetElectron } from './electron/stand-in-electron.ts';
import { builtScreens } from './web/http.ts';

vi.mock('electron', () => import('./electron/stand-in-electron.ts'));

async function windowOf(workstation: Workstation): Promise<BrowserWindow> {
  resetElectron();
  runShell({
    options: { dataDir: '/data', brokers: [], race: false },
    screens: builtScreens(),
    preload: '/built/preload.cjs',
    open: async () => workstation,
  });
  await vi.waitFor(() => {
    if (Menu.current.length === 0) throw new Error('the shell has not started');
  });
  return BrowserWindow.all[0]!;
}

/** What Electron carries between processes is cloned, not shared. */
const cloned = <T>(value: T): T => structuredClone(value);

describeHost('the desktop shell, over a stand-in for Electron', async (workstation) => {
  const windows: BrowserWindow[] = [];
  return {
    async connect(): Promise<Client> {
      const window = await windowOf(workstation);
      windows.push(window);
      const { webContents } = window;
      const handle = ipcMain.handlers.get(REQUEST_CHANNEL)!;
      const listeners: Parameters<Client['onEvent']>[0][] = [];
      const live: Parameters<Client['onLive']>[0][] = [];
      webContents.send = (channel, ...values) => {
        if (channel === EVENT_CHANNEL) for (const listener of listeners) listener(values[0] as string, cloned(values[1]));
        if (channel === LIVE_CHANNEL) for (const listener of live) listener(cloned(values[0] as Uint8Array));
      };
      const frame = { url: 'app://lapwing/', parent: null };
      return {
        ask: async (name, params) =>
          cloned(await handle({ sender: { id: webContents.id }, senderFrame: frame }, name, cloned(params))) as Answer,
        onEvent: (listener) => void listeners.push(listener),
        onLive: (listener) => void live.push(listener),
      };
    },
    async close() {
      for (const window of windows) window.emit('closed');
    },
  };
});
