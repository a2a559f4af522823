import { signal } from '@preact/signals';
import { SCREENS, type ScreenName } from '../../common/screens.ts';

/** The screen that the address names after its `#`; the first when it names none. */
export function screenOf(hash: string): ScreenName {
  const name = hash.replace(/^#\/?/, '');
  return SCREENS.find(([screen]) => screen === name)?.[0] ?? 'live';
}

/** The screen that shows. */
export const shown = signal<ScreenName>('live');

/** Follows the address. */
export function followAddress(): void {
  const follow = (): void => {
    shown.value = screenOf(location.hash);
  };
  follow();
  addEventListener('hashchange', follow);
}

/** Whether keys belong to what is being typed. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]') !== null;
}
