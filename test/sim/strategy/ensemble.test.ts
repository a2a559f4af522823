import { describe, expect, test } from 'vitest';
import { Random } from '../../../sim/random.ts';
import { Ensemble } from '../../../sim/strategy/ensemble.ts';
import { readField } from '../../../sim/strategy/field-reader.ts';
import { fillGaussian } from '../../../sim/strategy/gaussian.ts';
import { Lottery } from '../../../sim/strategy/lottery.ts';
import { oddsOf } from '../../../sim/strategy/odds.ts';
import { runField } from '../../../sim/strategy/run-field.ts';
import { fixture, type Json } from '../../fixtures/strategy/fixture.ts';

const spec = readField(fixture('odds-spielberg-2019'));

function counted(seed: number, ...parts: [number, number][]): Ensemble {
  const ensemble = new Ensemble(spec, { noise: true, events: true, seed });
  for (const [from, to] of parts) ensemble.run(from, to);
  return ensemble;
}

test('places are as often as in 1500 races of the reference', () => {
  const expected = fixture('odds-spielberg-2019')['expected'] as Json;
  const ensemble = new Ensemble(spec, { noise: true, events: false, seed: 1 });
  ensemble.run(0, 6000);
  const odds = oddsOf(ensemble);
  const apart = Object.entries<number[]>(expected).flatMap(([id, counts]) =>
    counts.map((count, place) => {
      const mine = odds[id]!.position_counts[place]!;
      const p = (count + mine) / 7500;
      return p * 1500 < 5 ? 0 : (count / 1500 - mine / 6000) / Math.sqrt(p * (1 - p) * (1 / 1500 + 1 / 6000));
    }),
  );
  const cells = apart.filter((deviation) => deviation !== 0);
  expect(Math.max(...cells.map(Math.abs))).toBeLessThan(4.5);
  // The mean of the squares is 1, give or take 0.1, where both draw from the same races.
  expect(cells.reduce((sum, deviation) => sum + deviation ** 2, 0) / cells.length).toBeLessThan(1.5);
});

describe('many races', () => {
  test('the same seed gives the same races, another gives others', () => {
    const [one, same, other] = [counted(5, [0, 300]), counted(5, [0, 300]), counted(6, [0, 300])];
    expect(same.counts).toEqual(one.counts);
    expect(other.counts).not.toEqual(one.counts);
  });

  test('may be divided', () => {
    const whole = counted(5, [0, 300]);
    expect(counted(5, [200, 300], [0, 200]).counts).toEqual(whole.counts);
  });

  test('every driver has one place in each, and each place one driver', () => {
    const ensemble = counted(5, [0, 300]);
    for (const { position_counts } of Object.values(oddsOf(ensemble))) expect(position_counts.reduce((a, b) => a + b)).toBe(300);
    for (let place = 0; place < 20; place++) expect(spec.cars.reduce((sum, _, c) => sum + ensemble.counts[c * 20 + place]!, 0)).toBe(300);
    const points = Object.values(oddsOf(ensemble)).reduce((sum, odds) => sum + odds.expected_points, 0);
    expect(points).toBeCloseTo(101, 6);
  });

  test('without chance they are the race of the file', () => {
    const ensemble = new Ensemble(spec, { noise: false, events: false, seed: 1 });
    ensemble.run(0, 3);
    const { order } = runField(spec);
    expect(order.map((id) => oddsOf(ensemble)[id]!.mean_position)).toEqual(order.map((_, place) => place + 1));
  });

  test('a race after one with flags is as if it were the first', () => {
    const after = (first: number) => {
      const ensemble = counted(5, [first, first + 1]);
      ensemble.counts.fill(0);
      ensemble.run(1000, 1001);
      return ensemble.counts;
    };
    const alone = counted(5, [1000, 1001]).counts;
    for (let first = 0; first < 30; first++) expect(after(first)).toEqual(alone);
  });
});

describe('what befalls a race', () => {
  const chances = spec.chances!;
  const lottery = new Lottery(spec, chances);
  const races = Array.from({ length: 20_000 }, (_, race) => {
    lottery.draw(new Random(3, race));
    const { phases } = lottery;
    const list = Array.from({ length: phases.count }, (__, i) => ({ start: phases.start[i]!, end: phases.end[i]!, safetyCar: phases.safetyCar[i] === 1 }));
    return { list, retired: lottery.retireAt.filter((at) => at < Infinity).length, retireAt: lottery.retireAt.slice() };
  });
  const share = (happens: (race: (typeof races)[number]) => boolean) => races.filter(happens).length / races.length;
  const safetyCars = (race: (typeof races)[number]) => race.list.filter((phase) => phase.safetyCar);

  test('safety cars a race, on lap 1, and their laps', () => {
    chances.p_sc_quant.forEach((p, n) => expect(share((race) => safetyCars(race).length === n)).toBeCloseTo(p, 1.6));
    const single = races.filter((race) => safetyCars(race).length === 1).map((race) => safetyCars(race)[0]!);
    expect(single.filter(({ start }) => start < 1).length / single.length).toBeCloseTo(0.364, 1.5);
    expect(single.every(({ start, end }) => start <= 70 && Number.isInteger(end) && end > start)).toBe(true);
  });

  test('each safety car has its accident, at its very start', () => {
    for (const race of races) for (const { start } of safetyCars(race)) expect(race.retireAt.includes(start)).toBe(true);
  });

  test('phases are in order and apart', () => {
    for (const { list } of races) list.forEach(({ start }, i) => expect(i === 0 || start > list[i - 1]!.end + 1.5).toBe(true));
  });

  test('failures', () => {
    const failing = spec.cars.reduce((sum, { variation }) => sum + variation!.failure, 0);
    const mean = races.reduce((sum, race) => sum + race.retired, 0) / races.length;
    // Who has an accident does not fail: a little less than accidents and failures together.
    expect(mean).toBeGreaterThan(0.71 + failing * 0.93);
    expect(mean).toBeLessThan(0.71 + failing);
  });
});

test('normal numbers', () => {
  const n = 400_000;
  const numbers = new Float64Array(n);
  fillGaussian(new Random(1, 1), numbers, n);
  const moment = (power: number) => numbers.reduce((sum, x) => sum + x ** power, 0) / n;
  expect(moment(1)).toBeCloseTo(0, 1.8);
  expect(moment(2)).toBeCloseTo(1, 1.8);
  expect(moment(3)).toBeCloseTo(0, 1.5);
  expect(moment(4)).toBeCloseTo(3, 1);
  const beyond = (limit: number) => numbers.filter((x) => Math.abs(x) > limit).length / n;
  expect(beyond(1)).toBeCloseTo(0.3173, 2);
  expect(beyond(3)).toBeCloseTo(0.0027, 3);
  expect(beyond(4)).toBeLessThan(0.0002);
  expect(beyond(4)).toBeGreaterThan(0);
});
