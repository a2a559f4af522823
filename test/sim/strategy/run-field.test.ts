import { describe, expect, test } from 'vitest';
import { readField } from '../../../sim/strategy/field-reader.ts';
import { GREEN, Phases } from '../../../sim/strategy/phases.ts';
import { runField, type FieldResult } from '../../../sim/strategy/run-field.ts';
import { Solo } from '../../../sim/strategy/solo.ts';
import { fixture, type Json } from '../../fixtures/strategy/fixture.ts';

const CASES = ['field-spielberg-2019', 'field-yas-marina-2017-retirements', 'field-budapest-2019-safety-car'];

/** The first lap of a driver that is not as expected, or ''. */
function difference(got: FieldResult, expected: Json): string {
  for (const [id, driver] of Object.entries<Json>(expected['drivers'])) {
    const mine = got.drivers[id]!;
    for (const [lap, time] of (driver['race_times_s'] as (number | null)[]).entries()) {
      const mineThen = mine.race_times_s[lap]!;
      const same = time === null || mineThen === null ? time === mineThen : Math.abs(time - mineThen) < 1e-6;
      if (!same) return `${id}, lap ${lap + 1}: ${mineThen}, not ${time}`;
      if (mine.positions[lap] !== driver['positions'][lap]) return `${id}, lap ${lap + 1}: place ${mine.positions[lap]}, not ${driver['positions'][lap]}`;
    }
  }
  return '';
}

describe.each(CASES)('%s', (name) => {
  const document = fixture(name);
  const result = runField(readField(document));

  test('every lap of every driver to a microsecond, and every place', () => {
    expect(difference(result, document['expected'])).toBe('');
  });

  test('the result', () => {
    expect(result.verdict).toBe(0);
    expect(result.order).toEqual(document['expected'].order);
    for (const [id, { final_position, laps_completed, race_time_s }] of Object.entries<Json>(document['expected'].drivers)) {
      expect(result.drivers[id]).toMatchObject({ final_position, laps_completed, race_time_s: expect.closeTo(race_time_s, 6) });
    }
  });

  test('lap times add up to race times', () => {
    for (const { lap_times_s, race_time_s } of Object.values(result.drivers)) {
      expect(lap_times_s.reduce<number>((sum, time) => sum + (time ?? 0), 0)).toBeCloseTo(race_time_s, 6);
    }
  });

  test('names and the order of the file change nothing', () => {
    const { inputs } = fixture(name);
    const renamed = (id: string) => `driver ${id.slice(1)}${id[0]}`;
    const keys = (table: Json) => Object.fromEntries(Object.entries(table).map(([id, value]) => [renamed(id), value]).toReversed());
    inputs.race_pars.participants = inputs.race_pars.participants.map(renamed).toReversed();
    inputs.monte_carlo_pars.ref_driver = renamed(inputs.monte_carlo_pars.ref_driver);
    inputs.event_pars.retire_data.retirements = inputs.event_pars.retire_data.retirements.map(([id, at]: [string, number]) => [renamed(id), at]);
    Object.assign(inputs, { driver_pars: keys(inputs.driver_pars), tireset_pars: keys(inputs.tireset_pars) });
    const again = runField(readField({ inputs }));
    expect(again.order).toEqual(result.order.map(renamed));
    for (const [id, driver] of Object.entries(result.drivers)) expect(again.drivers[renamed(id)]).toEqual(driver);
  });
});

describe('small races, worked out apart from the engine', () => {
  test.each(fixture('field-worked-out')['cases'] as Json[])('$case', ({ inputs, expected }) => {
    const result = runField(readField({ inputs }));
    expect(difference(result, expected)).toBe('');
    expect(result.order).toEqual(expected.order);
  });
});

type Change = (inputs: Json) => void;

/** The field of Spielberg with a change, as it ends. */
function changed(change: Change): FieldResult {
  const { inputs } = fixture('field-spielberg-2019');
  change(inputs);
  return runField(readField({ inputs }));
}

const phases = (...list: unknown[]) => (inputs: Json) => (inputs['event_pars'].fcy_data.phases = list);

/** s at the line at the end of a lap (from 1), of the car that crosses it first, or nth. */
const crossing = ({ drivers }: FieldResult, lap: number, nth = 1) =>
  Object.values(drivers).map((driver) => driver.race_times_s[lap - 1] ?? Infinity).sort((a, b) => a - b)[nth - 1]!;

