import type { MenuItemConstructorOptions } from 'electron';
import { SCREENS, type ScreenName } from '../../../common/screens.ts';

/** The application menu: what every program has, and a screen a line. */
export function menu(open: (screen: ScreenName) => void, platform: string = process.platform): MenuItemConstructorOptions[] {
  const screens = SCREENS.map(
    ([name, title], index): MenuItemConstructorOptions => ({
      label: title,
      accelerator: `CommandOrControl+${index + 1}`,
      click: () => open(name),
    }),
  );
  return [
    ...(platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    { label: 'Screens', submenu: screens },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ];
}
