import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Connection, EventPayload } from '../../../common/contract.ts';
import { QUIET, Weighing, type WeighQuestion } from '../../../renderer/strategy/weighing.ts';
import { defaultInputs } from '../../../sim/strategy/defaults.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

type Verdict = EventPayload<'weighing'>;

function question(lap: number): WeighQuestion {
  return { field: { inputs: defaultInputs(53), pace: 0, safety_car: 0.5 }, plans: [{ compounds: ['soft', 'hard'], inlaps: [lap] }], risk: 0 };
}

function verdict(lap: number, races: number, done: boolean): Verdict {
  return { driver: 'own', seed: 1, risk: 0, rivals: 'react', done, verdict: '', races_per_second: 5000, plans: [{ inlaps: [lap], races }] } as unknown as Verdict;
}

/** A workstation whose answers come when they are told to. */
function workstation() {
  const asked: { name: string; params: unknown; answer: (value: unknown) => void; refuse: (error: Error) => void }[] = [];
  let told: (verdict: Verdict) => void = () => {};
  const connection = {
    request: (name: string, params: unknown) => new Promise((answer, refuse) => asked.push({ name, params, answer, refuse })),
    on: (_: string, listener: (verdict: Verdict) => void) => {
      told = listener;
      return () => {};
    },
    onState: () => () => {},
  } as unknown as Connection;
  const last = (name: string) => asked.findLast((each) => each.name === name)!;
  return { connection, asked, last, names: () => asked.map(({ name }) => name), tell: (each: Verdict) => told(each) };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

async function running(lap: number) {
  const place = workstation();
  const weighing = new Weighing(place.connection);
  const leave = weighing.look();
  weighing.ask(question(lap));
  await vi.advanceTimersByTimeAsync(QUIET);
  place.last('strategy.field').answer({ driver: 'own' });
  await settle();
  return { ...place, weighing, leave };
}

test('nothing runs while nobody looks, and then once the plans rest', async () => {
  const place = workstation();
  const weighing = new Weighing(place.connection);
  weighing.ask(question(10));
  await vi.advanceTimersByTimeAsync(10 * QUIET);
  expect(place.names()).toEqual([]);
  weighing.look();
  weighing.ask(question(11));
  await vi.advanceTimersByTimeAsync(QUIET / 2);
  weighing.ask(question(12));
  await vi.advanceTimersByTimeAsync(QUIET / 2);
  expect(place.names()).toEqual([]);
  await vi.advanceTimersByTimeAsync(QUIET);
  place.last('strategy.field').answer({ driver: 'own' });
  await settle();
  expect(place.last('strategy.weigh').params).toMatchObject({ field: { driver: 'own', plans: [{ inlaps: [12] }] } });
});

test('what is known so far is shown, then the verdict', async () => {
  const { weighing, tell, last } = await running(10);
  tell(verdict(10, 250, false));
  expect(weighing.verdict.value?.plans[0]?.races).toBe(250);
  expect(weighing.state.value).toBe('running');
  last('strategy.weigh').answer(verdict(10, 10_000, true));
  await settle();
  expect(weighing.verdict.value?.plans[0]?.races).toBe(10_000);
  expect(weighing.state.value).toBe('done');
});

test('a change ends the races that run, and what they still say is not heard', async () => {
  const { weighing, tell, last, names } = await running(10);
  tell(verdict(10, 250, false));
  weighing.ask(question(20));
  expect(names()).toContain('strategy.weigh.stop');
  expect(weighing.state.value).toBe('stale');
  tell(verdict(10, 1000, false));
  last('strategy.weigh').answer(verdict(10, 1000, false));
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(weighing.verdict.value?.plans[0]?.races).toBe(250);
  last('strategy.field').answer({});
  await settle();
  tell(verdict(20, 250, false));
  expect(weighing.verdict.value?.plans[0]?.inlaps).toEqual([20]);
});

test('who looks away ends it, and who looks again begins it', async () => {
  const { leave, weighing, names } = await running(10);
  leave();
  expect(names()).toContain('strategy.weigh.stop');
  const asked = names().length;
  weighing.look();
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(names().slice(asked)).toEqual(['strategy.field']);
});

test('a plan that cannot be weighed is a fault that names it, and gone with the next answer', async () => {
  const { weighing, last, tell } = await running(10);
  last('strategy.weigh').refuse(new Error('plans[1].compounds: one compound to the end; the rules want two'));
  await settle();
  expect(weighing.fault.value).toEqual({ plan: 1, line: 'one compound to the end; the rules want two' });
  weighing.ask(question(20));
  await vi.advanceTimersByTimeAsync(QUIET);
  last('strategy.field').answer({});
  await settle();
  tell(verdict(20, 250, false));
  expect(weighing.fault.value).toBeNull();
});
