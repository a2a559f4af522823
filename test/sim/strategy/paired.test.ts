import { expect, test } from 'vitest';
import { Ensemble } from '../../../sim/strategy/ensemble.ts';
import { readField } from '../../../sim/strategy/field-reader.ts';
import type { FieldSpec } from '../../../sim/strategy/field-spec.ts';
import { pairedDifferences, withPlan } from '../../../sim/strategy/paired.ts';
import type { Stint } from '../../../sim/strategy/solo.ts';
import { fixture } from '../../fixtures/strategy/fixture.ts';

const spec = readField(fixture('odds-spielberg-2019'));
const car = spec.cars.findIndex(({ id }) => id === 'VER');
const { stints } = spec.cars[car]!;
const chance = { noise: true, events: true, seed: 3 };

const stop = (from: number, compound: string): Stint => ({ from, compound, age: 0, refuel: 0 });

test('a plan is no better and no worse than itself', () => {
  const [itself, again] = pairedDifferences(spec, car, [stints, [...stints]], chance, 200);
  expect(itself).toEqual(again);
  expect(again).toEqual({ points: 0, points_within: 0, places: 0, places_within: 0, apart: false });
});

test('five stops too many cost points, and that is said', () => {
  const wasteful = [stints[0]!, ...[10, 20, 30, 40, 50, 60].map((lap) => stop(lap, 'A3'))];
  const [, worse] = pairedDifferences(spec, car, [stints, wasteful], chance, 300);
  expect(worse).toMatchObject({ apart: true });
  expect(worse!.points).toBeLessThan(-5);
  expect(worse!.places).toBeGreaterThan(2);
});

test('the same luck tells more than races of their own', () => {
  const later = [stints[0]!, { ...stints[1]!, from: stints[1]!.from + 1 }];
  const [, paired] = pairedDifferences(spec, car, [stints, later], chance, 400);
  const points = (plan: readonly Stint[]) => pairedDifferences(spec, car, [[stints[0]!, stop(71, 'A3')], plan], chance, 400)[1]!;
  expect(paired!.points_within).toBeLessThan(points(later).points_within);
  expect(Math.abs(paired!.points)).toBeLessThan(2);
});

test('another plan for one car changes the luck of nobody', () => {
  // Cars that do not feel each other: what is left between them is luck.
  const apart: FieldSpec = { ...spec, leastGap: 0, duel: 0, overtaken: 0, overtakeGap: 0, overtakeGapPerSpeed: 0, drs: null };
  const others = (plan: readonly Stint[]) => {
    const ensemble = new Ensemble(withPlan(apart, car, plan), { ...chance, events: false });
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
