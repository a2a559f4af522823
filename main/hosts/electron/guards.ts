import { app, dialog, session, shell, type WebContents } from 'electron';
import { isOurs } from './address.ts';

/** Asks before an https page is opened in the person's browser; any other address goes nowhere. */
async function offerOutside(address: string): Promise<void> {
  const url = URL.parse(address);
  if (url?.protocol !== 'https:') return;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    message: `Open ${url.host} in your browser?`,
    detail: url.href.slice(0, 500),
  });
  if (response === 0) await shell.openExternal(url.href);
}

function guardContents(contents: WebContents, openOurs: (address: string) => void): void {
  const stay = (event: { preventDefault(): void; url: string; isMainFrame: boolean }): void => {
    if (event.isMainFrame && isOurs(event.url)) return;
    event.preventDefault();
    void offerOutside(event.url);
  };
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // The window of a page of ours is made here, guarded like the first one; what a page makes itself never is.
    if (isOurs(url)) openOurs(url);
    else void offerOutside(url);
    return { action: 'deny' };
  });
}

/**
 * No page leaves, none is given a device or a permission, and none but our own opens in a window of the program. Before the first window.
 * @param openOurs opens one more window with a page of ours
 */
export function guardEverything(openOurs: (address: string) => void): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, openOurs));
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
}
