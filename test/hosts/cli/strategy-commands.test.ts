import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { strategyCompare } from '../../../main/hosts/cli/strategy-compare.ts';
import { strategyOptimize } from '../../../main/hosts/cli/strategy-optimize.ts';
import { strategyReplan } from '../../../main/hosts/cli/strategy-replan.ts';
import { strategyRisk } from '../../../main/hosts/cli/strategy-risk.ts';
import { strategySafetyCar } from '../../../main/hosts/cli/strategy-safety-car.ts';
import { strategyRun } from '../../../main/hosts/cli/strategy-run.ts';
import { strategy } from '../../../main/hosts/cli/strategy-command.ts';
import { fixture, type Json } from '../../fixtures/strategy/fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lapwing-strategy-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(document: Json): Promise<string> {
  const file = join(folder, 'strategy.json');
  await writeFile(file, JSON.stringify(document));
  return file;
}

test('run: order, and each driver lap by lap', async () => {
  const document = fixture('field-yas-marina-2017-retirements');
  const { order, drivers } = await strategyRun(await written(document));
  expect(order).toEqual(document['expected'].order);
  expect(drivers['RIC']).toMatchObject({ final_position: 20, laps_completed: 20, race_time_s: expect.closeTo(2125.2623147818176, 6) });
  expect(drivers['RIC']!.race_times_s).toHaveLength(55);
  expect(drivers['RIC']!.lap_times_s[20]).toBeNull();
});

test('optimize: by number of stops', async () => {
  const document = fixture('optimum-yas-marina-2017');
  const { optimum } = await strategyOptimize(await written(document), 3);
  expect(Object.keys(optimum)).toEqual(['1', '2', '3']);
  expect(optimum['2']).toEqual({ ...document['optimum']['2'], time_s: expect.closeTo(document['optimum']['2'].time_s, 6) });
});

test('replan: the best ways to go on', async () => {
  const document = fixture('replan-catalunya-2019-safety-car');
  const decision = await strategyReplan(await written(document));
  expect(Object.keys(decision)).toEqual(['best', 'best_by_further_stops', 'best_if_pit_on_first_possible_lap', 'best_if_no_stop_within_next_3_laps']);
  expect(decision.best[0]).toEqual([expect.closeTo(5498.5399343, 6), [22, 37], ['A2', 'A4']]);
  expect(decision.best_by_further_stops['0']).toBeNull();
});

test('safety-car: what to do if one comes, for every lap but the last', async () => {
  const { monte_carlo_pars } = fixture('odds-spielberg-2019')['inputs'];
  const document: Json = { ...fixture('optimum-yas-marina-2017'), monte_carlo_pars };
  const answer = await strategySafetyCar(await written(document));
  expect(answer.if_on_lap.map(({ lap }) => lap)).toEqual(Array.from({ length: 54 }, (_, i) => i + 1));
  expect(new Set(answer.if_on_lap.map(({ decision }) => decision))).toEqual(new Set(['stop', 'stay']));
  expect(answer.race_time_s).toBeGreaterThan(document['optimum']['1'].time_s);
  const file = await written({ ...document, start_compound: 'A9' });
  await expect(strategySafetyCar(file)).rejects.toMatchObject({ code: 'E_PLAN', message: `${file}: start_compound: "A9" is not one of A4, A5` });
  const one = await written({ ...document, compounds: ['A4'] });
  await expect(strategySafetyCar(one)).rejects.toMatchObject({ message: `${one}: compounds: two are needed, for two have to be driven` });
  const without = await written(fixture('optimum-yas-marina-2017'));
  await expect(strategySafetyCar(without)).rejects.toMatchObject({ message: `${without}: monte_carlo_pars: is missing: give an object with fields` });
});

test('risk: the odds of each driver, for a risk file and for a whole field', async () => {
  const risk = await strategyRisk(await written(fixture('odds-spielberg-2019')), 200, 1);
  expect(risk.drivers['KUB']!.p_dnf).toBe(0);
  expect(risk.drivers['LEC']!.p_win).toBeGreaterThan(0.8);
  expect(risk.races_per_second).toBeGreaterThan(0);
  const field = await strategyRisk(await written(fixture('field-spielberg-2019')), 200, 1);
  expect(Object.values(field.drivers).reduce((sum, odds) => sum + odds.p_dnf, 0)).toBeGreaterThan(1);
});

const weighed = { driver: 'VER', runs: 300, seed: 1, risk: 0, rivals: 'react' } as const;
const never = new Promise<void>(() => {});

