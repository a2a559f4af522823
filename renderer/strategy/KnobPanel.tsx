import type { Comparison } from '../../common/strategy.ts';
import { KNOBS } from './knobs.ts';
import type { KnobRange, Knobs } from './knobs.ts';
import { NumberField } from './NumberField.tsx';
import { PLAN_NAMES, raceClock, signed, stopsOf } from './words.ts';

interface KnobPanelProps {
  comparison: Comparison;
  stale: boolean;
  knobs: Knobs;
  onTurn(change: Partial<Knobs>): void;
}

/** Race times in figures, and what they are computed with. */
export function KnobPanel({ comparison, stale, knobs, onTurn }: KnobPanelProps) {
  const { plans, best } = comparison;
  return (
    <section class="panel strategy-side" aria-label="Race times">
      <header class="panel-head">
        <h2>Race time</h2>
        <span class="strategy-hint">one car in free air</span>
      </header>
      <table class={stale ? 'strategy-times stale' : 'strategy-times'} data-testid="strategy-times">
        <thead>
          <tr>
            <th scope="col">plan</th>
            <th scope="col">race time</th>
            <th scope="col">
              to best <small>s</small>
            </th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan, i) => (
            <tr key={i} data-testid={`strategy-time-${PLAN_NAMES[i]}`}>
              <th scope="row">
                <b class={`plan-${i + 1}`}>{PLAN_NAMES[i]}</b> {stopsOf(plan)}
              </th>
              <td>{raceClock(plan.race_time_s)}</td>
              <td class={i === best ? 'strategy-best' : ''}>{i === best ? 'best' : signed(plan.race_time_s - plans[best]!.race_time_s, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="strategy-knobs">
        {KNOBS.map((range) => (
          <Knob key={range.name} range={range} value={knobs[range.name]} onTurn={(value) => onTurn({ [range.name]: value })} />
        ))}
      </div>
    </section>
  );
}

function Knob({ range, value, onTurn }: { range: KnobRange; value: number; onTurn(value: number): void }) {
  const { name, label, unit, min, max, step, digits, word } = range;
  const within = (typed: number): boolean => typed >= min && typed <= max && (digits > 0 || Number.isInteger(typed));
  return (
    <div class="strategy-knob">
      <label for={`strategy-${name}`}>{label}</label>
      <input
        id={`strategy-${name}`}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        data-testid={`strategy-${name}-slider`}
        onInput={(event) => onTurn(event.currentTarget.valueAsNumber)}
      />
      <NumberField
        value={value}
        digits={digits}
        min={min}
        max={max}
        step={step}
        label={`${label}, ${unit}`}
        testid={`strategy-${name}`}
        fits={within}
        enters={within}
        onValue={onTurn}
      />
      <small>{word?.(value) ?? unit}</small>
    </div>
  );
}
