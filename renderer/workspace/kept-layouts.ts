import { signal } from '@preact/signals';
import { parseLayout } from './layout.ts';
import type { Layout } from './layout.ts';

export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Layouts by their name in the address: those that were saved, and what was made of those that Lapwing comes with. */
export class KeptLayouts {
  readonly all = signal<ReadonlyMap<string, Layout>>(new Map());
  readonly #memory: Memory;
  readonly #complain: (line: string) => void;
  static readonly KEY = 'lapwing.layouts';

  /** @param complain hears of what is kept and cannot be read; it is left out */
  constructor(memory: Memory, complain: (line: string) => void) {
    this.#memory = memory;
    this.#complain = complain;
    this.read();
  }

  /** Takes what is kept anew: another window has changed it. */
  read(): void {
    this.all.value = readAll(this.#memory.getItem(KeptLayouts.KEY), this.#complain);
  }

  get(id: string): Layout | undefined {
    return this.all.value.get(id);
  }

  /** Keeps a layout under a name; null forgets it. */
  set(id: string, layout: Layout | null): void {
    const next = new Map(this.all.peek());
    if (layout) next.set(id, layout);
    else next.delete(id);
    this.all.value = next;
    this.#memory.setItem(KeptLayouts.KEY, JSON.stringify({ version: 1, layouts: Object.fromEntries(next) }));
  }
}

function readAll(text: string | null, complain: (line: string) => void): Map<string, Layout> {
  const layouts = new Map<string, Layout>();
  let kept: unknown;
  try {
    kept = text === null ? {} : (JSON.parse(text) as { layouts?: unknown }).layouts;
  } catch {
    kept = null;
  }
  if (typeof kept !== 'object' || kept === null) {
    complain('The layouts that this browser kept cannot be read. Lapwing goes on with those that it came with.');
    return layouts;
  }
  for (const [id, value] of Object.entries(kept)) {
    try {
      layouts.set(id, parseLayout(JSON.stringify(value)));
    } catch (error) {
      complain(`The kept layout "${id.slice(0, 40)}" is left out. ${(error as Error).message}`);
    }
  }
  return layouts;
}
