import { saveFile } from '../save-file.ts';
import { parseLayout } from './layout.ts';
import type { Layout } from './layout.ts';

/** More than any layout takes, bytes. */
const LARGEST = 1_000_000;

/** Hands a layout to the person as a file. */
export function downloadLayout(layout: Layout): void {
  saveFile(`${layout.name.replace(/[^\w -]+/g, '').trim() || 'layout'}.lapwing-layout.json`, new Blob([`${JSON.stringify(layout, null, 2)}\n`], { type: 'application/json' }));
}

/** Lets a person choose a file. Never settles when none is chosen; rejects with a line that says what is wrong with the file. */
export async function uploadLayout(): Promise<Layout> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  const chosen = new Promise<File>((resolve) => {
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file) resolve(file);
    });
  });
  input.click();
  const file = await chosen;
  if (file.size > LARGEST) throw new Error(`${file.name} is no layout of Lapwing: it is too large.`);
  return parseLayout(await file.text());
}
