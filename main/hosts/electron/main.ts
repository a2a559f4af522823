import { app } from 'electron';
import { fileURLToPath } from 'node:url';
import { openWorkstation } from '../../workstation.ts';
import { launchOptions } from './launch-options.ts';
import { runShell } from './shell.ts';

/** The built shell's entry: `dist/electron/main.js`, beside the preload, next to `dist/renderer`. */
runShell({
  options: launchOptions(process.argv.slice(app.isPackaged ? 1 : 2)),
  screens: fileURLToPath(new URL('../renderer', import.meta.url)),
  preload: fileURLToPath(new URL('preload.cjs', import.meta.url)),
  open: openWorkstation,
});
