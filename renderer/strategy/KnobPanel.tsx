import { KNOBS } from './knobs.ts';
import type { KnobRange, Knobs } from './knobs.ts';
import { NumberField } from './NumberField.tsx';

interface KnobPanelProps {
  knobs: Knobs;
  onTurn(change: Partial<Knobs>): void;
}

/** What the plans are computed with. */
export function KnobPanel({ knobs, onTurn }: KnobPanelProps) {
  return (
    <section class="panel strategy-side" aria-label="What the plans are computed with">
      <header class="panel-head">
        <h2>What if</h2>
        <span class="strategy-hint">every picture follows</span>
      </header>
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
