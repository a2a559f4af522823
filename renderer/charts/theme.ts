import { signal } from '@preact/signals';

/** Values of the style sheet's tokens, for what is drawn on a canvas. */
export interface Theme {
  bg: string;
  panel: string;
  line: string;
  text: string;
  muted: string;
  good: string;
  bad: string;
  warn: string;
  best: string;
  series: string[];
  /** From little to much. */
  scale: string[];
  font: string;
  /** How much thicker than elsewhere lines are drawn. */
  weight: number;
}

let known: Theme | null = null;

/** Counts how often the theme has changed: what is on a canvas is painted anew then. */
export const themeTurns = signal(0);

/** The style sheet's tokens have other values than before. */
export function turnTheme(): void {
  known = null;
  themeTurns.value++;
}

export function theme(): Theme {
  return (known ??= themeAt(document.documentElement));
}

/** As an element of the page has them: one of the class `paper` is light, whatever the screen is. */
export function themeAt(element: Element): Theme {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    bg: token('bg'),
    panel: token('panel'),
    line: token('line'),
    text: token('text'),
    muted: token('muted'),
    good: token('good'),
    bad: token('bad'),
    warn: token('warn'),
    best: token('best'),
    series: [1, 2, 3, 4, 5, 6].map((i) => token(`series-${i}`)),
    scale: [1, 2, 3, 4, 5, 6].map((i) => token(`scale-${i}`)),
    font: token('font'),
    weight: Number(token('weight')),
  };
}

/** A colour of the style sheet (`#rrggbb`, or `#rgb` as the build shortens it) let through by `alpha`, 0 to 1. */
export function faint(colour: string, alpha: number): string {
  const long = colour.length === 4 ? colour.replace(/[\da-f]/gi, '$&$&') : colour;
  return long + Math.round(alpha * 255).toString(16).padStart(2, '0');
}
