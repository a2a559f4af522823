import { expect, test } from 'vitest';
import { carNames, factsOf, headlineOf, named, situationOf } from '../../../renderer/strategy/advice-words.ts';
import { advise, watchedRace } from '../../sim/strategy/advice/known-race.ts';

const nameOf = carNames([
  { car: 'car7', number: 7, driver: 'Ada Keane', team: 'A' },
  { car: 'car27', number: 27, driver: 'Bo Quiroga', team: 'B' },
] as never);

test('cars are called by number and surname, and those that nobody knows as the workstation does', () => {
  expect(named('Undercuts car27: 0.4 s ahead. Out in P4, 1.0 s behind car70.', nameOf)).toBe('Undercuts 27 Quiroga: 0.4 s ahead. Out in P4, 1.0 s behind car70.');
});

test('the lap, the flag, and where the numbers come from', () => {
  const advice = advise(watchedRace(50, 10, { own: { on: 'soft' } }, { slow: [{ start: 900, end: Infinity, why: 'vsc' }] }))!;
  expect(situationOf(advice)).toBe('Lap 11 of 50 · virtual safety car · 100 laps fitted · soft, medium, hard, stop, fuel of this race');
  const known = { tyres: { soft: 'race', hard: 'usual' }, stop: 'earlier', fuel: 'usual' } as const;
  expect(situationOf({ ...advice, flag: 'green', known })).toBe('Lap 11 of 50 · 100 laps fitted · soft of this race · stop of an earlier race · hard, fuel as usual, not yet told by laps');
});

test('what stands below the call', () => {
  const advice = advise(watchedRace(50, 20, { car7: { on: 'soft', at: 1 }, car27: { on: 'soft' } }), 'car7')!;
  const facts = factsOf(advice, nameOf);
  expect(facts.map(({ name }) => name)).toEqual(['Stop now', 'Pit window', 'Out again', 'Ahead: 27 Quiroga, 1.0 s', 'Behind', 'If a safety car came', 'Ways on']);
  const { opens, best, closes } = advice.window!;
  expect(facts[1]).toMatchObject({ what: `laps ${opens}–${closes}`, note: `best on lap ${best}` });
  expect(facts[3]).toMatchObject({ what: 'undercut +1.5 s', note: expect.stringMatching(/^we would end 0\.5 s ahead; overcut by 2 laps −3\.\d s$/) });
  expect(facts[4]).toMatchObject({ what: 'nobody' });
  expect(facts[6]!.what).toMatch(/^A soft → medium \d+ {3}B soft → .* \+\d\.\d s/);
});

test('where nothing can be said, that is said', () => {
  const facts = factsOf(advise(watchedRace(50, 20, { car7: { on: 'soft', stop: [20, 'medium'] } }), 'car7')!, nameOf);
  expect(facts.map(({ what }) => what).slice(0, 5)).toEqual(['0.0 ± 0.0 s', 'none', '–', 'nobody', 'nobody']);
  expect(facts[0]!.note).toBe('no stop now');
});

test('until there is advice the headline says what it waits for', () => {
  expect(headlineOf(undefined, '7 Keane', undefined)).toEqual({ call: 'NO CALL YET', reason: 'Waiting for the workstation to read the laps of 7 Keane.' });
  expect(headlineOf(null, '7 Keane', { lap: 1, state: 'running' })).toEqual({ call: 'NO CALL YET', reason: 'Waiting for 7 Keane to end its first lap.' });
  expect(headlineOf(null, '7 Keane', { lap: 9, state: 'out' })).toEqual({ call: 'NO CALL', reason: '7 Keane is out of the race.' });
  expect(headlineOf(null, '7 Keane', { lap: 50, state: 'running' }).call).toBe('NO CALL');
  const advice = advise(watchedRace(50, 10, { own: { on: 'soft' } }))!;
  expect(headlineOf(advice, '7 Keane', undefined)).toEqual({ call: advice.call, reason: advice.reason });
});
