import type { Plan, PlanResult } from '../../common/strategy.ts';
import { clampStop, MOST_STOPS, withOneMoreStop, withoutStop, withStop } from './plans.ts';
import { NumberField } from './NumberField.tsx';
import { StintBar } from './StintBar.tsx';
import { PLAN_NAMES, raceClock, signed } from './words.ts';

interface PlanRowProps {
  index: number;
  plan: Plan;
  laps: number;
  compounds: readonly string[];
  /** As it was driven last; undefined before that. */
  driven: PlanResult | undefined;
  /** s behind the best plan; 0 for that. */
  behind: number;
  /** The figures are of the plans before this change. */
  stale: boolean;
  /** What is wrong with this plan. */
  fault: string | null;
  onChange(plan: Plan): void;
  /** Undefined for a plan that has to stay. */
  onRemove: (() => void) | undefined;
}

/** One plan: its letter, its stints to scale, its stops as numbers. */
export function PlanRow({ index, plan, laps, compounds, driven, behind, stale, fault, onChange, onRemove }: PlanRowProps) {
  const name = PLAN_NAMES[index]!;
  return (
    <div class="plan-row" data-testid={`plan-${name}`}>
      <span class={`plan-name plan-${index + 1}`}>{name}</span>
      <StintBar name={name} plan={plan} laps={laps} compounds={compounds} onChange={onChange} />
      <div class={stale ? 'plan-time stale' : 'plan-time'} data-testid={`strategy-time-${name}`}>
        {driven && (
          <>
            <span>{raceClock(driven.race_time_s)}</span>
            <b class={behind === 0 ? 'strategy-best' : ''}>{behind === 0 ? 'best' : `${signed(behind, 3)} s`}</b>
          </>
        )}
      </div>
      <div class="plan-stops">
        <span class="plan-stops-label">{plan.inlaps.length > 0 ? 'stops' : 'no stop'}</span>
        {plan.inlaps.map((lap, stop) => (
          <span key={stop} class="plan-stop">
            <NumberField
              value={lap}
              digits={0}
              min={1}
              max={laps}
              step={1}
              label={`Plan ${name}, stop ${stop + 1}, lap`}
              testid={`plan-${name}-stop-${stop}`}
              fits={(typed) => clampStop(plan, stop, typed, laps) === typed}
              enters={Number.isInteger}
              onValue={(typed) => onChange(withStop(plan, stop, typed))}
            />
            <button
              type="button"
              class="plan-drop"
              aria-label={`Plan ${name}: take out the stop on lap ${lap}`}
              title="Take this stop out"
              onClick={() => onChange(withoutStop(plan, stop))}
            >
              ×
            </button>
          </span>
        ))}
        {plan.inlaps.length < MOST_STOPS && (
          <button type="button" class="small" data-testid={`plan-${name}-add-stop`} onClick={() => onChange(withOneMoreStop(plan, laps))}>
            + stop
          </button>
        )}
        {onRemove && (
          <button type="button" class="small plan-remove" data-testid={`plan-${name}-remove`} onClick={onRemove}>
            remove {name}
          </button>
        )}
      </div>
      {driven !== undefined && driven.waits_s > 0 && !stale && (
        <p class="plan-note" data-testid={`plan-${name}-waits`}>
          Waits {driven.waits_s.toFixed(1)} s in the box behind its team-mate.
        </p>
      )}
      {fault !== null && (
        <p class="plan-fault bad" role="alert" data-testid={`plan-${name}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
