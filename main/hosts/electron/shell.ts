import { app, dialog, Menu } from 'electron';
import { join } from 'node:path';
import { toErrorShape } from '../../../common/errors.ts';
import type { Workstation, WorkstationOptions } from '../../session.ts';
import { loadScreenFiles } from '../screen-files.ts';
import { askWhereToSave } from './downloads.ts';
import { guardEverything } from './guards.ts';
import type { LaunchOptions } from './launch-options.ts';
import { menu } from './menu.ts';
import { answerRequests } from './requests.ts';
import { registerScreenScheme, serveScreens } from './screen-protocol.ts';
import { ScreenWindows } from './windows.ts';

export interface Shell {
  options: LaunchOptions;
  /** Folder of the built screens. */
  screens: string;
  /** Path of the built bridge. */
  preload: string;
  open(options: WorkstationOptions): Promise<Workstation>;
}

/** Runs the desktop shell: one process a data folder; a second start brings the first one's window to the front. */
export function runShell(shell: Shell): void {
  app.enableSandbox();
  registerScreenScheme();
  app.setPath('userData', join(shell.options.dataDir, 'shell'));
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app
    .whenReady()
    .then(() => show(shell))
    .catch((error: unknown) => {
      const { message } = toErrorShape(error);
      process.stderr.write(`${message}\n`);
      dialog.showErrorBox('Lapwing cannot start', message);
      app.exit(1);
    });
}

async function show({ options, screens, preload, open }: Shell): Promise<void> {
  const files = await loadScreenFiles(screens);
  const { dataDir, brokers, link, retention } = options;
  const workstation = await open({ dataDir, brokers, link, ...(retention && { retention }) });
  closeBeforeQuit(workstation);
  const windows = new ScreenWindows(workstation, preload);
  guardEverything((address) => windows.open(address));
  askWhereToSave();
  serveScreens(files);
  windows.open();
  answerRequests((contentsId) => windows.sessionOf(contentsId));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu((screen) => windows.show(screen))));
  app.on('second-instance', () => windows.focus());
  app.on('window-all-closed', () => app.quit());
  if (options.race) await startRace(workstation);
}

async function startRace(workstation: Workstation): Promise<void> {
  const session = workstation.open({ event() {}, live() {} });
  try {
    await session.request('race.start', {});
  } catch (error) {
    dialog.showErrorBox('The race could not be started', toErrorShape(error).message);
  } finally {
    session.close();
  }
}

/** The program ends when what is on disk is closed, not before. */
function closeBeforeQuit(workstation: Workstation): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    void workstation.close().finally(() => {
      state = 'closed';
      app.quit();
    });
  });
}
