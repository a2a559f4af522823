import { useEffect } from 'preact/hooks';
import { PlaceBars } from './PlaceBars.tsx';
import type { StrategyDesk } from './strategy-desk.ts';
import { WorthBand } from './WorthBand.tsx';
import { byPlan, percent, racesSentence, weighSentence, type WeighedPlan } from './weigh-words.ts';
import { RUNS } from './weighing.ts';
import { PLAN_NAMES, stopsOf } from './words.ts';

/** Finishing places of the plans in random races of a whole field, and whether these tell them apart. */
export function PlacesView({ desk }: { desk: StrategyDesk }) {
  const { weighing } = desk;
  useEffect(() => weighing.look(), [weighing]);
  const { value: verdict } = weighing.verdict;
  const fault = weighing.fault.value;
  const state = weighing.state.value;
  if (fault) {
    const whose = fault.plan === null ? '' : `Plan ${PLAN_NAMES[fault.plan]} cannot be weighed. `;
    return (
      <p class="empty bad" role="alert" data-testid="weigh-fault">
        {whose + fault.line}
      </p>
    );
  }
  if (!verdict) return <p class="empty" data-testid="weigh-waiting">Running random races of the whole field…</p>;
  const weighed = byPlan(verdict, desk.plans.value);
  const shown = weighed.some((each) => each !== null) ? weighed : verdict.plans.map((each) => each);
  const { plan, word, sentence } = weighSentence(shown, verdict.risk);
  return (
    <div class="places" data-testid="places" data-state={state} data-races={Math.max(...verdict.plans.map((each) => each.races))}>
      <div class={state === 'stale' ? 'places-picture stale' : 'places-picture'}>
        <PlaceBars weighed={shown} />
      </div>
      <div class="places-figures">
        <p class="places-verdict">
          <strong class={plan === null ? '' : `plan-${plan + 1}`} data-testid="weigh-word">
            {word}
          </strong>{' '}
          <span data-testid="weigh-sentence">{sentence}</span>
        </p>
        <OddsTable weighed={shown} stale={state === 'stale'} />
        <small data-testid="weigh-races">{racesSentence(verdict, state, RUNS)}</small>
      </div>
    </div>
  );
}

function OddsTable({ weighed, stale }: { weighed: readonly (WeighedPlan | null)[]; stale: boolean }) {
  const reach = Math.max(0.1, ...weighed.map((each) => (each?.to_best ? Math.abs(each.to_best.worth) + each.to_best.worth_within : 0)));
  return (
    <table class={stale ? 'strategy-times stale' : 'strategy-times'} data-testid="odds">
      <thead>
        <tr>
          {['plan', 'win', 'podium', 'points', 'exp. points', 'against the best'].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weighed.map((plan, i) => (
          <tr key={i} class={`plan-${i + 1}`} data-testid={`odds-${PLAN_NAMES[i]}`}>
            <th scope="row">
              <b>{PLAN_NAMES[i]}</b> {plan ? stopsOf(plan) : ''}
            </th>
            {plan ? (
              <>
                <td>{percent(plan.p_win)}</td>
                <td>{percent(plan.p_podium)}</td>
                <td>{percent(plan.p_points)}</td>
                <td>{plan.expected_points.toFixed(2)}</td>
                <td>
                  <WorthBand plan={plan} reach={reach} />
                </td>
              </>
            ) : (
              <td colSpan={5}>not weighed yet</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