test('compare: the plans of the file, the best first', async () => {
  const document: Json = { ...fixture('odds-spielberg-2019'), create_rand_events: true, plans: [{ compounds: ['A3', 'A4'], inlaps: [5] }, { compounds: ['A4', 'A3'], inlaps: [52] }] };
  const answer = await strategyCompare(await written(document), weighed, never);
  expect(answer).toMatchObject({ driver: 'VER', done: true, rivals: 'react' });
  expect(answer.plans.map(({ inlaps, races, left_out }) => ({ inlaps, races, left_out }))).toEqual([
    { inlaps: [52], races: 300, left_out: false },
    { inlaps: [5], races: 300, left_out: false },
  ]);
  expect(answer.plans[1]!.to_best).toMatchObject({ apart: true });
  expect(answer.plans[0]!.free_air_s).toBeCloseTo(4900.84, 1);
  expect(answer.verdict).toMatch(/^A4 A3, in on lap 52: \d+\.\d\d points a race; the next, A3 A4, in on lap 5, is worth \d+\.\d\d ± \d+\.\d\d less\.$/);
});

test('compare: without plans those near the optimum are looked for; asked to end, it tells what it knows', { timeout: 90_000 }, async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => {
    told.mockRestore();
  });
  const asked = vi.waitUntil(() => told.mock.calls.some(([line]) => String(line).startsWith('600 races')), { timeout: 60_000, interval: 5 });
  const answer = await strategyCompare(await written(fixture('odds-spielberg-2019')), { ...weighed, runs: 1_000_000 }, asked);
  expect(answer.done).toBe(false);
  expect(answer.plans.length).toBeGreaterThan(10);
  expect(answer.plans.some(({ left_out }) => left_out)).toBe(true);
  expect(new Set(answer.plans.map(({ compounds, inlaps }) => `${compounds.join()} ${inlaps.join()}`)).size).toBe(answer.plans.length);
});

test.each([
  [{ plans: [{ compounds: ['A3'], inlaps: [] }, { compounds: ['A3', 'A4'], inlaps: [20] }] }, 'plans[0].compounds: one compound to the end; the rules want two'],
  [{ plans: [{ compounds: ['A3', 'A4'], inlaps: [0] }, { compounds: ['A3', 'A4'], inlaps: [20] }] }, 'plans[0].inlaps[0]: lap 0 is not between 1 and 70'],
  [{ plans: [{ compounds: ['A3', 'A4'], inlaps: [20] }, { compounds: ['A3', 'A4'], inlaps: [71] }] }, 'plans[1].inlaps[0]: lap 71 is not between 1 and 70'],
  [{ plans: [{ compounds: ['A3', 'A4', 'A3'], inlaps: [20, 20] }, { compounds: ['A3', 'A4'], inlaps: [20] }] }, 'plans[0].inlaps[1]: lap 20 does not come after lap 20'],
  [{ plans: [{ compounds: ['A3', 'A9'], inlaps: [20] }, { compounds: ['A3', 'A4'], inlaps: [20] }] }, 'plans[0].compounds[1]: unknown compound "A9"; there are A3, A4, A6'],
  [{ plans: [{ compounds: ['A3', 'A4'], inlaps: [20, 30] }, { compounds: ['A3', 'A4'], inlaps: [20] }] }, 'plans[0].compounds: 2 compounds for 2 stops; a plan has one more compound than stops'],
  [{ compounds: ['A3', 'soft'] }, 'compounds[1]: unknown compound "soft"; there are A3, A4, A6'],
  [{ driver: 'SEN' }, 'driver: "SEN" does not take part; there are '],
  [{ driver: undefined }, 'driver: missing: whose plans are to be weighed?'],
])('compare: %j', async (change, line) => {
  const { driver } = change as { driver?: string };
  const file = await written({ ...fixture('odds-spielberg-2019'), ...change });
  await expect(strategyCompare(file, { ...weighed, driver: 'driver' in change ? driver : 'VER' }, never)).rejects.toMatchObject({ code: 'E_PLAN', message: expect.stringContaining(`${file}: ${line}`) });
});

test('a wrong field is named with its file', async () => {
  const document = fixture('field-spielberg-2019');
  document['inputs'].driver_pars.VER.strategy_info[1][0] = 72;
  const file = await written(document);
  await expect(strategyRun(file)).rejects.toMatchObject({ code: 'E_PLAN', message: `${file}: inputs.driver_pars.VER.strategy_info[1][0]: lap 72 is not between 1 and 71` });
});

test.each([
  [['steer', 'file'], {}, 'strategy takes one of plans, run, optimize, replan, safety-car, risk, compare, fit, and a file, or a race for fit. See "lapwing strategy --help".'],
  [['run'], {}, 'strategy takes one of plans, run, optimize, replan, safety-car, risk, compare, fit, and a file, or a race for fit. See "lapwing strategy --help".'],
  [['risk', 'file'], { runs: '0' }, '--runs 0: at least 1.'],
  [['risk', 'file'], { runs: 'many' }, '--runs many: a whole number is expected.'],
  [['risk', 'file'], { seed: '1.5' }, '--seed 1.5: a whole number is expected.'],
  [['compare', 'file'], { risk: '3' }, '--risk 3: at most 2.'],
  [['compare', 'file'], { rivals: 'sleep' }, '--rivals sleep: choose one of react, fixed.'],
  [['optimize', 'file'], { stops: '11' }, '--stops 11: at most 10.'],
])('%s %s', async (words, options, line) => {
  await expect(strategy.run({ arguments: words, options })).rejects.toThrow(line);
});
