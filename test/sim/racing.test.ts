import { describe, expect, it } from 'vitest';
import { channelIndex } from '../../common/channels.ts';
import type { TimingEvent } from '../../common/timing.ts';
import { DEFAULT_CAR, findCar } from '../../sim/car/cars.ts';
import { soloLaps } from '../../sim/driver/solo-lap.ts';
import { findTrack } from '../../sim/track/tracks.ts';
import { record } from './recorded-race.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const CARS = 20;
const speed = channelIndex('Speed');
const damage = channelIndex('Damage');
const offset = channelIndex('Offset');
const fuel = channelIndex('Fuel');
/** A car on the track is stuck when it has been slower than this for so many s. */
const CRAWL = 3;
const STUCK = 8;
/** Race time by which everybody has got away, s. */
const AWAY = 12;

describe.each(SEEDS)('twenty cars on a short circuit, seed %i', (seed) => {
  const slow = new Float64Array(CARS);
  const hurt = new Float64Array(CARS);
  let stuck = 0;
  const track = findTrack('little-marsh');
  const { race, events, results } = record({ track, cars: CARS, laps: 6, seed, breakdowns: false }, (car, values, now) => {
    const inLane = Math.abs(values[offset]!) > track.width;
    slow[car] = now.time > AWAY && values[speed]! < CRAWL && !inLane ? slow[car]! + 0.01 : 0;
    stuck = Math.max(stuck, slow[car]);
    if (now.lap(car) <= 1) hurt[car] = values[damage]!;
  });

  it('gets away without a pile-up, passes, and nobody is left behind', () => {
    expect(stuck).toBeLessThan(STUCK);
    expect(results.filter(({ status }) => status === 'finished')).toHaveLength(CARS);
    expect(Math.max(...hurt)).toBeLessThan(3000);
    expect(hurt.reduce((sum, points) => sum + points, 0) / CARS).toBeLessThan(700);
    expect(events.filter(({ type }) => type === 'overtake').length).toBeGreaterThan(0);
    expect(race.entries).toHaveLength(CARS);
  });
});

describe('a car alone over two stints', () => {
  const fuelAt: number[] = [];
  const { laps, events, race } = record({ cars: 1, laps: 26, seed: 3, breakdowns: false }, (_car, values, now) => {
    fuelAt[now.lap(0)] ??= values[fuel]!;
  });
  const flying = laps[0]!.filter((lap) => lap.lap_type === 'flying' && lap.lap > 2);

  it('goes slower with every kilogram of fuel, and with every lap of its tyres where that is taken off', () => {
    const lapWith = (kg: number): number => Math.min(...soloLaps(findCar(DEFAULT_CAR), race.track, { laps: 2, fuel: kg }).lapTimes);
    const perKilogram = (lapWith(85) - lapWith(15)) / 70;
    expect(perKilogram).toBeGreaterThan(0.01);
    expect(perKilogram).toBeLessThan(0.08);
    for (const compound of new Set(flying.map((lap) => lap.compound))) {
      const stint = flying.filter((lap) => lap.compound === compound);
      expect(stint.length).toBeGreaterThan(5);
      const perLap = slope(stint.map((lap) => [lap.tyre_age!, lap.lap_time! - perKilogram * fuelAt[lap.lap]!]));
      expect(perLap, compound!).toBeGreaterThan(0.01);
      expect(perLap, compound!).toBeLessThan(0.25);
    }
  });

  it('loses at its stop what the pit lane says: its length at the limit and the time in the box', () => {
    const { pit, length } = race.track;
    const [out] = events.filter((event): event is Extract<TimingEvent, { type: 'pit' }> => event.type === 'pit' && event.phase === 'out');
    const stop = laps[0]!.filter((lap) => lap.lap_type === 'in' || lap.lap_type === 'out');
    expect(stop).toHaveLength(2);
    const usual = median(flying.map((lap) => lap.lap_time!));
    const cost = stop.reduce((sum, lap) => sum + lap.lap_time!, 0) - 2 * usual;
    const inLane = (pit.limitTo - pit.limitFrom) / pit.limit + out!.stationary!;
    const onTrack = ((pit.exit - pit.entry) / length) * usual;
    expect(cost).toBeGreaterThan(inLane - onTrack);
    expect(cost).toBeLessThan(inLane - onTrack + 15);
  });
});

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Of the straight line that fits the points best. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (k: 0 | 1): number => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
