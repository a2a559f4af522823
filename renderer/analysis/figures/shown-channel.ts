import { stripOf } from '../../live/strips.ts';
import type { FigureChannel } from './messages.ts';

/** A channel as the worker has to know it, in the unit that is shown. */
export function figureChannel(name: string): FigureChannel {
  const { scale, stepped } = stripOf(name);
  return { name, scale, stepped };
}

/** `Speed km/h`, or the name alone for what has no unit. */
export function channelWords(name: string): string {
  const { unit } = stripOf(name);
  return unit === '' ? name : `${name} ${unit}`;
}
