import { oddsOfPlaces, type PlaceOdds } from './odds.ts';
import { pairedDifference, type Difference } from './paired.ts';
import { score } from './worth.ts';

/** How one plan stands. */
export interface PlanStanding {
  /** Index of the plan. */
  plan: number;
  /** Races that it was driven in. */
  races: number;
  odds: PlaceOdds;
  /** mean + risk · deviation of what its places are worth. */
  score: number;
  /** Against the best; null for the best itself and for a plan that is no longer driven. */
  to_best: Difference | null;
}

/** What is known so far, the best plan first. */
export interface ContestStanding {
  /** `first`: weighed on few races, some plans will be left out. `final`: the best of them, on races that had no part in choosing them. */
  round: 'first' | 'final';
  /** Races that each plan still driven has been through in this round. */
  races: number;
  done: boolean;
  plans: PlanStanding[];
  /** Plans that these races cannot tell from the best. */
  alike: number[];
}

/** Drives the plans in `which` through the races from `from` to the one before `to`: the places of the car, from 0, for each. */
export type RunRaces = (which: readonly number[], from: number, to: number) => Promise<Uint8Array[]>;

/** Races after which the worse half is left out. */
const HALVINGS = [200, 600, 1400];
/** Where the races of the final round begin, so that luck in the choice is no luck in the verdict. */
const FINAL_FROM = 1_000_000;
/** Races after which the final round tells how it stands. */
const TOLD_AFTER = [250, 1000, 4000];
/** Deviations of a mean that hold it with 95%, for one difference and for several at once (Bonferroni). */
const SURE = [1.96, 1.96, 2.241, 2.394, 2.498, 2.576];

export interface ContestRules {
  /** How many plans there are; the first is the fastest alone on the track. */
  plans: number;
  /** Cars in the field. */
  cars: number;
  /** Races of the final round. */
  runs: number;
  /** As in `score`. */
  risk: number;
  /** Up to so many plans all go into the final round. */
  finalists: number;
}

/**
 * Finds the best of some plans: halves them by few races while they are many, then drives those left through `runs` races of their own.
 * It tells how things stand after each step.
 *
 * Differences to the best are of the same races; their intervals hold all at once with 95%.
 */
export async function* contest(run: RunRaces, { plans: count, cars, runs, risk, finalists }: ContestRules): AsyncGenerator<ContestStanding> {
  let alive = Array.from({ length: count }, (_, plan) => plan);
  const out: PlanStanding[] = [];
  const places = alive.map(() => new Uint8Array(0));
  for (const races of HALVINGS) {
    if (alive.length <= finalists) break;
    await drive(run, alive, places, places[alive[0]!]!.length, races, 0);
    const plans = stand(alive, places, cars, risk);
    const kept = Math.max(finalists, Math.ceil(alive.length / 2));
    yield { round: 'first', races, done: false, plans: [...plans, ...out], alike: alikeTo(plans) };
    out.unshift(...plans.slice(kept).map((each) => ({ ...each, to_best: null })));
    alive = plans.slice(0, kept).map(({ plan }) => plan);
  }
  if (alive.length > finalists) {
    const plans = stand(alive, places, cars, risk);
    out.unshift(...plans.slice(finalists).map((each) => ({ ...each, to_best: null })));
    alive = plans.slice(0, finalists).map(({ plan }) => plan);
  }
  alive.sort((a, b) => a - b);
  for (const plan of alive) places[plan] = new Uint8Array(0);
  let from = 0;
  for (const to of [...TOLD_AFTER.filter((races) => races < runs), runs]) {
    await drive(run, alive, places, from, to, FINAL_FROM);
    from = to;
    const plans = stand(alive, places, cars, risk);
    yield { round: 'final', races: to, done: to === runs, plans: [...plans, ...out], alike: alikeTo(plans) };
  }
}

async function drive(run: RunRaces, alive: readonly number[], places: Uint8Array[], from: number, to: number, offset: number): Promise<void> {
  const driven = await run(alive, offset + from, offset + to);
  alive.forEach((plan, i) => {
    const longer = new Uint8Array(to);
    longer.set(places[plan]!);
    longer.set(driven[i]!, from);
    places[plan] = longer;
  });
}

function stand(alive: readonly number[], places: readonly Uint8Array[], cars: number, risk: number): PlanStanding[] {
  const sorted = alive.map((plan) => ({ plan, ...score(places[plan]!, risk) })).sort((a, b) => b.score - a.score || a.plan - b.plan);
  const best = places[sorted[0]!.plan]!;
  const sure = SURE[Math.min(SURE.length, alive.length) - 1]!;
  return sorted.map((each, i) => ({
    plan: each.plan,
    races: best.length,
    odds: oddsOfPlaces(places[each.plan]!, cars),
    score: each.score,
    to_best: i === 0 ? null : pairedDifference(places[each.plan]!, best, risk, sure),
  }));
}

function alikeTo(plans: readonly PlanStanding[]): number[] {
  return plans.filter(({ to_best }) => to_best && !to_best.apart).map(({ plan }) => plan);
}
