import { expect, test } from 'vitest';
import type { Theme } from '../../../renderer/charts/theme.ts';
import { pictureSvg } from '../../../renderer/pictures/picture-svg.ts';
import type { Picture } from '../../../renderer/pictures/picture.ts';

const look = { panel: '#fff', text: '#000', muted: '#555', line: '#ccc', font: '"A & B", sans-serif' } as Theme;
const picture: Picture = {
  title: 'Lap <b>7</b> & more',
  facts: ['0 to 10 m'],
  legend: [{ name: '7 "Ace" L2', colour: '#f00' }],
  x: { from: 0, to: 10, splits: [{ at: 0, words: '0 m' }, { at: 10, words: '10 m' }], words: 'Distance [m]' },
  places: [{ at: 5, name: 'T1' }],
  strips: [
    { name: 'Speed', unit: 'km/h', share: 1, range: [0, 36], splits: [0, 18, 36], scale: 3.6, lines: [{ points: [0, 0, 5, 5, NaN, NaN, 10, 10], colour: '#f00', width: 1 }] },
    { name: 'Gear', unit: '', share: 1, range: [0, 8], splits: [0, 4], scale: 1, lines: [{ points: [0, 1, 5, 2], colour: '#f00', width: 1, stepped: true }] },
  ],
};
const paths = (svg: string): string[] => [...svg.matchAll(/ d="([^"]*)"[^>]*stroke="#f00"/g)].map(([, d]) => d!);

test('lines lie where their values are, broken where one is missing, stepped where they jump', () => {
  const [speed, gear] = paths(pictureSvg(picture, 276, 200, look, true));
  const numbers = speed!.match(/[\d.]+/g)!.map(Number);
  expect(numbers.filter((_, i) => [0, 2, 4].includes(i))).toEqual([62, 162, 262]);
  const [bottom, middle, top] = [numbers[1]!, numbers[3]!, numbers[5]!];
  expect(middle - top).toBeCloseTo(bottom - middle, 1);
  expect(speed).toMatch(/^M[\d. ]+L[\d. ]+M[\d. ]+h0\.01$/);
  expect(gear).toMatch(/^M62 [\d.]+H162V[\d.]+$/);
});

test('names are text, never markup', () => {
  const svg = pictureSvg(picture, 600, 300, look);
  expect(svg).toContain('Lap &lt;b&gt;7&lt;/b&gt; &amp; more');
  expect(svg).toContain('7 &quot;Ace&quot; L2');
  expect(svg).not.toContain('<b>');
  for (const words of ['Speed [km/h]', '>Gear<', 'T1', '10 m', 'Distance [m]', '0 to 10 m']) expect(svg).toContain(words);
});

test('bare, it has neither title nor legend', () => {
  expect(pictureSvg(picture, 600, 300, look, true).match(/<text[^>]*>[^<]*(7 &quot;|0 to 10)/)).toBeNull();
});
