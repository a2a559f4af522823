import { expect, test } from 'vitest';
import { Random } from '../../../../sim/random.ts';
import type { Numbers } from '../../../../sim/strategy/advice/numbers.ts';
import { WaysOn, stintLoss, type Stance, type Way } from '../../../../sim/strategy/advice/ways-on.ts';
import { NUMBERS } from './known-race.ts';

const NAMES = ['soft', 'medium', 'hard'];

function drawn(random: Random): Numbers {
  const tyres = new Map(NAMES.map((name) => [name, { ...NUMBERS.tyres.get(name)!, fresh: random.between(0, 2), wear: random.between(0, 0.8) }]));
  return { ...NUMBERS, tyres, stop: { ...NUMBERS.stop, into: random.between(0, 4), out: random.between(0, 4), standing: 1 } };
}

/** Every way on, tried. */
function best(numbers: Numbers, laps: number, least: number, stance: Stance, from: number, left: number): Way | null {
  const { into, out, standing } = numbers.stop;
  const { done, compound, age, used } = stance;
  let found: Way | null = null;
  const keep = (way: Way): void => {
    if (way.cost < (found?.cost ?? Infinity) - 1e-12) found = way;
  };
  if (new Set([...used, compound]).size >= least) keep({ cost: stintLoss(numbers, compound, age, laps - done), inlaps: [], compounds: [] });
  for (let lap = from; left > 0 && lap < laps; lap++) {
    for (const onto of NAMES) {
      const rest = best(numbers, laps, least, { done: lap, compound: onto, age: 0, used: [...used, compound, onto] }, lap + 1, left - 1);
      if (!rest) continue;
      keep({ cost: stintLoss(numbers, compound, age, lap - done) + into + out + standing + rest.cost, inlaps: [lap, ...rest.inlaps], compounds: [onto, ...rest.compounds] });
    }
  }
  return found;
}

test('the best way on is that which trying all of them finds', () => {
  const random = new Random(11, 4);
  for (let i = 0; i < 60; i++) {
    const numbers = drawn(random);
    const laps = 6 + Math.floor(random.between(0, 5));
    const least = 1 + (i % 2);
    const done = 1 + Math.floor(random.between(0, laps - 1));
    const compound = NAMES[i % 3]!;
    const stance: Stance = { done, compound, age: Math.floor(random.between(0, 9)), used: i % 4 === 0 ? [compound, 'hard'] : [compound] };
    const tried = best(numbers, laps, least, stance, done + 1, 3);
    const ways = new WaysOn(numbers, laps, least);
    const found = ways.best(stance);
    if (tried === null) expect(found).toBeNull();
    else expect(found!.cost).toBeCloseTo(tried.cost, 9);
    const each = Array.from({ length: laps }, (_, lap) => ways.stoppingAt(stance, lap)?.cost ?? Infinity);
    expect(Math.min(ways.stayingOut(stance)?.cost ?? Infinity, ...each)).toBeCloseTo(tried?.cost ?? Infinity, 9);
    if (done + 1 >= laps) continue;
    const onto = ways.eachOnto(stance, done + 1).reduce((cheapest, { cost }) => Math.min(cheapest, cost), Infinity);
    expect(onto).toBeCloseTo(ways.stoppingAt(stance, done + 1)?.cost ?? Infinity, 9);
  }
});

test('what a way says of itself is what it costs', () => {
  const ways = new WaysOn(NUMBERS, 50, 2);
  const stance: Stance = { done: 12, compound: 'soft', age: 12, used: ['soft'] };
  const way = ways.best(stance)!;
  let cost = stintLoss(NUMBERS, 'soft', 12, way.inlaps[0]! - 12);
  way.inlaps.forEach((lap, i) => (cost += 20 + stintLoss(NUMBERS, way.compounds[i]!, 0, (way.inlaps[i + 1] ?? 50) - lap)));
  expect(way.cost).toBeCloseTo(cost, 9);
  expect(ways.onto({ ...stance, done: 20 })).toBe(ways.stoppingAt({ ...stance, done: 19 }, 20)!.compounds[0]);
});

test('where no lap is left there is no way', () => {
  const ways = new WaysOn(NUMBERS, 5, 2);
  expect(ways.stoppingAt({ done: 4, compound: 'soft', age: 4, used: ['soft'] }, 5)).toBeNull();
  expect(ways.best({ done: 4, compound: 'soft', age: 4, used: ['soft'] })).toBeNull();
  expect(ways.onto({ done: 5, compound: 'soft', age: 0, used: ['soft'] })).toBeNull();
});
