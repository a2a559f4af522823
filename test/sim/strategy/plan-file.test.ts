import { describe, expect, test } from 'vitest';
import { LapwingError } from '../../../common/errors.ts';
import { raceTime } from '../../../sim/strategy/free-air.ts';
import { readPlanFile } from '../../../sim/strategy/plan-file.ts';
import { published } from '../../fixtures/strategy/published.ts';

type Json = Record<string, any>;

/** The published inputs with one plan, changed by `change`. */
function file(change: (file: Json) => void = () => {}): Json {
  const copy = structuredClone({ inputs: published.inputs, plans: [{ compounds: ['A5', 'A4'], inlaps: [23] }] }) as Json;
  change(copy);
  return copy;
}

function lineOf(document: unknown): string {
  try {
    readPlanFile(document);
  } catch (error) {
    expect(error).toBeInstanceOf(LapwingError);
    expect((error as LapwingError).code).toBe('E_PLAN');
    return (error as LapwingError).message;
  }
  throw new Error('was read without complaint');
}

function time(document: unknown): number {
  const [{ inputs, plans }] = readPlanFile(document) as [ReturnType<typeof readPlanFile>[number]];
  return raceTime(inputs, plans[0]!);
}

describe('what is read', () => {
  test('plans, on the tyre model that the inputs name', () => {
    const groups = readPlanFile(file());
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ plans: [{ compounds: ['A5', 'A4'], inlaps: [23] }], inputs: { driver_pars: { tyres: { model: 'lin', cold: 1 } } } });
    expect(groups[0]!.model).toBeUndefined();
  });

  test('explicit plans of every model, in the order of the file', () => {
    const groups = readPlanFile(published);
    expect(groups.map(({ model, plans }) => [model, plans.length])).toEqual([['lin', 99], ['ln', 99]]);
    expect(groups.map(({ inputs }) => inputs.driver_pars.tyres.model)).toEqual(['lin', 'ln']);
  });

  test('plans count where both are there', () => {
    expect(readPlanFile({ ...published, ...file() })).toHaveLength(1);
  });

  test('a null consumption burns the fuel evenly, as the published figure does', () => {
    expect(time(file((f) => (f.inputs.driver_pars.b_fuel_perlap = null)))).toBeCloseTo(5233.57, 6);
  });

  test('an electric car is no lighter and no heavier', () => {
    const electric = time(file((f) => Object.assign(f.inputs.driver_pars, { drivetype: 'electric', m_fuel_init: null, b_fuel_perlap: null })));
    expect(electric).toBeCloseTo(5233.57 - 0.03 * (100 * 55 - (100 / 55) * ((55 * 54) / 2)), 6);
  });

  test('a coefficient of null is only missed by the model that needs it', () => {
    const withNull = (model: string) => file((f) => {
      f.inputs.driver_pars.tire_pars.tire_deg_model = model;
      f.inputs.driver_pars.tire_pars.A4.k_1_quad = null;
    });
    expect(time(withNull('lin'))).toBeCloseTo(5233.57, 6);
    expect(lineOf(withNull('quad'))).toBe('inputs.driver_pars.tire_pars.A5.k_1_quad: missing, and the quad model needs it');
  });

  test('no stop and a stop on the last lap', () => {
    expect(readPlanFile(file((f) => (f.plans = [{ compounds: ['A4'], inlaps: [] }, { compounds: ['A4', 'A5'], inlaps: [55] }])))[0]!.plans).toHaveLength(2);
  });
});

