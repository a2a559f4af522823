import { expect, test } from 'vitest';
import { advice } from '../../../../common/strategy-advice.ts';
import { trafficOf, type Course } from '../../../../sim/strategy/advice/road-ahead.ts';
import { advise, watchedRace, type KnownCar } from './known-race.ts';

const LAPS = 50;

test('in the shape of the contract, with the window around the best lap', () => {
  const said = advise(watchedRace(LAPS, 10, { own: { on: 'soft' }, other: { on: 'soft', at: 3 } }))!;
  expect(advice.parse(said)).toEqual(said);
  expect(said).toMatchObject({ lap: 11, laps: LAPS, flag: 'green', call: 'STAY OUT', reason: expect.stringMatching(/^Stopping now costs \d+\.\d s: the best lap is \d+, in \d+ laps\.$/) });
  const { opens, best, closes } = said.window!;
  expect(opens <= best && best <= closes).toBe(true);
  expect(said.plans[0]!.inlaps[0]).toBe(best);
  expect(said.gain).toBeLessThan(0);
});

test('on the best lap it is called, and after it waiting costs', () => {
  const { window } = advise(watchedRace(LAPS, 2, { own: { on: 'soft' } }))!;
  const before = advise(watchedRace(LAPS, window!.best - 6, { own: { on: 'soft' } }))!;
  const late = advise(watchedRace(LAPS, window!.closes + 4, { own: { on: 'soft' } }))!;
  expect(before.call).toBe('STAY OUT');
  expect(late).toMatchObject({ call: 'BOX NOW', onto: 'medium', reason: expect.stringMatching(/^Waiting costs \d+\.\d s; onto medium\. Out in P1\.$/) });
  const at = advise(watchedRace(LAPS, window!.best - 1, { own: { on: 'soft' } }))!;
  expect(['BOX NOW', 'NO DIFFERENCE']).toContain(at.call);
});

test('who has both compounds behind it goes to the flag, and the last lap for the rule is called', () => {
  const done = advise(watchedRace(LAPS, 40, { own: { on: 'soft', stop: [20, 'medium'] } }))!;
  expect(done).toMatchObject({ call: 'STAY OUT', reason: expect.stringMatching(/^The tyres last to the flag: a stop would cost/) });
  const last = advise(watchedRace(LAPS, LAPS - 2, { own: { on: 'hard' } }))!;
  expect(last).toMatchObject({ call: 'BOX NOW', reason: expect.stringMatching(/^The rules want another compound, and this is the last lap/) });
  expect(advise(watchedRace(LAPS, LAPS - 2, { own: { on: 'hard' } }, { leastCompounds: 1 }))!.call).toBe('STAY OUT');
});

test('a flag makes the stop cheaper, a safety car more than a virtual one', () => {
  const cars = { own: { on: 'soft' }, other: { on: 'soft', at: 40 } } as const;
  const green = advise(watchedRace(LAPS, 15, cars))!;
  expect(green.call).toBe('STAY OUT');
  expect(green.if_safety_car.gain).toBeGreaterThan(green.if_vsc.gain);
  expect(green.if_vsc.gain).toBeGreaterThan(green.gain);
  const flags = ['vsc', 'safety-car'] as const;
  const [vsc, safetyCar] = flags.map((why) => advise(watchedRace(LAPS, 15, cars, { slow: [{ start: 1300, end: Infinity, why }] }))!);
  expect(vsc).toMatchObject({ flag: 'vsc', call: green.if_vsc.call });
  expect(safetyCar).toMatchObject({ flag: 'safety-car', call: 'BOX NOW', reason: expect.stringMatching(/^The safety car makes the stop 10\.5 s cheaper: /) });
});

