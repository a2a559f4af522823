import { expect, test } from 'vitest';
import { flagParams, flagTables as shape } from '../../../common/strategy-flags.ts';
import { defaultInputs } from '../../../sim/strategy/defaults.ts';
import { flagTables } from '../../../sim/strategy/flag-tables.ts';

const PLAN = { compounds: ['soft', 'medium'], inlaps: [24] };
const asked = (more: object = {}) => flagParams.parse({ inputs: defaultInputs(53), plan: PLAN, ...more });

test('a row for each lap but the last, in the shape of the contract, with what the plan has on', () => {
  const tables = flagTables(asked());
  expect(shape.parse(tables)).toEqual(tables);
  for (const rows of [tables.safety_car, tables.vsc]) {
    expect(rows.map(({ lap }) => lap)).toEqual(Array.from({ length: 52 }, (_, i) => i + 1));
    expect(rows[23]).toMatchObject({ compound: 'soft', age: 23 });
    expect(rows[24]).toMatchObject({ compound: 'medium', age: 0 });
  }
});

test('shortly before its stop a car comes in, on fresh tyres it stays, and a safety car is worth more than a virtual one', () => {
  const { safety_car, vsc } = flagTables(asked());
  expect(safety_car[20]).toMatchObject({ call: 'BOX NOW', onto: 'medium' });
  expect(vsc[20]).toMatchObject({ call: 'BOX NOW' });
  expect(safety_car[20]!.gain!).toBeGreaterThan(vsc[20]!.gain!);
  expect(safety_car.at(-1)!.call).toBe('STAY OUT');
});

test('who has not yet driven two compounds cannot stay out behind the last one', () => {
  const last = flagTables(asked({ plan: { compounds: ['soft', 'medium'], inlaps: [52] } })).safety_car.at(-1)!;
  expect(last).toMatchObject({ call: 'BOX NOW', gain: null });
});

test('what cannot be is told in one line that names the field', () => {
  expect(() => flagTables(asked({ plan: { compounds: ['soft', 'soft'], inlaps: [24] } }))).toThrow('plan.compounds: one compound to the end');
  expect(() => flagTables(asked({ plan: { compounds: ['soft', 'medium'], inlaps: [70] } }))).toThrow('plan.inlaps[0]');
  expect(() => flagTables(asked({ inputs: defaultInputs(300) }))).toThrow('inputs.race_pars.tot_no_laps');
});
