import { signal } from '@preact/signals';
import { turnTheme } from '../charts/theme.ts';

/** What a person chooses from, and in which words; `system` is dark or light as the computer is. */
export const THEMES = [
  ['system', 'as the system'],
  ['dark', 'dark'],
  ['light', 'light'],
  ['sunlight', 'sunlight, high contrast'],
] as const;

export type ThemeName = (typeof THEMES)[number][0];

const KEY = 'lapwing.theme';

/** The theme that was chosen. */
export const themeChoice = signal<ThemeName>('system');

/** The choice that a kept word stands for; anything else is the system's. */
export function themeOf(kept: string | null): ThemeName {
  return THEMES.find(([name]) => name === kept)?.[0] ?? 'system';
}

/** Shows a theme in this window and in the others, now and from the next start on. */
export function chooseTheme(name: ThemeName): void {
  localStorage.setItem(KEY, name);
  themeChoice.value = name;
}

/** The theme after the one that was chosen. */
export function nextTheme(): void {
  const at = THEMES.findIndex(([name]) => name === themeChoice.value);
  chooseTheme(THEMES[(at + 1) % THEMES.length]![0]);
}

/** Shows the theme that was chosen last, and follows the system, this window and the others. */
export function followTheme(): void {
  const light = matchMedia('(prefers-color-scheme: light)');
  const show = (): void => {
    const name = themeChoice.value === 'system' ? (light.matches ? 'light' : 'dark') : themeChoice.value;
    if (document.documentElement.dataset['theme'] === name) return;
    document.documentElement.dataset['theme'] = name;
    turnTheme();
  };
  themeChoice.value = themeOf(localStorage.getItem(KEY));
  themeChoice.subscribe(show);
  light.addEventListener('change', show);
  addEventListener('storage', ({ key, newValue }) => {
    if (key === KEY) themeChoice.value = themeOf(newValue);
  });
}
