import { effect, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Comparison } from '../../common/strategy.ts';
import { followSize } from '../charts/size.ts';
import { themeTurns } from '../charts/theme.ts';
import { GapPlot } from './gap-plot.ts';
import { gapSentence } from './words.ts';

interface GapChartProps {
  comparison: Comparison;
  /** True when the plans have changed since and the change cannot be driven. */
  stale: boolean;
}

/** The comparison picture: each plan's gap to plan A by lap. */
export function GapChart({ comparison, stale }: GapChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const labels = useRef<HTMLDivElement>(null);
  const plot = useRef<GapPlot | null>(null);
  const lap = useSignal<number | null>(null);
  useEffect(() => {
    const chart = new GapPlot(place.current!, labels.current!, (pointed) => (lap.value = pointed));
    plot.current = chart;
    const ends = [
      followSize(place.current!, (width, height) => chart.resize(width, height)),
      effect(() => {
        void themeTurns.value;
        chart.repaint();
      }),
    ];
    return () => {
      for (const end of ends) end();
      chart.destroy();
    };
  }, []);
  useEffect(() => plot.current!.show(comparison), [comparison]);

  function onKeyDown(event: KeyboardEvent): void {
    const laps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -5, PageDown: 5, Home: -Infinity, End: Infinity }[event.key];
    if (laps === undefined) return;
    event.preventDefault();
    plot.current!.step(laps);
  }

  return (
    <div class="strategy-gap">
      <header class="strategy-line">
        <span class="strategy-hint">seconds ahead (+) or behind (−) plan A · lower is behind</span>
        <span class="strategy-readout" data-testid="strategy-gap-readout" aria-live="polite">
          {gapSentence(comparison, lap.value)}
        </span>
      </header>
      <div
        class={stale ? 'strategy-plot stale' : 'strategy-plot'}
        data-testid="strategy-gap-chart"
        data-laps={comparison.plans[0]!.gap_s.length}
        data-plans={comparison.plans.length}
        tabIndex={0}
        role="img"
        aria-label={`Gap to plan A by lap. ${gapSentence(comparison, null)} Arrow keys move from lap to lap.`}
        onKeyDown={onKeyDown}
        onBlur={() => plot.current!.leave()}
      >
        <div class="strategy-canvas" ref={place} />
        <div class="strategy-labels" ref={labels} aria-hidden="true" />
      </div>
    </div>
  );
}
