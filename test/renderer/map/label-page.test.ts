import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LabelPage } from '../../../renderer/map/label-page.ts';

const written: string[] = [];

function page(): LabelPage {
  const ctx = {
    canvas: { width: 200, height: 100 },
    measureText: (words: string) => ({ width: words.length * 7 }),
    fillText: (words: string) => void written.push(words),
  };
  return new LabelPage(ctx as unknown as CanvasRenderingContext2D);
}

beforeEach(() => {
  written.length = 0;
  vi.stubGlobal('devicePixelRatio', 1);
});
afterEach(() => vi.unstubAllGlobals());

it('writes no words over others', () => {
  const labels = page();
  expect(labels.write('Turnstone', 100, 50, 'red')).toBe(true);
  expect(labels.write('Avocet', 110, 55, 'red')).toBe(false);
  expect(labels.write('Avocet', 110, 70, 'red')).toBe(true);
  expect(written).toEqual(['Turnstone', 'Avocet']);
});

it('writes no words beyond the page', () => {
  const labels = page();
  expect(labels.write('Peewit', 15, 50, 'red')).toBe(false);
  expect(labels.write('Peewit', 100, 4, 'red')).toBe(false);
  expect(written).toEqual([]);
});
