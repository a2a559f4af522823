import type { Plan } from '../../common/strategy.ts';
import { clampStop, MOST_STOPS, withOneMoreStop, withoutStop, withStop } from './plans.ts';
import { StintBar } from './StintBar.tsx';
import { PLAN_NAMES } from './words.ts';

interface PlanRowProps {
  index: number;
  plan: Plan;
  laps: number;
  compounds: readonly string[];
  /** What is wrong with this plan. */
  fault: string | null;
  onChange(plan: Plan): void;
  /** Undefined for a plan that has to stay. */
  onRemove: (() => void) | undefined;
}

/** One plan: its letter, its stints to scale, its stops as numbers. */
export function PlanRow({ index, plan, laps, compounds, fault, onChange, onRemove }: PlanRowProps) {
  const name = PLAN_NAMES[index]!;
  return (
    <div class="plan-row" data-testid={`plan-${name}`}>
      <span class={`plan-name plan-${index + 1}`}>{name}</span>
      <StintBar name={name} plan={plan} laps={laps} compounds={compounds} onChange={onChange} />
      <div class="plan-stops">
        <span class="plan-stops-label">{plan.inlaps.length > 0 ? 'stops' : 'no stop'}</span>
        {plan.inlaps.map((lap, stop) => (
          <StopInput key={stop} label={`Plan ${name}, stop ${stop + 1}, lap`} testid={`plan-${name}-stop-${stop}`} plan={plan} stop={stop} lap={lap} laps={laps} onChange={onChange} />
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
      {fault !== null && (
        <p class="plan-fault bad" role="alert" data-testid={`plan-${name}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}

interface StopInputProps {
  label: string;
  testid: string;
  plan: Plan;
  stop: number;
  lap: number;
  laps: number;
  onChange(plan: Plan): void;
}

/** Answers while a lap is typed that fits between its neighbours; any other whole lap counts once it is entered. */
function StopInput({ label, testid, plan, stop, lap, laps, onChange }: StopInputProps) {
  function take(input: HTMLInputElement, entered: boolean): void {
    const typed = input.valueAsNumber;
    const fits = Number.isInteger(typed) && (entered || clampStop(plan, stop, typed, laps) === typed);
    if (fits && typed !== lap) onChange(withStop(plan, stop, typed));
    else if (entered) input.value = String(lap);
  }
  return (
    <span class="plan-stop">
      <input
        type="number"
        min={1}
        max={laps}
        step={1}
        value={lap}
        aria-label={label}
        data-testid={testid}
        onInput={(event) => take(event.currentTarget, false)}
        onChange={(event) => take(event.currentTarget, true)}
      />
      <button type="button" class="plan-drop" aria-label={`Take out: ${label} ${lap}`} title="Take this stop out" onClick={() => onChange(withoutStop(plan, stop))}>
        ×
      </button>
    </span>
  );
}
