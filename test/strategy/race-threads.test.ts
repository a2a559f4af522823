import { expect, onTestFinished, test } from 'vitest';
import { readField } from '../../sim/strategy/field-reader.ts';
import { Trial, type TrialSetup } from '../../sim/strategy/trial.ts';
import { RaceThreads } from '../../main/strategy/race-threads.ts';
import { fixture } from '../fixtures/strategy/fixture.ts';

const spec = readField(fixture('odds-spielberg-2019'));
const { stints } = spec.cars[0]!;
const setup: TrialSetup = { spec, car: 0, plans: [stints, [stints[0]!, { ...stints[1]!, from: 50 }]], chance: { noise: true, events: true, seed: 1 }, rivals: true };

function threads(count: number): RaceThreads {
  const made = new RaceThreads(count);
  onTestFinished(() => made.close());
  return made;
}

test('however many threads there are, the races are the same', async () => {
  const here = new Trial(setup).run([0, 1], 100, 700);
  for (const count of [1, 3]) expect(await threads(count).trial(setup)([0, 1], 100, 700)).toEqual(here);
});

test('what is not wanted any more ends soon, and the threads answer the next question', async () => {
  const pool = threads(2);
  const abort = new AbortController();
  const run = pool.trial(setup, abort.signal)([0, 1], 0, 10_000_000);
  abort.abort(new Error('enough'));
  await expect(run).rejects.toThrow('enough');
  const other = { ...setup, chance: { ...setup.chance, seed: 9 } };
  expect(await pool.trial(other)([1], 0, 300)).toEqual(new Trial(other).run([1], 0, 300));
});

test('a field without chances is named at once, one in which no race counts when it is run', async () => {
  const pool = threads(1);
  expect(() => pool.trial({ ...setup, spec: { ...spec, chances: null } })).toThrow('inputs.monte_carlo_pars: missing');
  const gone = { ...spec, drawsRetirements: false, retirements: { in: 'laps' as const, list: spec.cars.map((_, car) => ({ car, at: 1.5 })) } };
  await expect(pool.trial({ ...setup, spec: gone })([0], 0, 10)).rejects.toMatchObject({ code: 'E_PLAN', message: expect.stringContaining('no race counts') });
});
