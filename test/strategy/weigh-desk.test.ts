import { expect, onTestFinished, test } from 'vitest';
import { planVerdict, type PlanVerdict } from '../../common/strategy-weighing.ts';
import { WeighDesk } from '../../main/strategy/weigh-desk.ts';
import { fixture } from '../fixtures/strategy/fixture.ts';

const PLANS = [
  { compounds: ['A3', 'A4'], inlaps: [5] },
  { compounds: ['A4', 'A3'], inlaps: [52] },
];
const params = (runs: number, change = {}) => ({ field: { ...fixture('odds-spielberg-2019'), plans: PLANS, ...change }, driver: 'VER', runs, seed: 1, risk: 0, rivals: 'react' as const });
const WITHOUT_END = 1_000_000;

function desk() {
  const heard: [PlanVerdict, string[]][] = [];
  const made = new WeighDesk((verdict, clients) => void heard.push([verdict, [...clients]]));
  onTestFinished(() => made.close());
  return { made, heard };
}

test('how it stands is told to who has asked, and the answer is the last word', { timeout: 60_000 }, async () => {
  const { made, heard } = desk();
  const answer = await made.weigh('ada', params(300));
  expect(planVerdict.parse(answer)).toEqual(answer);
  expect(answer).toMatchObject({ driver: 'VER', done: true, plans: [{ inlaps: [52], races: 300 }, { inlaps: [5] }] });
  expect(heard.map(([{ done }, clients]) => [done, clients])).toEqual([[false, ['ada']], [true, ['ada']]]);
});

test('a second question of a client ends the first, one of another client does not', { timeout: 60_000 }, async () => {
  const { made, heard } = desk();
  const first = made.weigh('ada', params(WITHOUT_END));
  await expect.poll(() => heard.length, { timeout: 30_000 }).toBeGreaterThan(0);
  expect(await made.weigh('bo', params(20))).toMatchObject({ done: true });
  const second = made.weigh('ada', params(20));
  expect(await first).toMatchObject({ done: false, plans: [{ inlaps: [52] }, {}] });
  expect(await second).toMatchObject({ done: true });
});

test('stopped before anything was known, and asked what cannot be: a line', { timeout: 60_000 }, async () => {
  const { made } = desk();
  // Many plans are looked for, and none has been through its first races yet.
  const asked = made.weigh('ada', params(WITHOUT_END, { plans: undefined }));
  made.stop('ada');
  await expect(asked).rejects.toMatchObject({ code: 'E_STOPPED' });
  await expect(made.weigh('ada', params(20, { plans: [{ compounds: ['A3'], inlaps: [] }, PLANS[0]!] }))).rejects.toMatchObject({ code: 'E_PLAN', message: 'plans[0].compounds: one compound to the end; the rules want two' });
  made.stop('nobody');
});
