import { describe, expect, test } from 'vitest';
import { LapwingError } from '../../../common/errors.ts';
import { readField } from '../../../sim/strategy/field-reader.ts';
import { readOptimumFile } from '../../../sim/strategy/optimum-file.ts';
import { readReplanFile } from '../../../sim/strategy/replan-file.ts';
import { readRiskFile } from '../../../sim/strategy/risk-file.ts';
import { Ensemble } from '../../../sim/strategy/ensemble.ts';
import { fixture, type Json } from '../../fixtures/strategy/fixture.ts';

type Change = (document: Json) => void;

function lineOf(read: (document: unknown) => unknown, name: string, change: Change): string {
  const document = fixture(name);
  change(document);
  try {
    read(document);
  } catch (error) {
    expect(error).toBeInstanceOf(LapwingError);
    expect((error as LapwingError).code).toBe('E_PLAN');
    return (error as LapwingError).message;
  }
  throw new Error('was read without complaint');
}

const plan = (...stops: unknown[]): Change => (d) => (d['inputs'].driver_pars.VER.strategy_info = [[0, 'A4', 2, 0], ...stops]);
const phases = (...list: unknown[]): Change => (d) => (d['inputs'].event_pars.fcy_data.phases = list);
const retired = (...list: unknown[]): Change => (d) => (d['inputs'].event_pars.retire_data.retirements = list);

describe('a field: one line names the field that is wrong', () => {
  test.each<[string, Change]>([
    ['inputs: is missing: give an object with fields', (d) => delete d['inputs']],
    ['inputs.driver_pars.VER.strategy_info[1][0]: a stop on lap 0; the first lap is 1', plan([0, 'A3', 0, 0])],
    ['inputs.driver_pars.VER.strategy_info[1][0]: lap 72 is not between 1 and 71', plan([72, 'A3', 0, 0])],
    ['inputs.driver_pars.VER.strategy_info[1][0]: must be at least 0, not -4', plan([-4, 'A3', 0, 0])],
    ['inputs.driver_pars.VER.strategy_info[1][0]: must be a whole number, not 12.5', plan([12.5, 'A3', 0, 0])],
    ['inputs.driver_pars.VER.strategy_info[2][0]: lap 20 does not come after lap 30', plan([30, 'A3', 0, 0], [20, 'A4', 0, 0])],
    ['inputs.driver_pars.VER.strategy_info[1][1]: unknown compound "A9"; there are A3, A4, A6', plan([30, 'A9', 0, 0])],
    ['inputs.driver_pars.VER.strategy_info[1][1]: unknown compound "constructor"; there are A3, A4, A6', plan([30, 'constructor', 0, 0])],
    ['inputs.driver_pars.VER.strategy_info[1][2]: must be at least 0, not -1', plan([30, 'A3', -1, 0])],
    ['inputs.driver_pars.VER.strategy_info[1][3]: must be at least 0, not -5', plan([30, 'A3', 0, -5])],
    ['inputs.driver_pars.VER.strategy_info[0][0]: 3, but the first entry is the start, at lap 0', (d) => (d['inputs'].driver_pars.VER.strategy_info[0][0] = 3)],
    ['inputs.driver_pars.VER.strategy_info: must not be empty', (d) => (d['inputs'].driver_pars.VER.strategy_info = [])],
    ['inputs.driver_pars.VER.t_driver: must be a number', (d) => (d['inputs'].driver_pars.VER.t_driver = NaN)],
    ['inputs.driver_pars.LEC.p_grid: 1 is the place of VER too', (d) => (d['inputs'].driver_pars.VER.p_grid = 1)],
    ['inputs.driver_pars.XYZ: missing, and this driver takes part', (d) => d['inputs'].race_pars.participants.push('XYZ')],
    ['inputs.race_pars.participants[20]: HAM is there twice', (d) => d['inputs'].race_pars.participants.push('HAM')],
    ['inputs.race_pars.tot_no_laps: must be at most 500, not 1000000000', (d) => (d['inputs'].race_pars.tot_no_laps = 1e9)],
    ['inputs.car_pars.RedBull: missing, and ALB drives it', (d) => { delete d['inputs'].car_pars.RedBull; d['inputs'].driver_pars.ALB.team = 'RedBull'; d['inputs'].race_pars.participants = ['ALB']; }],
    ['inputs.car_pars.RedBull.m_fuel: must be at least 0, not -1', (d) => (d['inputs'].car_pars.RedBull.m_fuel = -1)],
    ['inputs.car_pars.RedBull.m_fuel: missing, and a combustion car needs it', (d) => (d['inputs'].car_pars.RedBull.m_fuel = null)],
    ['inputs.tireset_pars.VER: missing, and this driver takes part', (d) => delete d['inputs'].tireset_pars.VER],
    ['inputs.tireset_pars.VER.A4.k_1_lin: must be a number, not "0.1"', (d) => (d['inputs'].tireset_pars.VER.A4.k_1_lin = '0.1')],
    ['inputs.tireset_pars.VER.A4.k_1_cub: missing, and the cub model needs it', (d) => (d['inputs'].tireset_pars.VER.tire_deg_model = 'cub')],
    ['inputs.event_pars.fcy_data.phases[0][0]: begins at 80, and the race has 71 laps', phases([80, 85, 'SC', null, null])],
    ['inputs.event_pars.fcy_data.phases[0][1]: ends at 9, before it begins', phases([10, 9, 'SC', null, null])],
    ['inputs.event_pars.fcy_data.phases[1][0]: begins at 12, inside the phase before it, which ends at 14', phases([10, 14, 'SC', null, null], [12, 16, 'VSC', null, null])],
    ['inputs.event_pars.fcy_data.phases[1][0]: begins at 15, within 1.5 laps of the end of the phase before it', phases([10, 14, 'SC', null, null], [15, 16, 'VSC', null, null])],
    ['inputs.event_pars.fcy_data.phases[1][0]: begins at 5, not after the phase before it', phases([10, 14, 'SC', null, null], [5, 6, 'VSC', null, null])],
    ['inputs.event_pars.fcy_data.phases[0][2]: must be one of SC, VSC, not "RED"', phases([10, 14, 'RED', null, null])],
    ['inputs.event_pars.retire_data.retirements[0][0]: "XYZ" does not take part', retired(['XYZ', 3])],
    ['inputs.event_pars.retire_data.retirements[0][1]: 99 is past the end; the race has 71 laps', retired(['VER', 99])],
    ['inputs.monte_carlo_pars.ref_driver: "XYZ" does not take part', (d) => (d['inputs'].monte_carlo_pars.ref_driver = 'XYZ')],
    ['inputs.monte_carlo_pars.p_sc_quant: no chance is above 0', (d) => (d['inputs'].monte_carlo_pars.p_sc_quant = [0, 0])],
  ])('%s', (line, change) => {
    expect(lineOf(readField, 'field-spielberg-2019', change)).toBe(line);
  });

  test('phases in laps need somebody who drives them', () => {
    const change: Change = (d) => {
      delete d['inputs'].monte_carlo_pars;
      phases([10, 14, 'SC', null, null])(d);
    };
    expect(lineOf(readField, 'field-spielberg-2019', change)).toBe('inputs.monte_carlo_pars.ref_driver: missing, and phases in laps need a driver who drives these laps');
  });
});