test('undercut, overcut and the gap after both have stopped', () => {
  const watched = watchedRace(LAPS, 20, { own: { on: 'soft', at: 1 }, other: { on: 'soft' } });
  const { ahead, behind } = advise(watched)!;
  expect(behind).toBeNull();
  // On lap 22: a fresh medium against a soft that is 21 laps old.
  expect(ahead).toMatchObject({ car: 'other', gap: expect.closeTo(1, 4), undercut: expect.closeTo(0.1 * 21 - 0.6, 4), after_undercut: expect.closeTo(0.1 * 21 - 0.6 - 1, 4) });
  expect(ahead!.overcut).toBeCloseTo(-(0.1 * (21 + 22) - (0.6 + 0.65)), 4);
  const other = advise(watched, 'other')!;
  expect(other).toMatchObject({ ahead: null, behind: { car: 'own', gap: expect.closeTo(1, 4), undercut: expect.closeTo(ahead!.undercut, 4) } });
});

test('close to the best lap, a car that can be undercut is', () => {
  const { window } = advise(watchedRace(LAPS, 2, { own: { on: 'soft' } }))!;
  const lap = window!.best - 2;
  const alone = advise(watchedRace(LAPS, lap, { own: { on: 'soft' } }))!;
  expect(alone.call).not.toBe('BOX NOW');
  const near = advise(watchedRace(LAPS, lap, { own: { on: 'soft', at: 0.8 }, other: { on: 'soft' } }))!;
  expect(near).toMatchObject({ call: 'BOX NOW', reason: expect.stringMatching(/^Undercuts other: 0\.\d s ahead of it after both have stopped\./) });
});

test('who comes in from close behind is answered', () => {
  const { window } = advise(watchedRace(LAPS, 2, { own: { on: 'soft' } }))!;
  const lap = window!.best - 2;
  const answered = advise(watchedRace(LAPS, lap, { own: { on: 'soft' }, rival: { on: 'soft', at: 0.7, stop: [lap, 'medium'] } }))!;
  expect(answered).toMatchObject({ call: 'BOX NOW', reason: expect.stringMatching(/^rival has come in from close behind/) });
});

test('where it comes out, behind whom, and what it loses there', () => {
  const stopped = (at: number): KnownCar => ({ on: 'soft', at, stop: [13, 'medium'] });
  const { rejoin } = advise(watchedRace(LAPS, 26, { own: { on: 'soft' }, near: stopped(0), next: stopped(2), far: stopped(60) }))!;
  expect(rejoin).toMatchObject({ position: 3, ahead: { car: 'next' }, behind: { car: 'far' } });
  expect(rejoin!.ahead!.gap).toBeGreaterThan(0);
  const clear = advise(watchedRace(LAPS, 26, { own: { on: 'soft' } }))!.rejoin!;
  expect(clear).toEqual({ position: 1, ahead: null, behind: null, traffic: 0 });
});

test('a car that is a little slower holds it up, one that is much slower is passed, and so is one in the pits', () => {
  const course = (car: string, at: number, lap: number, pits: readonly number[] = []): Course => ({ car, line: (l) => at + l * lap + (pits.includes(l - 1) ? 20 : 0), inPits: (l) => pits.includes(l) || pits.includes(l - 1) });
  const own = course('own', 1, 90);
  expect(trafficOf(own, [course('other', 0, 90.2)], 0, 8)).toBeCloseTo(8 * 0.2 - 0.5, 9);
  expect(trafficOf(own, [course('other', 0, 93)], 0, 8)).toBe(0);
  expect(trafficOf(own, [course('other', 0, 89.9)], 0, 8)).toBe(0);
  expect(trafficOf(own, [course('other', 0, 90.2, [4])], 0, 8)).toBeCloseTo(4 * 0.2 - 0.5, 9);
  expect(trafficOf(own, [course('behind', 2, 90.2)], 0, 8)).toBe(0);
});

