import type { WeatherReport } from '../../common/timing.ts';

/** Rain below this is none, and water on the road below that does not count, shares. */
const DRIZZLE = 0.02;
const DAMP = 0.02;
const RAIN = 0.25;
const DOWNPOUR = 0.6;

/** The weather in a word or two, after what matters to a tyre. */
export function skyWord({ rain, wetness }: Pick<WeatherReport, 'rain' | 'wetness'>): string {
  if (rain >= DOWNPOUR) return 'Heavy rain';
  if (rain >= RAIN) return 'Rain';
  if (rain >= DRIZZLE) return 'Light rain';
  return wetness >= DAMP ? 'Damp' : 'Dry';
}

const WINDS = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;

/** Where the wind comes from. @param direction degrees clockwise from north */
export function windFrom(direction: number): string {
  const eighth = Math.round(direction / 45) % WINDS.length;
  return WINDS[(eighth + WINDS.length) % WINDS.length]!;
}
