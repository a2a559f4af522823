import type { LiveSamples } from '../live/live-samples.ts';

/** The sample of this very moment shows, s. */
const TIE = 1e-7;

/** What a channel of a car is at the moment that shows, in its own unit; NaN where that is not known. */
export function newestOf(samples: LiveSamples, car: string, channel: string): number {
  const held = samples.cars.get(car);
  const column = samples.columnOf(channel);
  if (!held || column < 0) return NaN;
  const to = held.indexAt(samples.clock.time + TIE);
  return to > held.start ? held.columns[column]![to - 1]! : NaN;
}
