import { describe, expect, it } from 'vitest';
import { type TimingEvent, timingEvent } from '../../../common/timing.ts';
import type { Car } from '../../../sim/car/car.ts';
import { readRaceEvents } from '../../../sim/control/race-events.ts';
import { DAMAGE_LIMIT, Retirements } from '../../../sim/control/retirements.ts';
import { reader, record, track } from '../recorded-race.ts';

const distance = reader('Distance');
const offset = reader('Offset');
const speed = reader('Speed');

type Of<T extends TimingEvent['type']> = Extract<TimingEvent, { type: T }>;

describe('a car that breaks down', () => {
  const events = readRaceEvents([{ at: 130, type: 'retire', car: 'car4', reason: 'gearbox' }]);
  const last = { distance: 0, offset: 0, speed: 0, time: 0 };
  let lateSamples = 0;
  const run = record({ cars: 6, laps: 4, seed: 5, events, breakdowns: false }, (car, values, race) => {
    if (race.entries[car]!.car !== 'car4') return;
    if (last.time > 0 && race.time - last.time > 0.011) lateSamples++;
    Object.assign(last, { distance: distance(values), offset: offset(values), speed: speed(values), time: race.time });
  });
  const index = run.race.entries.findIndex((entry) => entry.car === 'car4');
  const of = <T extends TimingEvent['type']>(type: T) => run.events.filter((event): event is Of<T> => event.type === type);
  const [retired] = of('retired');

  it('rolls out beside the track and stands there when its telemetry ends', () => {
    expect(of('retired')).toHaveLength(1);
    expect(retired).toMatchObject({ car: 'car4', lap: 2, reason: 'gearbox' });
    expect(timingEvent.parse(retired)).toEqual(retired);
    expect(last.speed).toBeLessThan(1);
    expect(Math.abs(last.offset)).toBeGreaterThan(track.width / 2 - 0.5);
    expect(retired!.distance).toBeCloseTo(last.distance, 0);
    expect(last.time).toBeCloseTo(retired!.racetime, 1);
    expect(lateSamples).toBe(0);
    expect(run.race.running(index)).toBe(false);
  });

  it('keeps its laps, and ends the last one as far as it came', () => {
    const own = run.laps[index]!;
    expect(own.map(({ lap, lap_type }) => [lap, lap_type])).toEqual([
      [0, 'grid'],
      [1, 'flying'],
      [2, 'incomplete'],
    ]);
    expect(own[2]).toMatchObject({ lap_time: null, position: 6 });
    expect(own[2]!.sectors.length).toBeLessThan(3);
    expect(own[2]!.fuel).toBeLessThan(own[1]!.fuel!);
    expect(of('lap').filter((event) => event.car === 'car4').map((event) => event.lap)).toEqual([1]);
  });

  it('brings out the yellow flag where it is, until it has been taken away', () => {
    const [yellow] = of('flag').filter(({ flag }) => flag === 'yellow');
    expect(yellow).toMatchObject({ racetime: 130, reason: 'car4 is slow' });
    const sector = 1 + track.sectors.filter((loop) => loop <= retired!.distance).length;
    const clear = of('flag').find((event) => event.flag === 'clear' && event.sector === sector)!;
    expect(clear.racetime - retired!.racetime).toBeGreaterThan(30);
    expect(clear.racetime - retired!.racetime).toBeLessThan(105);
  });

  it('is out at the foot of the tower and of the classification, with the reason', () => {
    const { rows } = of('standings').find(({ racetime }) => racetime > retired!.racetime + 1)!;
    expect(rows.at(-1)).toMatchObject({ car: 'car4', state: 'out', reason: 'gearbox', gap: null, interval: null });
    expect(rows.map((row) => row.position)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(run.results.at(-1)).toMatchObject({ car: 'car4', status: 'out', laps: 1, reason: 'gearbox', time_s: retired!.racetime });
    expect(run.results.slice(0, -1).every((row) => row.status === 'finished' && row.laps === 4)).toBe(true);
    expect(run.events.at(-1)).toMatchObject({ type: 'finished' });
  });
});

it('classifies a car that is out with nine tenths of the winner’s laps, behind those with as many that went on', () => {
  const events = readRaceEvents([{ lap: 10, type: 'retire', car: 'car7' }]);
  const { results, laps } = record({ cars: 2, laps: 10, seed: 5, events, breakdowns: false }, () => undefined);
  const out = results.find((row) => row.car === 'car7')!;
  expect(out).toMatchObject({ status: 'classified', laps: 9, position: 2 });
  expect(out.reason).toMatch(/engine|gearbox|hydraulics|brakes|electrics/);
  expect(laps[0]!.at(-1)).toMatchObject({ lap: 10, lap_type: 'incomplete' });
});

it('ends a race in which nobody is left', () => {
  const events = readRaceEvents(['car7', 'car23'].map((car, i) => ({ at: 40 + 10 * i, type: 'retire', car })));
  const { results, race } = record({ cars: 2, laps: 20, seed: 5, events }, () => undefined);
  expect(race.finished).toBe(true);
  expect(results.map((row) => [row.car, row.status, row.laps])).toEqual([
    ['car23', 'out', 0],
    ['car7', 'out', 0],
  ]);
});

describe('breakdowns by chance', () => {
  const laps = Math.round(300_000 / track.length);
  const breaks = (seed: number, car: number, lap: number, random = true): boolean => {
    const cars = Array.from({ length: 20 }, (_, index) => ({ index }) as Car);
    return new Retirements(cars, track, laps, seed, random).breaks({ index: car, lap, distance: 0, damage: 0 } as Car);
  };

  it('take a few cars in a hundred over 300 km, the same ones for a seed', () => {
    let broken = 0;
    for (let seed = 0; seed < 100; seed++) {
      for (let car = 0; car < 20; car++) {
        const breaksDown = breaks(seed, car, laps);
        expect(breaks(seed, car, laps)).toBe(breaksDown);
        if (breaksDown) broken++;
      }
    }
    expect(broken / 2000).toBeGreaterThan(0.04);
    expect(broken / 2000).toBeLessThan(0.09);
  });

  it('take nobody where they are switched off, and every car that is damaged too much', () => {
    const cars = [{ index: 0 } as Car];
    const retirements = new Retirements(cars, track, 1000, 3, false);
    expect(retirements.breaks({ index: 0, lap: 1000, distance: 0, damage: 0 } as Car)).toBe(false);
    expect(retirements.breaks({ index: 0, lap: 1, distance: 0, damage: DAMAGE_LIMIT + 1 } as Car)).toBe(true);
    expect(retirements.reasonOf(cars[0]!)).toBe('collision damage');
  });
});
