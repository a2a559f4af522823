import { signal } from '@preact/signals';

/** The dialog that is open over the screen. */
export const dialog = signal<'palette' | 'keys' | 'new-race' | 'save-layout' | null>(null);

/** What the palette begins with, and how often it has been opened: each opening is a palette of its own. */
export const palette = signal({ text: '', opened: 0 });

/** Opens the palette on what can be found by these words. */
export function openPalette(text = ''): void {
  palette.value = { text, opened: palette.peek().opened + 1 };
  dialog.value = 'palette';
}

/** Takes `name` away, if it is the one that is open. */
export function closeDialog(name: NonNullable<typeof dialog.value>): void {
  if (dialog.value === name) dialog.value = null;
}
