import { app, session } from 'electron';
import { join } from 'node:path';
import { isOurs } from './address.ts';

/** What no system takes in a file's name, and what hides or turns round its end. */
const NOT_IN_NAMES = /[\p{Cc}\p{Cf}<>:"/\\|?*]+/gu;

/** A name alone, without folders and whatever a page may have put into it. */
export function safeFileName(name: string): string {
  return name.replace(NOT_IN_NAMES, ' ').replace(/^[\s.]+|[\s.]+$/g, '').slice(-150) || 'lapwing';
}

/** What a screen exports goes where the person says, and nowhere before; what comes from elsewhere is not saved. */
export function askWhereToSave(): void {
  session.defaultSession.on('will-download', (event, item) => {
    const url = item.getURL();
    if (!url.startsWith('blob:') || !isOurs(url.slice('blob:'.length))) return event.preventDefault();
    item.setSaveDialogOptions({ title: 'Save', defaultPath: join(app.getPath('downloads'), safeFileName(item.getFilename())) });
  });
}
