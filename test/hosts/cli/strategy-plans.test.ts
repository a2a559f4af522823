import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { strategyPlans } from '../../../main/hosts/cli/strategy-plans.ts';
import { published } from '../../fixtures/strategy/published.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lapwing-plans-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function written(text: string): Promise<string> {
  const file = join(folder, 'plans.json');
  await writeFile(file, text);
  return file;
}

test('times of every explicit plan, in order, with its model', async () => {
  const { plans } = await strategyPlans(await written(JSON.stringify(published)));
  const expected = (['lin', 'ln'] as const).flatMap((model) => published.models[model].explicit.map((plan) => ({ model, ...plan })));
  expect(plans).toHaveLength(expected.length);
  plans.forEach((plan, i) => {
    expect(plan).toEqual({ ...expected[i], race_time_s: expect.closeTo(expected[i]!.race_time_s, 6) });
  });
});

test('plain plans have no model', async () => {
  const file = await written(`\uFEFF${JSON.stringify({ inputs: published.inputs, plans: [{ compounds: ['A5', 'A4'], inlaps: [23] }] })}`);
  expect(await strategyPlans(file)).toEqual({ plans: [{ compounds: ['A5', 'A4'], inlaps: [23], race_time_s: expect.closeTo(5233.57, 6) }] });
});

test.each([
  ['E_PLAN', ': inputs: is missing: give an object with fields', '{}'],
  ['E_FILE', ': empty; a JSON document is expected', ' \n'],
  ['E_FILE', ': not JSON at line 2, column 9', '{"inputs":\n  {"a": NaN}}'],
  ['E_FILE', ': not JSON at line 3, column 1', '{"plans": [\n1,\n]}'],
  ['E_FILE', ': not JSON at line 1, column 10', '{"plans":'],
])('%s%s', async (code, line, text) => {
  const file = await written(text);
  await expect(strategyPlans(file)).rejects.toMatchObject({ code, message: file + line });
});

test('a file that is not there, a folder, a file too large', async () => {
  const missing = join(folder, 'nothing.json');
  await expect(strategyPlans(missing)).rejects.toMatchObject({ code: 'E_FILE', message: `${missing}: no such file` });
  await expect(strategyPlans(folder)).rejects.toMatchObject({ code: 'E_FILE', message: `${folder}: a folder, not a file` });
  const large = await written(' '.repeat(10e6 + 1));
  await expect(strategyPlans(large)).rejects.toMatchObject({ code: 'E_FILE', message: `${large}: larger than 10 MB; split it` });
});
