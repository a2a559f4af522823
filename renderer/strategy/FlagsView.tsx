import { useState } from 'preact/hooks';
import type { FlagRow } from '../../common/strategy-flags.ts';
import { rangesOf, rowSentence } from './flag-words.ts';
import type { StrategyDesk } from './strategy-desk.ts';
import { useLatest } from './use-latest.ts';
import { PLAN_NAMES, stopsOf } from './words.ts';

const TONE = { 'BOX NOW': 'box', 'STAY OUT': 'stay', 'NO DIFFERENCE': 'same' } as const;
const SHORT = { 'BOX NOW': 'BOX', 'STAY OUT': 'STAY OUT', 'NO DIFFERENCE': 'EITHER' } as const;

/** "If a safety car comes on lap n: stop or stay", a safety car and a virtual one apart, for one of the plans. */
export function FlagsView({ desk }: { desk: StrategyDesk }) {
  const [which, setWhich] = useState(0);
  const [pointed, setPointed] = useState<number | null>(null);
  const plans = desk.plans.value;
  const chosen = Math.min(which, plans.length - 1);
  const plan = plans[chosen]!;
  const asked = desk.asked.value;
  const { answer, fault } = useLatest(
    (params: Parameters<StrategyDesk['flags']>[0]) => desk.flags(params),
    asked && { inputs: asked.inputs, plan, safety_car: desk.knobs.value!.safetyCar / 100 },
  );
  if (!answer) return <p class="empty">{fault ? fault.line : 'Working out every lap…'}</p>;
  const reach = Math.max(2, ...[...answer.safety_car, ...answer.vsc].map(({ gain }) => gain ?? 0)) * 1.15;
  const at = pointed === null ? null : Math.min(pointed, answer.safety_car.length);
  return (
    <div class="flags" data-testid="flags">
      <header class="strategy-line">
        <span class="flags-plans" role="group" aria-label="Plan">
          {plans.map((each, i) => (
            <button key={i} type="button" class="small" aria-pressed={i === chosen} data-testid={`flags-plan-${PLAN_NAMES[i]}`} onClick={() => setWhich(i)}>
              <b class={`plan-${i + 1}`}>{PLAN_NAMES[i]}</b> {stopsOf(each)}
            </button>
          ))}
        </span>
        <span class={fault ? 'strategy-readout bad' : 'strategy-readout'} data-testid="flags-readout" aria-live="polite">
          {fault ? fault.line : at === null ? 'prepared for every lap; point at one' : `Lap ${at}, safety car: ${rowSentence(answer.safety_car[at - 1]!)}. Virtual: ${rowSentence(answer.vsc[at - 1]!)}.`}
        </span>
      </header>
      <FlagStrip name="Safety car" rows={answer.safety_car} reach={reach} at={at} stale={fault !== null} onPoint={setPointed} />
      <FlagStrip name="Virtual safety car" rows={answer.vsc} reach={reach} at={at} stale={fault !== null} onPoint={setPointed} />
    </div>
  );
}

interface FlagStripProps {
  name: string;
  rows: readonly FlagRow[];
  /** s at the ends of the scale. */
  reach: number;
  at: number | null;
  stale: boolean;
  onPoint(lap: number | null): void;
}

/** What stopping gains on each lap, up for a gain, and the laps on which the same is to be done. */
function FlagStrip({ name, rows, reach, at, stale, onPoint }: FlagStripProps) {
  const id = name === 'Safety car' ? 'sc' : 'vsc';
  const ranges = rangesOf(rows);
  const move = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -5, PageDown: 5, Home: -1000, End: 1000 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onPoint(Math.max(1, Math.min(rows.length, (at ?? 0) + by)));
  };
  return (
    <div class={stale ? 'flag-strip stale' : 'flag-strip'} data-testid={`flags-${id}`}>
      <div class="flag-picture">
        <h3>
          If a {name.toLowerCase()} comes <small>s that a stop gains, by lap</small>
        </h3>
        <div
          class="flag-bars"
          role="slider"
          tabIndex={0}
          aria-label={`${name}: lap`}
          aria-valuemin={1}
          aria-valuemax={rows.length}
          aria-valuenow={at ?? 1}
          aria-valuetext={at === null ? 'no lap' : `Lap ${at}: ${rowSentence(rows[at - 1]!)}`}
          onKeyDown={move}
          onPointerLeave={() => onPoint(null)}
        >
          {rows.map((row) => (
            <div key={row.lap} class={row.lap === at ? 'flag-lap at' : 'flag-lap'} onPointerEnter={() => onPoint(row.lap)}>
              <i class={TONE[row.call]} style={barOf(row, reach)} />
              {row.lap % 5 === 0 && <span>{row.lap}</span>}
            </div>
          ))}
        </div>
      </div>
      <div class="flag-list">
        <table class="flag-ranges" data-testid={`flags-${id}-ranges`}>
          <tbody>
            {ranges.map(({ from, to, call, what }) => (
              <tr key={from} class={at !== null && at >= from && at <= to ? 'at' : ''}>
                <td>{from === to ? `lap ${from}` : `laps ${from}–${to}`}</td>
                <th scope="row" class={TONE[call]}>
                  {SHORT[call]}
                </th>
                <td>{what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Per cent of the height from the middle, at most to the edge. */
function barOf({ gain, call }: FlagRow, reach: number): { top?: string; bottom?: string; height: string } {
  const value = gain ?? (call === 'BOX NOW' ? reach : -reach);
  const height = `${Math.max(1.5, Math.min(50, (50 * Math.abs(value)) / reach))}%`;
  return value >= 0 ? { bottom: '50%', height } : { top: '50%', height };
}
