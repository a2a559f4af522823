import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, distance } from './colour.ts';
import type { SIGHTS } from './colour.ts';

const css = readFileSync(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8');

/** The colours of a block of the style sheet by their names. */
function tokens(selector: string): Record<string, string> {
  const block = css.split(`${selector} {`)[1]!.split('}')[0]!;
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name, value]) => [name!, value!]));
}

const dark = tokens('\n:root');
const THEMES = { dark, light: { ...dark, ...tokens(":root[data-theme='light']") }, sunlight: { ...dark, ...tokens(":root[data-theme='sunlight']") } };
const SERIES = [1, 2, 3, 4, 5, 6].map((i) => `series-${i}`);
const SCALE = [1, 2, 3, 4, 5, 6].map((i) => `scale-${i}`);
const STATUS = ['good', 'bad', 'warn', 'best', 'cold', 'blue-flag'];
const SQL = ['sql-keyword', 'sql-text', 'sql-number', 'sql-function'];
const PLAIN_GROUNDS = ['bg', 'panel'];
const GROUNDS = [...PLAIN_GROUNDS, 'raised', 'pressed'];

describe.each(Object.entries(THEMES))('the theme %s', (name, theme) => {
  /** WCAG AA for text; AAA where the sun shines on the screen. */
  const least = name === 'sunlight' ? 7 : 4.5;
  const faintest = (words: readonly string[], grounds: readonly string[]): [string, number] =>
    words.flatMap((word) => grounds.map((ground): [string, number] => [`${word} on ${ground}`, contrast(theme[word]!, theme[ground]!)])).toSorted((a, b) => a[1] - b[1])[0]!;

  it('has every colour of the dark one', () => {
    const own = name === 'dark' ? dark : tokens(`:root[data-theme='${name}']`);
    expect(Object.keys(own)).toEqual(Object.keys(dark));
  });

  it('can be read: text on every ground, status words and figures of the series on panels', () => {
    expect(faintest(['text', 'muted'], GROUNDS)[1]).toBeGreaterThanOrEqual(4.5);
    expect(faintest(['text', 'muted', ...STATUS], PLAIN_GROUNDS)[1]).toBeGreaterThanOrEqual(least);
    expect(faintest(SERIES, PLAIN_GROUNDS)[1]).toBeGreaterThanOrEqual(4.5);
    expect(faintest(SQL, PLAIN_GROUNDS)[1]).toBeGreaterThanOrEqual(least);
    expect(contrast(theme['on-good']!, theme['good']!)).toBeGreaterThanOrEqual(least);
    expect(contrast(theme['on-warn']!, theme['warn']!)).toBeGreaterThanOrEqual(least);
    expect(contrast(theme['bg']!, theme['best']!)).toBeGreaterThanOrEqual(least);
  });

  it('shows focus and tyres, which are no text, at 3 to 1', () => {
    expect(faintest(['focus', 'tyre-soft', 'tyre-medium', 'tyre-hard', 'tyre-intermediate', 'tyre-wet'], GROUNDS)[1]).toBeGreaterThanOrEqual(3);
  });

  it.each(['normal', 'protanopia', 'deuteranopia', 'tritanopia'] satisfies (keyof typeof SIGHTS)[])('keeps the six series apart to %s', (sight) => {
    const pairs = SERIES.flatMap((one, i) => SERIES.slice(i + 1).map((other): [string, number] => [`${one} ${other}`, distance(theme[one]!, theme[other]!, sight)]));
    const [, nearest] = pairs.toSorted((a, b) => a[1] - b[1])[0]!;
    expect(nearest).toBeGreaterThan(10);
  });

  it.each(['normal', 'protanopia', 'deuteranopia', 'tritanopia'] satisfies (keyof typeof SIGHTS)[])('has a scale from little to much that goes one way to %s', (sight) => {
    const stands = SCALE.map((step) => contrast(theme[step]!, theme['panel']!));
    expect(stands).toEqual(stands.toSorted((a, b) => a - b));
    expect(stands[0]).toBeGreaterThan(2);
    for (let i = 0; i + 1 < SCALE.length; i++) expect(distance(theme[SCALE[i]!]!, theme[SCALE[i + 1]!]!, sight)).toBeGreaterThan(6);
  });
});

describe('the measures themselves', () => {
  it('agree with figures that are known', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 6);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(distance('#000000', '#ffffff', 'normal')).toBeCloseTo(100, 3);
    // Red and green of one lightness: far apart, and close together to whom they are said to be.
    expect(distance('#d04040', '#608030', 'normal')).toBeGreaterThan(20);
    expect(distance('#d04040', '#608030', 'deuteranopia')).toBeLessThan(8);
  });
});
