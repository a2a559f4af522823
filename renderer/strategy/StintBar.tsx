import { useRef } from 'preact/hooks';
import type { Plan } from '../../common/strategy.ts';
import { clampStop, stints, withCompound, withoutStop, withStop } from './plans.ts';

interface StintBarProps {
  /** `A` */
  name: string;
  plan: Plan;
  laps: number;
  compounds: readonly string[];
  onChange(plan: Plan): void;
}

/** The stints of a plan to scale: a click on one picks its tyre, a drag on a border moves the stop. */
export function StintBar({ name, plan, laps, compounds, onChange }: StintBarProps) {
  const bar = useRef<HTMLDivElement>(null);

  function moveTo(stop: number, lap: number): void {
    const free = clampStop(plan, stop, lap, laps);
    if (free !== plan.inlaps[stop]) onChange(withStop(plan, stop, free));
  }

  function drag(event: PointerEvent, stop: number): void {
    if (!(event.currentTarget as Element).hasPointerCapture(event.pointerId)) return;
    const { left, width } = bar.current!.getBoundingClientRect();
    moveTo(stop, ((event.clientX - left) / width) * laps);
  }

  function onKeyDown(event: KeyboardEvent, stop: number): void {
    const lap = plan.inlaps[stop]!;
    const step = event.shiftKey ? 5 : 1;
    const moves: Record<string, number> = { ArrowLeft: lap - step, ArrowDown: lap - step, ArrowRight: lap + step, ArrowUp: lap + step, Home: 1, End: laps };
    const to = moves[event.key];
    if (to !== undefined) moveTo(stop, to);
    else if (event.key === 'Delete' || event.key === 'Backspace') onChange(withoutStop(plan, stop));
    else return;
    event.preventDefault();
  }

  return (
    <div class="stint-bar" ref={bar} data-testid={`plan-${name}-bar`}>
      {stints(plan, laps).map(({ compound, start, length }, i) => (
        <div key={i} class="stint" style={{ left: `${(start / laps) * 100}%`, width: `${(length / laps) * 100}%` }}>
          <select
            class={`tyre-${compound}`}
            value={compound}
            aria-label={`Plan ${name}, stint ${i + 1}, laps ${start + 1} to ${start + length}: tyre`}
            title={`${compound}, laps ${start + 1} to ${start + length}`}
            data-testid={`plan-${name}-stint-${i}`}
            onChange={(event) => onChange(withCompound(plan, i, event.currentTarget.value))}
          >
            {compounds.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
          <span class="stint-words" aria-hidden="true">
            <b>{compound.charAt(0).toUpperCase()}</b> {length}
          </span>
        </div>
      ))}
      {plan.inlaps.map((lap, stop) => (
        <div
          key={stop}
          class="stint-handle"
          style={{ left: `${(Math.max(0, Math.min(laps, lap)) / laps) * 100}%` }}
          role="slider"
          tabIndex={0}
          aria-label={`Plan ${name}, stop ${stop + 1}`}
          aria-valuemin={1}
          aria-valuemax={laps}
          aria-valuenow={lap}
          aria-valuetext={`lap ${lap}`}
          title="Drag to another lap; arrow keys move it, Delete takes it out"
          data-testid={`plan-${name}-handle-${stop}`}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => drag(event, stop)}
          onKeyDown={(event) => onKeyDown(event, stop)}
        />
      ))}
    </div>
  );
}
