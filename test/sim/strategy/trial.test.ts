import { expect, test } from 'vitest';
import { Ensemble } from '../../../sim/strategy/ensemble.ts';
import { readField } from '../../../sim/strategy/field-reader.ts';
import type { FieldSpec } from '../../../sim/strategy/field-spec.ts';
import type { Stint } from '../../../sim/strategy/solo.ts';
import { Trial, withPlan } from '../../../sim/strategy/trial.ts';
import { fixture } from '../../fixtures/strategy/fixture.ts';

const spec = readField(fixture('odds-spielberg-2019'));
const car = spec.cars.findIndex(({ id }) => id === 'VER');
const { stints } = spec.cars[car]!;
const chance = { noise: true, events: true, seed: 3 };
const stop = (from: number, compound: string): Stint => ({ from, compound, age: 0, refuel: 0 });
const later = [stints[0]!, { ...stints[1]!, from: stints[1]!.from + 1 }];
const wasteful = [stints[0]!, ...[10, 20, 30, 40, 50, 60].map((lap) => stop(lap, 'A3'))];

test('plans that share their luck come in where each comes in alone', () => {
  const plans = [stints, wasteful, later];
  const shared = new Trial({ spec, car, plans, chance, rivals: true }).run([0, 1, 2], 5, 45);
  plans.forEach((plan, i) => {
    const alone = new Trial({ spec, car, plans: [plan], chance, rivals: true }).run([0], 5, 45);
    expect(shared[i]).toEqual(alone[0]);
  });
});

test('the races may be divided, and the plans too', () => {
  const trial = new Trial({ spec, car, plans: [stints, later], chance, rivals: true });
  const [first] = trial.run([0], 20, 40);
  const both = new Trial({ spec, car, plans: [stints, later], chance, rivals: true }).run([0, 1], 0, 40);
  expect(both[0]!.slice(20)).toEqual(first);
});

test('rivals on their plans and no flags: the races are those of the file', () => {
  // Stops apart, so that no team needs its crew twice at once.
  const apart = spec.cars.reduce((field, each, c) => withPlan(field, c, [each.stints[0]!, { ...each.stints[1]!, from: 10 + 2 * c }]), spec);
  const [places] = new Trial({ spec: apart, car, plans: [apart.cars[car]!.stints], chance: { ...chance, events: false }, rivals: false }).run([0], 0, 60);
  const ensemble = new Ensemble(apart, { ...chance, events: false });
  const expected = new Uint8Array(60).map((_, race) => {
    ensemble.run(race, race + 1);
    return ensemble.places[car]!;
  });
  expect(places).toEqual(expected);
});

test('another plan for one car changes the luck of nobody', () => {
  // Cars that do not feel each other: what is left between them is luck.
  const free: FieldSpec = { ...spec, leastGap: 0, duel: 0, overtaken: 0, overtakeGap: 0, overtakeGapPerSpeed: 0, drs: null };
  const others = (plan: readonly Stint[]) => {
    const ensemble = new Ensemble(withPlan(free, car, plan), { ...chance, events: false });
    return Array.from({ length: 30 }, (_, race) => {
      ensemble.run(race, race + 1);
      const before = (c: number) => ensemble.places.filter((place, other) => other !== car && place < ensemble.places[c]!).length;
      return spec.cars.map((_car, c) => (c === car ? -1 : before(c)));
    });
  };
  const asPlanned = others(stints);
  expect(others([...stints, stop(50, 'A4'), stop(60, 'A3')])).toEqual(asPlanned);
  expect(new Set(asPlanned.map(String)).size).toBeGreaterThan(20);
});

test('names and order of the other cars change nothing', () => {
  const renamed = { ...spec, cars: spec.cars.map((each) => ({ ...each, id: `x${each.id}` })) };
  const places = (field: FieldSpec) => new Trial({ spec: field, car, plans: [stints], chance, rivals: true }).run([0], 0, 20);
  expect(places(renamed)).toEqual(places(spec));
});
