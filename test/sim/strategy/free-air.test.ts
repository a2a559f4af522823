import { describe, expect, test } from 'vitest';
import type { Plan, TyreModel } from '../../../common/strategy.ts';
import { lapTimes, raceTime } from '../../../sim/strategy/free-air.ts';
import { readPlanFile } from '../../../sim/strategy/plan-file.ts';
import { published } from '../../fixtures/strategy/published.ts';
import { plan, toy } from './toy.ts';

describe('published race times, Yas Marina 2017', () => {
  const cases = (['lin', 'ln'] as const).flatMap((model) => {
    const { best_by_sequence, explicit } = published.models[model];
    return [...best_by_sequence['1'], ...best_by_sequence['2'], ...explicit].map((timed) => ({ model, timed }));
  });

  function inputsOn(model: TyreModel, timed: Plan) {
    return readPlanFile({ inputs: published.inputs, models: { [model]: { explicit: [timed] } } })[0]!.inputs;
  }

  test('all 258 to a microsecond', () => {
    expect(cases).toHaveLength(258);
    const off = cases.filter(({ model, timed }) => !(Math.abs(raceTime(inputsOn(model, timed), timed) - timed.race_time_s) < 1e-6));
    expect(off).toEqual([]);
  });

  test('the best stop of a sequence is not beaten by the laps beside it', () => {
    for (const timed of published.models.ln.best_by_sequence['1']) {
      const inputs = inputsOn('ln', timed);
      for (const step of [-1, 1]) {
        const moved = { ...timed, inlaps: timed.inlaps.map((lap) => lap + step) };
        expect(raceTime(inputs, moved)).toBeGreaterThan(timed.race_time_s - 1e-6);
      }
    }
  });
});

describe('what each lap takes', () => {
  const times = (...args: Parameters<typeof lapTimes>) => Array.from(lapTimes(...args), (time) => Number(time.toFixed(9)));

  test('fuel is weighed at the start of the lap', () => {
    const inputs = toy({ laps: 3, driver: { m_fuel_init: 30, b_fuel_perlap: 10 }, track: { t_lap_sens_mass: 0.1 } });
    expect(times(inputs, plan('S'))).toEqual([103, 102, 101]);
  });

  test('a tyre has age 0 on the first lap of its stint and that lap is cold', () => {
    const inputs = toy({ laps: 5, cold: 1, compounds: { S: { k_0: 0, k_1_lin: 0.5 }, H: { k_0: 2, k_1_lin: 0.25 } } });
    expect(times(inputs, plan('SH', 3))).toEqual([101, 100.5, 101, 103, 102.25]);
  });

  test('the start costs the standing start and each place behind the first', () => {
    const inputs = toy({ laps: 2, driver: { p_grid: 5 }, track: { t_loss_firstlap: 2.5, t_loss_pergridpos: 0.25 } });
    expect(times(inputs, plan('S'))).toEqual([103.5, 100]);
  });

  const pits = { t_pitdrive_inlap: 2, t_pitdrive_outlap: 16 };

  test('with the box past the line the car stands on the out-lap', () => {
    const inputs = toy({ laps: 4, driver: { t_pit_tirechange: 3 }, track: pits });
    expect(times(inputs, plan('SH', 2))).toEqual([100, 102, 119, 100]);
  });

  test('with the box before the line the car stands on the in-lap', () => {
    const inputs = toy({ laps: 4, driver: { t_pit_tirechange: 3 }, track: { ...pits, pits_aft_finishline: false } });
    expect(times(inputs, plan('SH', 2))).toEqual([100, 105, 116, 100]);
  });

  test.each([
    [true, 102],
    [false, 105],
  ])('a stop on the last lap has no out-lap (box past the line: %s)', (pits_aft_finishline, last) => {
    const inputs = toy({ laps: 3, cold: 1, driver: { t_pit_tirechange: 3 }, track: { ...pits, pits_aft_finishline } });
    expect(times(inputs, plan('SH', 3))).toEqual([101, 100, last]);
  });

  test('an out-lap can be an in-lap', () => {
    const inputs = toy({ laps: 4, driver: { t_pit_tirechange: 3 }, track: pits });
    expect(times(inputs, plan('SHS', 1, 2))).toEqual([102, 121, 119, 100]);
  });

  test('a stop on lap 1 carries the loss of the start too', () => {
    const inputs = toy({ laps: 2, track: { ...pits, t_loss_firstlap: 5 } });
    expect(times(inputs, plan('SH', 1))).toEqual([107, 116]);
  });

  test('a race of one lap', () => {
    expect(times(toy({ laps: 1, cold: 1 }), plan('S'))).toEqual([101]);
  });
});
