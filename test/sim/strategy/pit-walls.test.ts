import { describe, expect, test } from 'vitest';
import { FieldRace } from '../../../sim/strategy/field-race.ts';
import { readField } from '../../../sim/strategy/field-reader.ts';
import type { FieldSpec } from '../../../sim/strategy/field-spec.ts';
import { Field } from '../../../sim/strategy/field.ts';
import { pitWalls, withSpareSets } from '../../../sim/strategy/pit-walls.ts';
import { callIn } from '../../../sim/strategy/race-state.ts';
import { referenceOf, setEvents } from '../../../sim/strategy/schedule.ts';
import { withPlan } from '../../../sim/strategy/trial.ts';
import { fixture, type Json } from '../../fixtures/strategy/fixture.ts';

const spec = readField(fixture('odds-spielberg-2019'));
const carOf = (id: string): number => spec.cars.findIndex((car) => car.id === id);
const [ver, gas, ham] = [carOf('VER'), carOf('GAS'), carOf('HAM')];

function raceOf(field: FieldSpec, set: (race: FieldRace) => void = () => {}): FieldRace {
  const race = new FieldRace(new Field(field));
  setEvents(race, referenceOf(race.field));
  set(race);
  race.run();
  return race;
}

/** The field under a safety car from the middle of lap `from` to the end of lap `to`. */
function underSafetyCar(from: number, to: number): FieldSpec {
  const document: Json = fixture('odds-spielberg-2019');
  document['inputs'].event_pars.fcy_data.phases = [[from - 0.5, to, 'SC']];
  document['inputs'].event_pars.fcy_data.domain = 'progress';
  return readField(document);
}

/** Lap and car of every call of the pit walls. */
function calls(field: FieldSpec, own: number, rivals = true): { lap: number; car: number }[] {
  const told: { lap: number; car: number }[] = [];
  const wall = pitWalls({ own, rivals });
  raceOf(withSpareSets(field), (race) => {
    race.wall = (state, lap) => {
      wall(state, lap);
      for (let at = 0; at < state.calledCount; at++) told.push({ lap, car: state.called[at]! });
    };
  });
  return told;
}

describe('a stop that is brought forward', () => {
  // With flags before and after, and two stops, one of which stays as planned.
  test.each([
    ['under green', spec],
    ['with a safety car before it', underSafetyCar(5, 8)],
    ['with a safety car after it', underSafetyCar(40, 43)],
  ])('is the stop that a plan would have had there, %s', (_, field) => {
    const [start, next] = field.cars[ver]!.stints;
    const stints = (lap: number) => [start!, { ...next!, from: lap }, { ...next!, from: 55, compound: 'A4' }];
    const planned = raceOf(withPlan(field, ver, stints(23)));
    const called = raceOf(withPlan(field, ver, stints(31)), (race) => {
      race.wall = (state, lap) => {
        if (lap === 23) callIn(state, ver);
      };
    });
    expect(Array.from(called.order)).toEqual(Array.from(planned.order));
    called.times.forEach((time, at) => expect(Math.abs(time - planned.times[at]!) < 1e-9 || (Number.isNaN(time) && Number.isNaN(planned.times[at]!))).toBe(true));
  });
});

describe('one crew', () => {
  const together = (gap: number): FieldSpec => {
    const field = withPlan(spec, ver, [spec.cars[ver]!.stints[0]!, { ...spec.cars[ver]!.stints[1]!, from: 20 }]);
    // Equal cars in front of all others, the second `gap` s a lap slower.
    const first = field.cars[ver]!;
    const cars = field.cars.map((car, c) =>
      c === ver ? { ...car, grid: 1 } : c === gas ? { ...first, id: car.id, grid: 2, offPace: first.offPace + gap } : { ...car, grid: car.grid + 20 },
    );
    return { ...field, overtakeGap: 1000, cars };
  };
  const lost = (field: FieldSpec) => {
    const race = raceOf(field, (each) => (each.oneCrew = true));
    const free = raceOf(field);
    const { count } = race.field;
    return [ver, gas].map((c) => race.times[21 * count + c]! - free.times[21 * count + c]!);
  };

  test('the second of two cars that come in close together waits until the first is served', () => {
    const [first, second] = lost(together(0.02));
    expect(first).toBe(0);
    expect(second).toBeGreaterThan(0.3);
    expect(second).toBeLessThan(spec.fastestChange + spec.cars[ver]!.slowerChange + 0.01);
  });

  test('who comes in long after does not', () => {
    expect(lost(together(1))).toEqual([0, 0]);
  });
});

