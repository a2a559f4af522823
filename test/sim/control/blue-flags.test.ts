import { expect, it } from 'vitest';
import { readRaceEvents } from '../../../sim/control/race-events.ts';
import { reader, record, track } from '../recorded-race.ts';

/** Most lapped cars let a faster one by within so many s of the first blue flag for it, pit stops apart. */
const FAIR = 40;
const MOST = 0.7;
const distance = reader('Distance');

it('shows lapped cars the blue flag for who laps them, and most give way in fair time', () => {
  const CARS = 10;
  const slow = ['car7', 'car88'];
  const events = readRaceEvents(slow.flatMap((car) => [1, 2, 3, 4, 5].map((lap) => ({ lap, type: 'pit', car }))));
  const way: Float64Array[] = [];
  const run = record({ cars: CARS, laps: 13, seed: 4, events, breakdowns: false }, (car, values, race) => {
    if (race.steps % race.stepsASecond === 0) (way[race.time] ??= new Float64Array(CARS))[car] = (race.lap(car) - 1) * track.length + distance(values);
  });
  const indexOf = (car: string): number => run.race.entries.findIndex((entry) => entry.car === car);
  const inPits = (car: string, from: number, to: number): boolean =>
    run.events.some((event) => event.type === 'pit' && event.car === car && event.racetime > from - 40 && event.racetime < to + 5);
  const blues = run.events.filter((event) => event.type === 'blue');
  expect(blues.length).toBeGreaterThan(4);
  let shown = 0;
  let passes = 0;
  for (const { car, by, racetime } of blues) {
    expect(slow).toContain(car);
    const over = Math.min(way.length - 1, Math.ceil(racetime + FAIR));
    if (inPits(car, racetime, over) || inPits(by, racetime, over)) continue;
    const laps = Math.round((way[Math.floor(racetime)]![indexOf(by)]! - way[Math.floor(racetime)]![indexOf(car)]!) / track.length);
    expect(laps).toBeGreaterThanOrEqual(1);
    if (over < racetime + FAIR) continue;
    shown++;
    if (way[over]![indexOf(by)]! - way[over]![indexOf(car)]! > laps * track.length) passes++;
  }
  expect(passes).toBeGreaterThan(2);
  expect(passes / shown).toBeGreaterThanOrEqual(MOST);
});
