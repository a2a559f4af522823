import { readCompareFile } from '../sim/strategy/compare-file.ts';
import { fitRace } from '../sim/strategy/fit/fit-race.ts';
import { POINTS } from '../sim/strategy/odds.ts';
import { pairedDifference } from '../sim/strategy/paired.ts';
import { AdvisedRaces } from '../test/sim/strategy/advice/advised-races.ts';
import { sameTyres } from '../test/sim/strategy/advice/same-tyres.ts';
import { simulatedLaps } from '../test/sim/strategy/fit/simulated-laps.ts';
import type { BenchRow } from './bench.ts';

const DRIVERS = ['VER', 'NOR'];
const RACES = 200;
/** Races in which the fixed plan is chosen; they are not those in which it is driven. */
const CHOSEN_IN = 300;
const SEEDS = { driven: 5, choosing: 77, earlier: 999 };

const points = (places: Uint8Array): number => places.reduce((sum, place) => sum + (POINTS[place] ?? 0), 0) / places.length;

function rows(driver: string): BenchRow[] {
  const { spec, car, plans } = readCompareFile(sameTyres(), driver);
  const earlier = fitRace(simulatedLaps(spec, SEEDS.earlier, false)!);
  const choosing = new AdvisedRaces({ spec, car, seed: SEEDS.choosing, earlier });
  const chosen = plans.map((plan) => ({ plan, worth: points(choosing.planned(plan.stints, CHOSEN_IN, false)) })).reduce((best, each) => (each.worth > best.worth ? each : best)).plan;
  const races = new AdvisedRaces({ spec, car, seed: SEEDS.driven, earlier });
  const fixed = races.planned(chosen.stints, RACES, false);
  const reacts = races.planned(chosen.stints, RACES, true);
  const advised = races.advised(chosen.compounds[0]!, RACES);
  const against = (other: Uint8Array): string => {
    const { points: more, points_within } = pairedDifference(advised, other, 0, 1.96);
    return `${more >= 0 ? '+' : ''}${more.toFixed(2)} ± ${points_within.toFixed(2)}`;
  };
  return [
    { what: `${driver}: the best fixed plan, ${chosen.compounds.join(' ')} on ${chosen.inlaps.join(', ')}`, value: points(fixed), unit: 'points', note: `${RACES} races, the best of ${plans.length}` },
    { what: `${driver}: the same plan, left under flags by who knows the true numbers`, value: points(reacts), unit: 'points' },
    { what: `${driver}: as advised`, value: points(advised), unit: 'points', note: `${against(fixed)} to the fixed plan, ${against(reacts)} to that left under flags` },
  ];
}

async function run(): Promise<BenchRow[]> {
  return DRIVERS.flatMap(rows);
}

export default { name: 'advice', run };
