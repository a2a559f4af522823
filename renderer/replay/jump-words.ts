import { noSuchLap } from '../../common/replay.ts';
import { raceTime } from '../format.ts';

/** Where a person who types wants to go; or in one line why not, and what can be typed. */
export type Jump = { to: number; wrong?: undefined } | { to?: undefined; wrong: string };

/** A lap of those that there are, in order. */
export function readLap(typed: string, laps: readonly { lap: number }[]): Jump {
  const text = typed.trim();
  const lap = Number(text);
  if (text === '' || !Number.isInteger(lap)) {
    return { wrong: `${text === '' ? 'Nothing' : `“${text.slice(0, 20)}”`} is no lap. Give one from ${laps[0]?.lap ?? 0} to ${laps.at(-1)?.lap ?? 0}.` };
  }
  return laps.some((each) => each.lap === lap) ? { to: lap } : { wrong: noSuchLap(lap, laps) };
}

/** Seconds, `12:30` or `1:02:03.5`, each with as many of its last figures as one likes. */
const CLOCK = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,6}(?:[.,]\d+)?)$/;

/** Race time, s, between the first and the last that there is. */
export function readTime(typed: string, from: number, to: number): Jump {
  const text = typed.trim();
  const [, hours = '0', minutes = '0', seconds] = CLOCK.exec(text) ?? [];
  const next = `Give one such as 12:30, 1:02:03 or 750 (seconds), from ${raceTime(from)} to ${raceTime(Math.ceil(to))}.`;
  if (seconds === undefined) return { wrong: `${text === '' ? 'Nothing' : `“${text.slice(0, 20)}”`} is no race time. ${next}` };
  const racetime = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'));
  // Times are shown in whole seconds: the last one is past the end by a part of itself.
  if (racetime > Math.ceil(to)) return { wrong: `${raceTime(racetime)} is past the end of the race. ${next}` };
  if (racetime < Math.floor(from)) return { wrong: `${raceTime(racetime)} is before the start of the race. ${next}` };
  return { to: Math.min(to, Math.max(from, racetime)) };
}
