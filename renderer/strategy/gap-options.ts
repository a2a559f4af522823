import type uPlot from 'uplot';
import { niceRange, niceStep } from '../charts/nice-range.ts';
import { faint, theme } from '../charts/theme.ts';
import { signed } from './words.ts';

/** Room left and right of the plotting area, CSS px; the stint bars keep the same, so that laps stand below laps. */
export const LEFT = 56;
export const RIGHT = 84;

export interface GapLook {
  width: number;
  height: number;
  /** For each plan the laps on which it stops. */
  stops: () => readonly (readonly number[])[];
  plans: number;
  cursorMoved: (plot: uPlot) => void;
}

/** How uPlot is to draw the gaps: lap 0 to the last along x, seconds ahead of the first plan along y. */
export function gapOptions({ width, height, stops, plans, cursorMoved }: GapLook): uPlot.Options {
  const { muted, line, panel, series, font, weight } = theme();
  const common: uPlot.Axis = {
    stroke: muted,
    font: `12px ${font}`,
    grid: { stroke: faint(line, 0.7), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    padding: [14, RIGHT, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 8, width: 2, stroke: panel, fill: (_, i) => series[i - 1]! },
      move: (plot, left, top) => [left < 0 ? left : plot.valToPos(Math.round(plot.posToVal(left, 'x')), 'x'), top],
    },
    scales: { x: { time: false, auto: false, min: 0, max: 1 }, y: { auto: false, min: -1, max: 1 } },
    axes: [
      {
        ...common,
        size: 30,
        gap: 8,
        incrs: [1, 2, 5, 10, 20, 50],
        space: 44,
        values: (_, splits) => splits.map((lap) => (lap === 0 ? 'start' : String(lap))),
      },
      {
        ...common,
        size: LEFT,
        gap: 8,
        splits: (_, __, min, max) => splitsOf(min, max, height),
        values: (_, splits) => splits.map((gap) => signed(gap, Number.isInteger(gap) ? 0 : 1)),
      },
    ],
    series: [
      {},
      ...Array.from({ length: plans }, (_, i): uPlot.Series => ({
        stroke: series[i]!,
        width: 2 * weight,
        points: { show: true, size: 7, width: 2, stroke: series[i]!, fill: panel, filter: () => [...(stops()[i] ?? [])] },
      })),
    ],
    hooks: { setCursor: [cursorMoved] },
  };
}

/** The range of the y-axis for gaps of `low` to `high`; zero is always in it. */
export function gapRange(low: number, high: number): [number, number] {
  const from = Math.min(low, 0);
  const to = Math.max(high, 0);
  const room = Math.max((to - from) * 0.06, 0.5);
  return niceRange(from - room, to + room, niceStep(to - from + 2 * room, 20));
}

function splitsOf(min: number, max: number, height: number): number[] {
  const step = Math.max(niceStep(max - min, Math.max(2, Math.floor(height / 44))), 0.1);
  const count = Math.floor(max / step + 1e-6) - Math.ceil(min / step - 1e-6) + 1;
  return Array.from({ length: count }, (_, i) => (Math.ceil(min / step - 1e-6) + i) * step || 0);
}
