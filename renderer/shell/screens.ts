import { signal } from '@preact/signals';
/** The layout that the address names after its `#`; the first when it names none that is known. */
export function layoutOf(hash: string, isKnown: (name: string) => boolean): string {
  const name = hash.replace(/^#\/?/, '');
  return isKnown(name) ? name : 'live';
}

/** The layout that shows, by its name in the address. */
export const shown = signal('live');

/** Follows the address. */
export function followAddress(isKnown: (name: string) => boolean): void {
  const follow = (): void => {
    shown.value = layoutOf(location.hash, isKnown);
  };
  follow();
  addEventListener('hashchange', follow);
}

/** Whether a key belongs to what is being typed, within a shadow root too. */
export function isTyping(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog, [contenteditable]') !== null;
}
