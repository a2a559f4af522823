import type { AnalysisDesk } from '../analysis-desk.ts';
import type { FigureChannel } from './messages.ts';

/** A channel as the worker has to know it, in the unit that is shown. */
export function figureChannel(desk: AnalysisDesk, name: string): FigureChannel {
  const { unit, scale, stepped } = desk.stripOf(name);
  return { name, unit, scale, stepped };
}

/** `Speed km/h`, or the name alone for what has no unit. */
export function channelWords({ name, unit }: FigureChannel): string {
  return unit === '' ? name : `${name} ${unit}`;
}
