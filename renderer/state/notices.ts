import { signal } from '@preact/signals';

export interface Notice {
  id: number;
  level: 'info' | 'warning' | 'error';
  text: string;
}

const SHOWN = 4;
const LIFETIME_MS = { info: 6000, warning: 12_000, error: 30_000 } as const;

/** Lines for the person, newest last; each goes away by itself or when dismissed. The same line is not shown twice. */
export class Notices {
  readonly list = signal<readonly Notice[]>([]);
  #last = 0;

  add(level: Notice['level'], text: string): void {
    const notice: Notice = { id: ++this.#last, level, text };
    const others = this.list.value.filter((shown) => shown.text !== text);
    this.list.value = [...others, notice].slice(-SHOWN);
    setTimeout(() => this.dismiss(notice.id), LIFETIME_MS[level]);
  }

  dismiss(id: number): void {
    this.list.value = this.list.value.filter((notice) => notice.id !== id);
  }
}
