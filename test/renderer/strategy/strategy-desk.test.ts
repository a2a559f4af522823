import { expect, test } from 'vitest';
import type { Connection } from '../../../common/contract.ts';
import type { CompareParams } from '../../../common/strategy.ts';
import { StrategyDesk } from '../../../renderer/strategy/strategy-desk.ts';
import { compare } from '../../../sim/strategy/compare.ts';
import { defaultInputs } from '../../../sim/strategy/defaults.ts';
import { bestPlan } from '../../../sim/strategy/rules.ts';

/** A workstation that answers strategy questions, or nothing while `down`. */
function workstation() {
  const states: ((state: 'connected' | 'lost') => void)[] = [];
  const place = {
    down: false,
    asked: [] as CompareParams[],
    back: () => states.forEach((listener) => listener('connected')),
    connection: {
      async request(name: string, params: unknown) {
        if (place.down) throw new Error('the workstation does not answer');
        if (name === 'strategy.defaults') return defaultInputs(53);
        const { inputs, plans, rules } = params as CompareParams;
        if (name === 'strategy.optimum') return bestPlan(inputs, rules);
        place.asked.push({ inputs, plans, ...(rules && { rules }) });
        return compare(inputs, plans, rules);
      },
      on: () => () => {},
      onLive: () => () => {},
      onState: (listener: (state: 'connected' | 'lost') => void) => {
        states.push(listener);
        return () => {};
      },
    } as unknown as Connection,
  };
  return place;
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('opens with the first two plans compared', async () => {
  const { connection } = workstation();
  const desk = new StrategyDesk(connection);
  await settle();
  expect(desk.comparison.value?.plans.map(({ inlaps }) => inlaps)).toEqual([[13, 35], [17, 38]]);
});

test('a third plan comes and goes, A and B stay', async () => {
  const desk = new StrategyDesk(workstation().connection);
  await settle();
  desk.addPlan();
  desk.addPlan();
  await settle();
  expect(desk.comparison.value?.plans).toHaveLength(3);
  desk.removePlan(0);
  desk.removePlan(2);
  await settle();
  expect(desk.comparison.value?.plans.map(({ inlaps }) => inlaps)).toEqual([[13, 35], [17, 38]]);
});

test('a plan that cannot be driven is a fault beside the last good answer, and gone when it is mended', async () => {
  const desk = new StrategyDesk(workstation().connection);
  await settle();
  const [, good] = desk.plans.value;
  desk.setPlan(1, { ...good!, inlaps: [17, 80] });
  await settle();
  expect(desk.fault.value).toEqual({ plan: 1, line: 'Stop 2: lap 80 is not between 1 and 53' });
  expect(desk.comparison.value?.plans[1]?.inlaps).toEqual([17, 38]);
  desk.setPlan(1, good!);
  await settle();
  expect(desk.fault.value).toBeNull();
});

test('knobs reach the engine', async () => {
  const place = workstation();
  const desk = new StrategyDesk(place.connection);
  await settle();
  desk.turn({ pitLoss: 25, wear: 2, burn: 1 });
  await settle();
  const { driver_pars: driver, track_pars: track } = place.asked.at(-1)!.inputs;
  expect(track.t_pitdrive_inlap + driver.t_pit_tirechange + track.t_pitdrive_outlap).toBeCloseTo(25, 9);
  const plain = defaultInputs(53).driver_pars.tyres.compounds['soft']!;
  expect(driver.tyres.compounds['soft']).toEqual({ k_0: plain.k_0, k_1_lin: plain.k_1_lin! * 2 });
  expect([driver.m_fuel_init, driver.b_fuel_perlap]).toEqual([53, 1]);
});

test('another distance stretches the plans and the old one brings them back', async () => {
  const desk = new StrategyDesk(workstation().connection);
  await settle();
  desk.turn({ laps: 5 });
  desk.turn({ laps: 53 });
  await settle();
  expect(desk.comparison.value?.plans.map(({ inlaps }) => inlaps)).toEqual([[13, 35], [17, 38]]);
});

test('without a workstation it says so and asks again when that is back', async () => {
  const place = workstation();
  place.down = true;
  const desk = new StrategyDesk(place.connection);
  await settle();
  expect(desk.trouble.value).toBe('the workstation does not answer');
  place.down = false;
  place.back();
  await settle();
  expect(desk.trouble.value).toBeNull();
  expect(desk.comparison.value).not.toBeNull();
});

test('sets that are not left are a fault, and the best plan with those that are becomes plan C', async () => {
  const desk = new StrategyDesk(workstation().connection);
  await settle();
  desk.setRules({ sets: { soft: 1, medium: 1, hard: 1 } });
  await settle();
  expect(desk.fault.value).toEqual({ plan: 0, line: 'Stint 3: needs a second set of medium; 1 set left' });
  desk.setPlan(0, { compounds: ['soft', 'hard'], inlaps: [20] });
  desk.setPlan(1, { compounds: ['medium', 'hard'], inlaps: [25] });
  await desk.takeBest();
  await settle();
  expect(desk.fault.value).toBeNull();
  expect(desk.plans.value).toHaveLength(3);
  expect(desk.comparison.value!.best).toBe(2);
});

test('pace and the place on the grid reach the engine', async () => {
  const place = workstation();
  const desk = new StrategyDesk(place.connection);
  await settle();
  desk.turn({ pace: -0.2, grid: 7 });
  await settle();
  const { t_base, p_grid } = place.asked.at(-1)!.inputs.driver_pars;
  expect([t_base, p_grid]).toEqual([defaultInputs(53).driver_pars.t_base - 0.2, 7]);
});