describe('flags', () => {
  const green = changed(() => {});

  test('a safety car brings the field together, a virtual one keeps the gaps', () => {
    const gap = (result: FieldResult, lap: number) => crossing(result, lap, 20) - crossing(result, lap);
    const safetyCar = changed(phases([8.7, 14, 'SC', null, null]));
    const virtual = changed(phases([8.7, 14, 'VSC', null, null]));
    expect(gap(green, 8)).toBeGreaterThan(25);
    expect(gap(safetyCar, 13)).toBeLessThan(20 * 0.8011);
    expect(gap(virtual, 13)).toBeGreaterThan(25);
    expect(crossing(safetyCar, 14)).toBeGreaterThan(crossing(virtual, 14) + 10);
    expect(crossing(virtual, 14)).toBeGreaterThan(crossing(green, 14) + 100);
  });

  test('nobody passes behind the safety car but through the pits', () => {
    const { drivers } = changed(phases([35.2, 41, 'SC', null, null]));
    const staying = Object.values(drivers).filter(({ positions }) => new Set(positions.slice(36, 40)).size === 1);
    expect(staying).toHaveLength(20);
  });

  test('they change nothing before they come', () => {
    const late = changed(phases([60.5, 64, 'VSC', null, null]));
    for (const [id, { race_times_s }] of Object.entries(late.drivers)) expect(race_times_s.slice(0, 55)).toEqual(green.drivers[id]!.race_times_s.slice(0, 55));
  });

  test.each([
    ['SC', 38],
    ['VSC', 37.6],
  ] as const)('a %s in seconds is the same as the laps that it stands for', (kind, end) => {
    const { reference } = readField(fixture('field-spielberg-2019'));
    const table = Phases.of([{ start: 35.2, end, kind }], 71);
    new Solo(reference!.car).drive(reference!.stints, table);
    const timed = [table.startTime[0], table.endTime[0], kind, table.delay[0], table.turns[0]];
    const inSeconds = changed((inputs) => (inputs['event_pars'].fcy_data = { domain: 'time', phases: [timed] }));
    expect(inSeconds).toEqual(changed(phases([35.2, end, kind, null, null])));
    expect(crossing(inSeconds, 40)).toBeGreaterThan(crossing(green, 40) + 20);
  });

  test('flags that nobody at the front meets are said', () => {
    expect(changed(phases([70.999, 71, 'VSC', null, null])).verdict).toBe(14);
  });
});

describe('retirements', () => {
  test('who retires keeps the laps that were driven and is classified by them', () => {
    const result = changed((inputs) => (inputs['event_pars'].retire_data.retirements = [['LEC', 30.5], ['VER', 60.25], ['HAM', 0.2]]));
    expect(result.order.slice(-3)).toEqual(['VER', 'LEC', 'HAM']);
    expect(result.drivers['LEC']).toMatchObject({ laps_completed: 30, final_position: 19 });
    expect(result.drivers['HAM']).toMatchObject({ laps_completed: 0, race_time_s: 0 });
  });

  test('when everybody retires the race does not count', () => {
    const result = changed((inputs) => (inputs['event_pars'].retire_data.retirements = inputs['race_pars'].participants.map((id: string, i: number) => [id, 10.5 + i])));
    expect(result.verdict).toBe(1);
  });
});

test('who drives to the end on one compound is named', () => {
  const oneForAll = (compound: string): Change => (inputs) => {
    for (const id of ['VER', 'KUB', 'LEC']) inputs['driver_pars'][id].strategy_info = [[0, 'A3', 0, 0], [30, compound, 0, 0]];
    inputs['event_pars'].retire_data.retirements = [['KUB', 60.5]];
  };
  expect(changed(oneForAll('A3')).one_compound).toEqual(['LEC', 'VER']);
  expect(changed(oneForAll('A4')).one_compound).toEqual([]);
});

describe('for a whole field', () => {
  test('more wear for everybody never shortens the winner’s race', () => {
    const worn = (factor: number) =>
      changed((inputs) => {
        for (const tyres of Object.values<Json>(inputs['tireset_pars'])) for (const tyre of Object.values<Json>(tyres)) if (typeof tyre === 'object') tyre['k_1_lin'] *= factor;
      });
    const times = [0.5, 1, 2, 4].map((factor) => crossing(worn(factor), 71));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('a car alone drives as in free air', () => {
    const document = fixture('field-spielberg-2019');
    document['inputs'].race_pars.participants = ['VER'];
    document['inputs'].car_pars.RedBull.auto_consumption_adjust = false;
    const spec = readField(document);
    const time = new Solo(spec.reference!.car).drive(spec.reference!.stints, GREEN);
    expect(runField(spec).drivers['VER']).toMatchObject({ race_time_s: expect.closeTo(time, 6), final_position: 1, laps_completed: 71 });
  });

  test('nobody passes on the road where a pass takes too much', () => {
    const places = (gap: number) => {
      const { drivers } = changed((inputs) => {
        inputs['track_pars'].t_gap_overtake = gap;
        for (const driver of Object.values<Json>(inputs['driver_pars'])) driver['strategy_info'].length = 1;
      });
      return Object.values(drivers).map(({ positions }) => new Set(positions).size);
    };
    expect(places(1000)).toEqual(places(1000).map(() => 1));
    expect(Math.max(...places(0.3))).toBeGreaterThan(1);
  });
});