describe('pit walls', () => {
  test('without flags and near stops nobody is called', () => {
    const apart = spec.cars.reduce((field, car, c) => withPlan(field, c, [car.stints[0]!, { ...car.stints[1]!, from: 10 + 3 * c }]), spec);
    expect(calls({ ...apart, duel: 0 }, -1).length).toBeLessThan(6);
    expect(calls(apart, ver, false)).toEqual([]);
  });

  test('a safety car shortly before the stop brings it forward, once', () => {
    const at = spec.cars[ham]!.stints[1]!.from - 4;
    const told = calls(underSafetyCar(at, at + 4), -1).filter(({ car }) => car === ham);
    expect(told.map(({ lap }) => lap)).toEqual([at]);
  });

  test('a decision knows nothing of what comes after it: neither how long the safety car stays nor a second one', () => {
    const short = calls(underSafetyCar(20, 22), -1).filter(({ lap }) => lap <= 20);
    const long = calls(underSafetyCar(20, 29), -1).filter(({ lap }) => lap <= 20);
    expect(short.length).toBeGreaterThan(3);
    expect(long).toEqual(short);
  });

  test('nobody is called in twice for one safety car', () => {
    for (let from = 3; from < 68; from += 4) {
      const told = calls(underSafetyCar(from, from + 3), -1).filter(({ lap }) => lap >= from && lap <= from + 3);
      expect(new Set(told.map(({ car }) => car)).size).toBe(told.length);
    }
  });

  test('a rival who comes in close behind is answered, but the own plan stays what it is', () => {
    // HAM starts right behind VER and stops on lap 12; VER plans lap 15.
    const stop = (field: FieldSpec, c: number, lap: number) => withPlan(field, c, [field.cars[c]!.stints[0]!, { ...field.cars[c]!.stints[1]!, from: lap }]);
    const field = stop(stop(spec, ver, 15), ham, 12);
    const paired = { ...field, overtakeGap: 1000, cars: field.cars.map((car, c) => (c === ver ? { ...car, grid: 1 } : c === ham ? { ...car, grid: 2, offPace: field.cars[ver]!.offPace } : { ...car, grid: car.grid + 20 })) };
    expect(calls(paired, -1)).toContainEqual({ lap: 13, car: ver });
    expect(calls(paired, ver).filter(({ car }) => car === ver)).toEqual([]);
  });

  test('tyres that a safety car has spared are kept longer, but not by the car whose plan is weighed', () => {
    const planned = spec.cars[ham]!.stints[1]!.from;
    const late = (own: number) => calls(underSafetyCar(5, 8), own).filter(({ car, lap }) => car === ham && lap > 8);
    expect(late(-1)).toEqual([{ car: ham, lap: expect.any(Number) }]);
    expect(late(-1)[0]!.lap).toBeGreaterThan(planned);
    expect(late(-1)[0]!.lap).toBeLessThanOrEqual(planned + 8);
    expect(late(ham)).toEqual([]);
  });

  test('a stop that was put off is made', () => {
    for (let from = 3; from < 60; from += 8) {
      const field = underSafetyCar(from, from + 3);
      const wall = pitWalls({ own: -1, rivals: true });
      const race = raceOf(withSpareSets(field), (each) => (each.wall = wall));
      field.cars.forEach((car, c) => expect(race.stint[c]! - race.field.firstStint[c]!).toBeGreaterThanOrEqual(car.stints.length - 1));
    }
  });
});
