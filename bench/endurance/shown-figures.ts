import type { Page } from 'playwright-core';

export interface ShownRow {
  car: string;
  position: number;
  /** s. */
  last: number | null;
  best: number | null;
  stops: number;
}

/** What a window shows at one moment. */
export interface ShownFigures {
  rows: ShownRow[];
  /** Frames on disk and confirmed, gaps, repeats dropped. */
  status: number[];
  values: { channel: string; car: string; text: string }[];
}

/** Reads timing tower, status line and values off a window, all at one moment. */
export function shownFigures(page: Page): Promise<ShownFigures> {
  return page.evaluate(() => {
    const words = (element: Element | null | undefined): string => element?.textContent?.trim() ?? '';
    const seconds = (text: string): number | null => {
      const [rest, minutes = '0'] = text.split(':').toReversed();
      return text === '–' ? null : Number(minutes) * 60 + Number(rest);
    };
    const rows = [...document.querySelectorAll<HTMLElement>('[data-testid^=tower-row-]')].map((row) => {
      const cells = [...row.querySelectorAll('td')].map(words);
      return { car: row.dataset['testid']!.slice('tower-row-'.length), position: Number(cells[0]), last: seconds(cells[5]!), best: seconds(cells[6]!), stops: Number(cells.at(-1)) };
    });
    const status = ['disk', 'confirmed', 'gaps', 'repeats'].map((name) => Number(words(document.querySelector(`[data-testid=status-${name}]`)).replace(/\D/g, '')));
    const values = [...document.querySelectorAll<HTMLElement>('.value-line b')].map((value) => {
      const [, channel, car] = value.dataset['testid']!.split('-');
      return { channel: channel!, car: car!, text: words(value) };
    });
    return { rows, status, values };
  });
}
