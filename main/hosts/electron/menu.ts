import type { MenuItemConstructorOptions } from 'electron';
import { SCREENS, type Screen } from '../../../common/screens.ts';

/** The application menu: what every program has, and a screen a line. */
export function menu(open: (screen: Screen) => void, platform: string = process.platform): MenuItemConstructorOptions[] {
  const screens = SCREENS.map(
    (screen, index): MenuItemConstructorOptions => ({
      label: screen.title,
      accelerator: `CommandOrControl+${index + 1}`,
      click: () => open(screen),
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