describe('one line names the field that is wrong', () => {
  const plans = (...list: Json[]) => (f: Json) => (f.plans = list);
  const good = { compounds: ['A5', 'A4'], inlaps: [23] };
  const driver = (change: Json) => (f: Json) => Object.assign(f.inputs.driver_pars, change);
  const tyres = (change: Json) => (f: Json) => Object.assign(f.inputs.driver_pars.tire_pars, change);

  test.each<[string, (f: Json) => void]>([
    ['plans[2].inlaps[0]: lap 0 is not between 1 and 55', plans(good, good, { ...good, inlaps: [0] })],
    ['plans[0].inlaps[0]: lap 56 is not between 1 and 55', plans({ ...good, inlaps: [56] })],
    ['plans[0].inlaps[0]: lap -3 is not between 1 and 55', plans({ ...good, inlaps: [-3] })],
    ['plans[0].inlaps[1]: lap 12 does not come after lap 30', plans({ compounds: ['A3', 'A4', 'A5'], inlaps: [30, 12] })],
    ['plans[0].inlaps[1]: lap 30 does not come after lap 30', plans({ compounds: ['A3', 'A4', 'A5'], inlaps: [30, 30] })],
    ['plans[0].inlaps[0]: must be a whole number, not 12.5', plans({ ...good, inlaps: [12.5] })],
    ['plans[0].inlaps[0]: must be a number', plans({ ...good, inlaps: [NaN] })],
    ['plans[0].inlaps[0]: must be a number, not "23"', plans({ ...good, inlaps: ['23'] })],
    ['plans[0].inlaps: is missing: give a list', plans({ compounds: ['A5'] })],
    ['plans[0].compounds: 2 compounds for 2 stops; a plan has one more compound than stops', plans({ ...good, inlaps: [10, 20] })],
    ['plans[0].compounds: 1 compound for 1 stop; a plan has one more compound than stops', plans({ compounds: ['A5'], inlaps: [10] })],
    ['plans[1].compounds[1]: unknown compound "A9"; there are A3, A4, A5', plans(good, { ...good, compounds: ['A5', 'A9'] })],
    ['plans[0].compounds[0]: unknown compound "constructor"; there are A3, A4, A5', plans({ ...good, compounds: ['constructor', 'A4'] })],
    ['plans[0].compounds[0]: unknown compound "A5"; there are A3, A4', (f) => f.inputs.available_compounds.pop()],
    ['plans: missing, and there is no models.*.explicit either', (f) => delete f.plans],
    ['plans: must not be empty', plans()],
    ['models.exp: unknown tyre model; there are lin, quad, cub, ln', (f) => Object.assign(f, { plans: undefined, models: { exp: { explicit: [good] } } })],
    ['models.cub.explicit[0].inlaps[0]: lap 99 is not between 1 and 55', (f) => Object.assign(f, { plans: undefined, models: { cub: { explicit: [{ ...good, inlaps: [99] }] } } })],
    ['inputs.driver_pars.tire_pars.A5.k_1_cub: missing, and the cub model needs it', (f) => Object.assign(f, { plans: undefined, models: { cub: { explicit: [good] } } })],
    ['inputs.driver_pars.tire_pars.A5: the ln model has no value for a tyre of 22 laps', tyres({ tire_deg_model: 'ln', A5: { k_0: 0, k_1_ln: 1, k_2_ln: -0.1 } })],
    ['inputs.driver_pars.tire_pars.A4.k_0: is missing: give a number', tyres({ A4: { k_1_lin: 0.05 } })],
    ['inputs.driver_pars.tire_pars.A4.k_1_lin: must be a number', tyres({ A4: { k_0: 0, k_1_lin: NaN } })],
    ['inputs.driver_pars.tire_pars.tire_deg_model: must be one of lin, quad, cub, ln, not "exp"', tyres({ tire_deg_model: 'exp' })],
    ['inputs.driver_pars.m_fuel_init: must be at least 0, not -5', driver({ m_fuel_init: -5 })],
    ['inputs.driver_pars.b_fuel_perlap: must be at least 0, not -1', driver({ b_fuel_perlap: -1 })],
    ['inputs.driver_pars.t_base: must be a number', driver({ t_base: NaN })],
    ['inputs.driver_pars.t_base: must be a number, not "92"', driver({ t_base: '92' })],
    ['inputs.driver_pars.p_grid: must be at least 1, not 0', driver({ p_grid: 0 })],
    ['inputs.track_pars: is missing: give an object with fields', (f) => delete f.inputs.track_pars],
    ['inputs.track_pars.pits_aft_finishline: must be true or false, not 1', (f) => (f.inputs.track_pars.pits_aft_finishline = 1)],
    ['inputs.race_pars.tot_no_laps: must be at least 1, not 0', (f) => (f.inputs.race_pars.tot_no_laps = 0)],
    ['inputs: is missing: give an object with fields', (f) => delete f.inputs],
  ])('%s', (line, change) => {
    expect(lineOf(file(change))).toBe(line);
  });

  test('a document that is no object', () => {
    expect(lineOf([])).toBe('the document: must be an object with fields, not an empty list');
  });
});
