import { signal } from '@preact/signals';

/** The dialog that is open over the screen. */
export const dialog = signal<'palette' | 'keys' | 'new-race' | null>(null);

/** Takes `name` away, if it is the one that is open. */
export function closeDialog(name: NonNullable<typeof dialog.value>): void {
  if (dialog.value === name) dialog.value = null;
}
