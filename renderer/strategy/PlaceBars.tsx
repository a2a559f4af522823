import type { WeighedPlan } from './weigh-words.ts';
import { percent, placesShown } from './weigh-words.ts';
import { PLAN_NAMES } from './words.ts';

/** Steps of the scale: the smallest that holds the highest bar in at most four. */
const STEPS = [0.05, 0.1, 0.2, 0.25];

/** How often each plan ends on each place. */
export function PlaceBars({ weighed }: { weighed: readonly (WeighedPlan | null)[] }) {
  const places = placesShown(weighed);
  const chance = (plan: WeighedPlan | null, place: number): number => (plan ? plan.position_counts[place]! / plan.races : 0);
  const highest = Math.max(0.01, ...weighed.flatMap((plan) => Array.from({ length: places }, (_, place) => chance(plan, place))));
  const step = STEPS.find((each) => highest <= 4 * each) ?? 0.25;
  const lines = Math.ceil(highest / step - 1e-9);
  const top = lines * step;
  return (
    <div class="place-bars" role="img" aria-label={weighed.map((plan, i) => `Plan ${PLAN_NAMES[i]}: ${plan ? mostLikely(plan) : 'not weighed'}`).join('. ')} data-testid="place-bars" style={{ '--places': places }}>
      {Array.from({ length: lines + 1 }, (_, i) => (
        <div key={`line-${i}`} class="place-line" style={{ bottom: `calc(22px + (100% - 34px) * ${i / lines})` }}>
          <span>{percent(i * step)}</span>
        </div>
      ))}
      <div class="place-columns">
        {Array.from({ length: places }, (_, place) => (
          <div key={place} class="place-column" title={titleOf(weighed, place, chance)} data-testid={`place-${place + 1}`}>
            <div class="place-stack">
              {weighed.map((plan, i) => (
                <i key={i} class={`plan-${i + 1}`} style={{ height: `${(100 * chance(plan, place)) / top}%` }} />
              ))}
            </div>
            <span>{places > 12 ? place + 1 : `P${place + 1}`}</span>
          </div>
        ))}
      </div>
    </div>
  );
}

function titleOf(weighed: readonly (WeighedPlan | null)[], place: number, chance: (plan: WeighedPlan | null, place: number) => number): string {
  return `P${place + 1}: ${weighed.map((plan, i) => `${PLAN_NAMES[i]} ${percent(chance(plan, place))}`).join(', ')}`;
}

function mostLikely({ position_counts, races }: WeighedPlan): string {
  const most = position_counts.indexOf(Math.max(...position_counts));
  return `most often P${most + 1}, in ${percent(position_counts[most]! / races)} of races`;
}
