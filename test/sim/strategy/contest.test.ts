import { describe, expect, test } from 'vitest';
import { Random } from '../../../sim/random.ts';
import { contest, type ContestRules, type ContestStanding, type RunRaces } from '../../../sim/strategy/contest.ts';

/** Races in which plan i is `better[i]` places better than the middle, with luck that all share and some that they do not. */
function racesOf(better: readonly number[], asked: { which: readonly number[]; from: number; to: number }[] = []): RunRaces {
  return (which, from, to) => {
    asked.push({ which, from, to });
    return Promise.resolve(
      which.map((plan) =>
        new Uint8Array(to - from).map((_, i) => {
          const luck = new Random(from + i, 0).normal();
          const own = new Random(from + i, 1 + plan).normal();
          return Math.min(19, Math.max(0, Math.round(8 + 3 * luck + 2 * own - better[plan]!)));
        }),
      ),
    );
  };
}

async function standings(run: RunRaces, rules: Partial<ContestRules> & { plans: number }): Promise<ContestStanding[]> {
  const all: ContestStanding[] = [];
  for await (const standing of contest(run, { cars: 20, runs: 5000, risk: 0, finalists: 3, ...rules })) all.push(standing);
  return all;
}

describe('a contest', () => {
  test('finds the best of many, and leaves the rest out on the way', async () => {
    const asked: { which: readonly number[]; from: number; to: number }[] = [];
    const better = Array.from({ length: 24 }, (_, plan) => (plan === 17 ? 2 : -plan / 10));
    const all = await standings(racesOf(better, asked), { plans: 24 });
    const last = all.at(-1)!;
    expect(last).toMatchObject({ round: 'final', done: true, races: 5000, alike: [] });
    expect(last.plans[0]).toMatchObject({ plan: 17, races: 5000, to_best: null });
    expect(last.plans.map(({ plan }) => plan).sort((a, b) => a - b)).toEqual(better.map((_, plan) => plan));
    expect(last.plans.slice(1, 3).every(({ to_best }) => to_best!.apart && to_best!.worth < 0)).toBe(true);
    const races = asked.reduce((sum, { which, from, to }) => sum + which.length * (to - from), 0);
    expect(races).toBeLessThan(24 * 5000 * 0.25);
  });

  test('tells how it stands on the way, each time with more races; the verdict is on races of its own', async () => {
    const asked: { which: readonly number[]; from: number; to: number }[] = [];
    const all = await standings(racesOf([0, 1, 0.2, 0.1, -1, -2, -3, 0.4], asked), { plans: 8 });
    expect(all.map(({ round, races }) => `${round} ${races}`)).toEqual(['first 200', 'first 600', 'final 250', 'final 1000', 'final 4000', 'final 5000']);
    expect(all.filter(({ done }) => done)).toHaveLength(1);
    const first = asked.filter(({ from }) => from < 1_000_000);
    expect(Math.max(...first.map(({ to }) => to))).toBeLessThan(1_000_000);
    expect(asked.slice(first.length).every(({ which }) => which.length === 3)).toBe(true);
  });

  test('says which plans cannot be told apart', async () => {
    const last = (await standings(racesOf([0, 0, -2]), { plans: 3 })).at(-1)!;
    expect(last.alike).toEqual([last.plans[1]!.plan]);
    expect(last.plans[2]).toMatchObject({ plan: 2, to_best: { apart: true } });
  });

  test('odds are those of the races', async () => {
    const [{ odds }] = (await standings(racesOf([9, 0]), { plans: 2 })).at(-1)!.plans as [ContestStanding['plans'][number]];
    expect(odds.position_counts.reduce((a, b) => a + b)).toBe(5000);
    expect(odds.p_win).toBe(odds.position_counts[0]! / 5000);
    expect(odds.expected_points).toBeGreaterThan(12);
  });

  // Three equal plans: the two intervals hold at once, so that some pair is told apart wrongly in about one of twenty.
  test('equal plans are hardly ever told apart', async () => {
    let wrong = 0;
    for (let set = 0; set < 100; set++) {
      const run = racesOf([0, 0, 0]);
      const last = (await standings((which, from, to) => run(which, from + set * 7919, to + set * 7919), { plans: 3, runs: 200 })).at(-1)!;
      if (last.alike.length < 2) wrong++;
    }
    // The best of three by chance is set against the others: a little more than one in twenty.
    expect(wrong).toBeLessThan(16);
  });
});
