import { protocol } from 'electron';
import type { ScreenFiles } from '../screen-files.ts';
import { SCREEN_HEADERS } from '../screen-headers.ts';
import { isOurs, SCHEME } from './address.ts';

/** Gives the screens an origin of their own. Before the app is ready. */
export function registerScreenScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the screens' files and nothing else. When the app is ready. */
export function serveScreens(files: ScreenFiles): void {
  protocol.handle(SCHEME, ({ url, method }) => {
    const file = isOurs(url) && method === 'GET' ? files.get(new URL(url).pathname) : undefined;
    if (!file) return new Response('There is nothing here.\n', { status: 404, headers: SCREEN_HEADERS });
    return new Response(file.body, { headers: { ...SCREEN_HEADERS, 'Content-Type': file.type } });
  });
}
