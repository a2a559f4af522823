import { SCREENS } from '../../common/screens.ts';
import { command } from '../commands/command.ts';
import type { Command } from '../commands/command.ts';
import { dialog, openPalette } from './dialogs.ts';
import { shown } from './screens.ts';
import { THEMES, chooseTheme, nextTheme, themeChoice } from './theme-choice.ts';

const SHOWS: Readonly<Record<string, string>> = {
  live: 'the race as it is now',
  laps: 'the stored races and their laps',
  analysis: 'laps over each other, and where the time goes',
  link: 'what is on its way from the cars to the factory',
  strategy: 'pit plans against each other',
  sql: 'questions to the stored laps',
  driver: 'what drivers do, by distance, and their cars',
  tyres: 'tyres and brakes of the cars that are followed',
};

/** From screen to screen, the theme, the palette and the list of keys. */
export function screenCommands(): Command[] {
  return [
    command({ id: 'help.palette', group: 'Help', name: 'Find a command', keys: ['Mod+k'], does: 'by its name, from anywhere', run: () => openPalette() }),
    command({ id: 'help.keys', group: 'Help', name: 'Show all keys', keys: ['?'], does: 'that do something on this screen', run: () => (dialog.value = 'keys') }),
    ...SCREENS.map(([screen, title], i) =>
      command({
        ...{ id: `screen.${screen}`, group: 'Go to', name: `Go to ${title}`, keys: [String(i + 1)], does: SHOWS[screen] ?? '' },
        hindrance: () => (shown.value === screen ? 'You are there.' : null),
        run: () => (location.hash = `/${screen}`),
      }),
    ),
    command({ id: 'theme.next', group: 'Theme', name: 'Next theme', keys: ['t'], does: THEMES.map(([, words]) => words).join(' → '), run: nextTheme }),
    ...THEMES.map(([name, words]) =>
      command({
        ...{ id: `theme.${name}`, group: 'Theme', name: `Theme: ${words}` },
        hindrance: () => (themeChoice.value === name ? 'It is chosen.' : null),
        run: () => chooseTheme(name),
      }),
    ),
  ];
}
