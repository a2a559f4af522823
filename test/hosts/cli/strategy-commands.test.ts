import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
  await expect(strategySafetyCar(without)).rejects.toMatchObject({ message: `${without}: monte_carlo_pars: expected object, received undefined` });
});

test('risk: the odds of each driver, for a risk file and for a whole field', async () => {
  const risk = await strategyRisk(await written(fixture('odds-spielberg-2019')), 200, 1);
  expect(risk.drivers['KUB']!.p_dnf).toBe(0);
  expect(risk.drivers['LEC']!.p_win).toBeGreaterThan(0.8);
  expect(risk.races_per_second).toBeGreaterThan(0);
  const field = await strategyRisk(await written(fixture('field-spielberg-2019')), 200, 1);
  expect(Object.values(field.drivers).reduce((sum, odds) => sum + odds.p_dnf, 0)).toBeGreaterThan(1);
});

test('a wrong field is named with its file', async () => {
  const document = fixture('field-spielberg-2019');
  document['inputs'].driver_pars.VER.strategy_info[1][0] = 72;
  const file = await written(document);
  await expect(strategyRun(file)).rejects.toMatchObject({ code: 'E_PLAN', message: `${file}: inputs.driver_pars.VER.strategy_info[1][0]: lap 72 is not between 1 and 71` });
});

test.each([
  [['steer', 'file'], {}, 'strategy takes one of plans, run, optimize, replan, safety-car, risk, and a file. See "lapwing strategy --help".'],
  [['run'], {}, 'strategy takes one of plans, run, optimize, replan, safety-car, risk, and a file. See "lapwing strategy --help".'],
  [['risk', 'file'], { runs: '0' }, '--runs 0: at least 1.'],
  [['risk', 'file'], { runs: 'many' }, '--runs many: a whole number is expected.'],
  [['risk', 'file'], { seed: '1.5' }, '--seed 1.5: a whole number is expected.'],
  [['optimize', 'file'], { stops: '11' }, '--stops 11: at most 10.'],
])('%s %s', async (words, options, line) => {
  await expect(strategy.run({ arguments: words, options })).rejects.toThrow(line);
});
