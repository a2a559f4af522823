import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { raceFit } from '../../../common/strategy-fit.ts';
import { fitText, strategyFit } from '../../../main/hosts/cli/strategy-fit.ts';
import { driveRace } from '../../support/driven-race.ts';
import { RACE } from '../../support/frames.ts';

const CARS = 4;
const LAPS = 14;
const data = mkdtempSync(join(tmpdir(), 'lapwing-fit-'));
const asked = (options: Record<string, string> = {}) => strategyFit(RACE, { arguments: [], options: { data, ...options } });

beforeAll(() => driveRace(data, { cars: CARS, laps: LAPS, rate: 10 }).close(), 240_000);
afterAll(() => rmSync(data, { recursive: true }));

test('numbers of the simulator that can be, each with its laps', async () => {
  const { fit, tot_no_laps } = await asked();
  expect(raceFit.parse(JSON.parse(JSON.stringify(fit)))).toEqual(fit);
  expect(tot_no_laps).toBe(LAPS);
  expect(fit.laps).toBe(CARS * LAPS);
  expect(fit.used + Object.values(fit.left_out).reduce((sum, n) => sum + n, 0)).toBe(fit.laps);
  expect(fit.fuel.value).toBeGreaterThan(0);
  expect(fit.fuel.value).toBeLessThan(0.06);
  for (const { k_1_lin } of Object.values(fit.compounds)) expect(k_1_lin.value).toBeLessThan(0.4);
  const best = Math.min(...fit.points.filter(({ outlier: far }) => !far).map(({ loss }) => loss));
  expect(best).toBeGreaterThan(-3);
  expect(fit.pit.stop.laps).toBeGreaterThan(0);
  expect(fit.pit.stop.value).toBeGreaterThan(10);
  expect(fit.pit.stop.value).toBeLessThan(45);
});

test('one car by its number, its best plans where they can be told, and else a line', async () => {
  const number = Object.keys((await asked()).fit.cars)[0]!.slice(3);
  const answer = await asked({ car: number });
  expect(answer.car).toBe(`car${number}`);
  if (answer.inputs) {
    expect(Object.keys(answer.optimum!)).toEqual(['1', '2', '3']);
    expect(fitText(answer)).toMatch(/the best compounds/);
  } else expect(fitText(answer)).toMatch(/Too little is told for a plan of car/);
  expect(fitText(answer)).toMatch(/^fuel .* s\/kg/m);
});

test('a race or a car that is not there gets a line', async () => {
  await expect(strategyFit('nowhere', { arguments: [], options: { data } })).rejects.toMatchObject({ code: 'E_NO_RACE', message: expect.stringContaining('"nowhere"') });
  await expect(asked({ car: '999' })).rejects.toThrow(/--car 999: no laps of it in this race; there are car/);
});