describe('random races', () => {
  const ask = (document: unknown) => {
    const { spec, noise, events } = readRiskFile(document);
    new Ensemble(spec, { noise, events, seed: 1 }).run(0, 3);
  };

  test.each<[string, Change]>([
    ['inputs.driver_pars.VER: t_lap_var_sigma, t_startperf or p_accident is missing, or p_failure or t_pit_var_fisk_pars of the car, and random races need them', (d) => delete d['inputs'].driver_pars.VER.t_lap_var_sigma],
    ['inputs.monte_carlo_pars: missing, and random events are drawn from it', (d) => { d['create_rand_events'] = true; delete d['inputs'].monte_carlo_pars; }],
    ['inputs.car_pars.RedBull.p_failure: must be at most 1, not 1.5', (d) => (d['inputs'].car_pars.RedBull.p_failure = 1.5)],
    ['inputs.car_pars.RedBull.t_pit_var_fisk_pars[0]: must be more than 1, not 1', (d) => (d['inputs'].car_pars.RedBull.t_pit_var_fisk_pars[0] = 1)],
    ['inputs: no race counts in 50 draws: everybody retires, or cars pass each other without end', (d) => retired(...d['inputs'].race_pars.participants.map((id: string) => [id, 5.5]))(d)],
  ])('%s', (line, change) => {
    expect(lineOf(ask, 'odds-spielberg-2019', change)).toBe(line);
  });
});

describe('the best plan', () => {
  test.each<[string, Change]>([
    ['laps: must be at least 1, not 0', (d) => (d['laps'] = 0)],
    ['compounds[1]: unknown compound "A9"; there are A4, A5', (d) => (d['compounds'] = ['A4', 'A9'])],
    ['compounds[1]: A4 is there twice', (d) => (d['compounds'] = ['A4', 'A4'])],
    ['start_age: must be at least 0, not -1', (d) => (d['start_age'] = -1)],
    ['car_pars.b_fuel_perlap: must be at least 0, not -1', (d) => (d['car_pars'].b_fuel_perlap = -1)],
    ['sets.A9: not one of the compounds A4, A5', (d) => (d['sets'] = { A9: 2 })],
    ['tireset_pars.A4: the ln model has no value for a tyre of 57 laps', (d) => Object.assign(d['tireset_pars'], { tire_deg_model: 'ln', A4: { k_0: 0, k_1_ln: 1, k_2_ln: -0.1 } })],
  ])('%s', (line, change) => {
    expect(lineOf(readOptimumFile, 'optimum-yas-marina-2017', change)).toBe(line);
  });
});

describe('how to go on', () => {
  test.each<[string, Change]>([
    ['past: must not be empty', (d) => (d['past'] = [])],
    ['past[1][0]: lap 99 is not between 1 and 66', (d) => d['past'].push([99, 'A2', 0, 0])],
    ['first_possible_inlap: lap 0 is not between 1 and 66', (d) => (d['first_possible_inlap'] = 0)],
    ['first_possible_inlap: lap 20 does not come after the stop on lap 20 that is past', (d) => d['past'].push([20, 'A2', 0, 0])],
    ['fcy_progress[0][1]: ends at 2, before it begins', (d) => (d['fcy_progress'] = [[19, 2, 'SC']])],
    ['compounds: must not be empty', (d) => (d['compounds'] = [])],
    ['inputs.tot_no_laps: must be a number, not null', (d) => (d['inputs'].tot_no_laps = null)],
  ])('%s', (line, change) => {
    expect(lineOf(readReplanFile, 'replan-catalunya-2019', change)).toBe(line);
  });
});