test('plans by what is put on, the best first, and where the first is ahead for good', () => {
  const { plans } = advise(watchedRace(LAPS, 10, { own: { on: 'soft' } }))!;
  expect(plans).toHaveLength(3);
  expect(plans[0]).toMatchObject({ behind: 0, crossover: null });
  expect(new Set(plans.map(({ compounds }) => compounds.join())).size).toBe(3);
  for (const { behind, crossover, compounds } of plans.slice(1)) {
    expect(compounds[0]).toBe('soft');
    expect(behind).toBeGreaterThan(0);
    expect(crossover).toBeGreaterThan(10);
    expect(crossover).toBeLessThanOrEqual(LAPS);
  }
});

test('nothing is said of a car that is out or unknown, in the pits it is said, and in the wet', () => {
  const cars = { own: { on: 'soft' }, gone: { on: 'soft', less: 4 } } as const;
  expect(advise(watchedRace(LAPS, 10, cars), 'nobody')).toBeNull();
  expect(advise(watchedRace(LAPS, 10, cars, { out: new Set(['gone']) }), 'gone')).toBeNull();
  expect(advise(watchedRace(LAPS, LAPS, cars))).toBeNull();
  expect(advise(watchedRace(LAPS, 20, { own: { on: 'soft', stop: [20, 'medium'] } }))).toMatchObject({ call: 'STAY OUT', reason: 'It is in the pits.', plans: [{ compounds: ['medium'], inlaps: [] }, {}, {}] });
  expect(advise(watchedRace(LAPS, 20, cars, { slow: [{ start: 800, end: Infinity, why: 'wet' }] }))).toMatchObject({ call: 'NO DIFFERENCE', reason: expect.stringMatching(/wet/) });
});

test('numbers that this race does not say come from an earlier one, then from what is usual, and that is said', () => {
  const watched = watchedRace(LAPS, 10, { own: { on: 'soft' } });
  const { soft, ...others } = watched.fit.compounds;
  const untold = { ...watched.fit.pit.stop, told: false, within: 50 };
  const fit = { ...watched.fit, compounds: { soft: soft! }, pit: { ...watched.fit.pit, stop: untold } };
  expect(advise({ ...watched, fit })!.known).toMatchObject({ tyres: { soft: 'race', medium: 'usual', hard: 'usual' }, stop: 'usual' });
  const earlier = { ...watched.fit, compounds: { soft: { ...soft!, k_0: { ...soft!.k_0, value: 5 } }, ...Object.fromEntries(Object.entries(others).map(([name, each]) => [name, { ...each, k_0: { ...each.k_0, value: each.k_0.value + 5 } }])) } };
  const said = advise({ ...watched, fit, earlier })!;
  expect(said.known).toMatchObject({ tyres: { soft: 'race', medium: 'earlier', hard: 'earlier' }, stop: 'earlier' });
  const exact = advise(watched)!.plans;
  expect(said.plans.map(({ compounds, inlaps }) => [compounds, inlaps])).toEqual(exact.map(({ compounds, inlaps }) => [compounds, inlaps]));
  said.plans.forEach(({ behind }, i) => expect(behind).toBeCloseTo(exact[i]!.behind, 3));
});

test('with numbers that no lap has told, a difference within what it may be off by is none', () => {
  const watched = watchedRace(LAPS, 10, { own: { on: 'soft' } });
  const fit = { ...watched.fit, used: 0, reference: null, compounds: {}, pit: { ...watched.fit.pit, stop: { ...watched.fit.pit.stop, told: false } } };
  const said = advise({ ...watched, fit })!;
  expect(Math.abs(said.gain)).toBeLessThan(said.within);
  expect(said).toMatchObject({ call: 'NO DIFFERENCE', if_vsc: { call: 'NO DIFFERENCE' }, reason: expect.stringMatching(/^Too little is known yet, no lap fitted: what a stop now gains may be off by \d+\.\d s\.$/) });
  expect(advise(watched)!.call).toBe('STAY OUT');
  expect(advise({ ...watched, fit, earlier: watched.fit })!.call).toBe('STAY OUT');
});
