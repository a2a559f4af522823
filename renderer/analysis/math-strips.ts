import { CHANNELS, type Channel } from '../../common/channels.ts';
import type { MathBook, MathChannel } from '../../common/math/math-book.ts';
import { MathError } from '../../common/math/math-error.ts';
import { stripOf, type Strip } from '../live/strips.ts';

/** Group of the math channels among the others. */
const MATH_GROUP = 'Math';
/** A math channel says nothing of how fine it is; closer together no lines of its grid are drawn. */
const FINEST = 1e-4;
const DIGITS = 3;

/** Whether it is shown as on or off. */
export const isSwitch = ({ range, stepped }: Strip): boolean => stepped && range !== null;

/** A math channel that somebody has removed: no lap has it. */
const unknownStrip = (name: string): Strip => ({ channel: name, unit: '', scale: 1, digits: DIGITS, share: 1, range: null, step: null, ticks: null, finest: FINEST, stepped: false });

/** How a channel of the catalogue or a math channel is shown; in a math channel the unit is the one that was worked out. */
export function analysisStrip(name: string, book: MathBook): Strip {
  const program = book.program(name);
  if (!program) return CHANNELS.some((channel) => channel.name === name) ? stripOf(name) : unknownStrip(name);
  const { unit, truth, stepped } = program instanceof MathError ? { unit: '', truth: false, stepped: false } : program;
  return {
    ...{ channel: name, unit, scale: 1, digits: truth ? 0 : DIGITS, share: 1, stepped },
    ...(truth ? { range: [-0.1, 1.1], step: null, ticks: 1, finest: 1 } : { range: null, step: null, ticks: null, finest: FINEST }),
  };
}

const FIGURES = 4;
const MOST_DIGITS = 7;

/** Digits after the point for values up to `most`. */
export function mathDigits(most: number): number {
  return most === 0 ? 0 : Math.min(MOST_DIGITS, Math.max(0, FIGURES - 1 - Math.floor(Math.log10(most))));
}

/** Math channels as the list of channels shows them. */
export function asChannels(list: readonly MathChannel[], book: MathBook): Channel[] {
  return list.map(({ name, expression }) => ({
    ...{ name, unit: analysisStrip(name, book).unit, group: MATH_GROUP, description: expression },
    ...{ rate: 0, min: 0, max: 0, resolution: FINEST, noise: 0 },
  }));
}

/** Channels of the catalogue that these names need. */
export function neededChannels(names: readonly string[], book: MathBook): string[] {
  const needed = names.flatMap((name) => {
    const program = book.program(name);
    if (!program) return [name];
    return program instanceof MathError ? [] : program.channels;
  });
  return [...new Set(needed)];
}
