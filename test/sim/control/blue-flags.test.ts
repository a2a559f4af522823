import { expect, it } from 'vitest';
import { readRaceEvents } from '../../../sim/control/race-events.ts';
import { findTrack } from '../../../sim/track/tracks.ts';
import { reader, record } from '../recorded-race.ts';

const CARS = 10;
/** Called in on each of their first laps, so that the others lap them. */
const SLOW = ['car7', 'car88'];
/** By so much, as a share of the lap, a lapped car is quicker that need not stay behind. */
const QUICKER = 0.01;
const distance = reader('Distance');
const offset = reader('Offset');

/** What each car did in each second of a race: its way since the first start of a lap, m, and whether it left the road. */
interface Second {
  way: Float64Array;
  off: Uint8Array;
}

/**
 * Circuit, seed, laps, and within how many s after the blue flag for it a lapped car must have let who laps it by and not have come
 * back past. Quayside, between walls, has room for it in two places of a lap of a minute and a half.
 */
it.each([
  ['lapwing-park', 4, 13, 40],
  ['quayside', 2, 10, 60],
  ['little-marsh', 3, 14, 40],
])('shows lapped cars the blue flag for who laps them on %s, and all of them give way in fair time', (name, seed, laps, fair) => {
  const track = findTrack(name);
  const edge = Math.max(...track.centre.left, ...track.centre.right);
  const events = readRaceEvents(SLOW.flatMap((car) => [1, 2, 3, 4, 5].map((lap) => ({ lap, type: 'pit', car }))));
  const seconds: Second[] = [];
  const run = record({ track, cars: CARS, laps, seed, events, breakdowns: false }, (car, values, race) => {
    const second = (seconds[Math.floor(race.time)] ??= { way: new Float64Array(CARS), off: new Uint8Array(CARS) });
    second.way[car] = (race.lap(car) - 1) * track.length + distance(values);
    if (Math.abs(offset(values)) > edge) second.off[car] = 1;
  });
  const indexOf = (car: string): number => run.race.entries.findIndex((entry) => entry.car === car);
  const inPits = (car: string, from: number, to: number): boolean =>
    run.events.some((event) => event.type === 'pit' && event.car === car && event.racetime > from - 40 && event.racetime < to + 5);
  const lastLap = (car: string, now: number): number =>
    run.events.reduce((time, event) => (event.type === 'lap' && event.car === car && event.racetime <= now ? event.lap_time : time), Infinity);
  const blues = run.events.filter((event) => event.type === 'blue');
  expect(blues.length).toBeGreaterThan(4);
  const late: string[] = [];
  let passes = 0;
  for (const { car, by, racetime } of blues) {
    expect(SLOW).toContain(car);
    const from = Math.floor(racetime);
    const lead = (second: Second): number => second.way[indexOf(by)]! - second.way[indexOf(car)]!;
    const lapped = Math.round(lead(seconds[from]!) / track.length);
    expect(lapped).toBeGreaterThanOrEqual(1);
    const window = seconds.slice(from, Math.ceil(racetime + fair) + 1);
    if (lead(window.at(-1)!) > lapped * track.length) {
      passes++;
      continue;
    }
    // There is nobody to give way to: either is in the pits, who laps has left the road, or one of them has taken the flag.
    if (inPits(car, racetime, racetime + fair) || inPits(by, racetime, racetime + fair)) continue;
    if (window.some(({ off }) => off[indexOf(by)] === 1)) continue;
    // Who laps that much more slowly may be passed back.
    if (lastLap(car, racetime) < (1 - QUICKER) * lastLap(by, racetime)) continue;
    if (window.length <= fair || [car, by].some((each) => window.at(-1)!.way[indexOf(each)] === 0)) continue;
    late.push(`${car} for ${by} at ${racetime} s`);
  }
  expect(late).toEqual([]);
  expect(passes).toBeGreaterThan(4);
});
