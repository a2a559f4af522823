import uPlot from '../charts/uplot.ts';
import type { TrackView } from '../../common/race-view.ts';
import { niceStep } from '../charts/nice-range.ts';
import { faint, theme } from '../charts/theme.ts';
import { axisTime } from '../format.ts';
import type { Axis, ViewLine } from './chart-view.ts';
import type { Strip } from './strips.ts';

export interface StripLook {
  strip: Strip;
  axis: Axis;
  lines: readonly ViewLine[];
  track: TrackView | null;
  /** Whether the x-axis is named here. */
  labels: boolean;
  /** CSS px. */
  width: number;
  height: number;
  range: [number, number];
  shade: (plot: uPlot) => void;
}

/** Width of the values beside a strip, CSS px. */
export const Y_AXIS = 46;
const X_AXIS = 24;
/** Half the width of a time on the axis, CSS px. */
const HALF_TIME = 18;
/** About the width of a letter of the axis font, and the room between two names, CSS px. */
const LETTER = 6.5;
const NAME_GAP = 6;

/** How uPlot is to draw a strip chart. */
export function stripOptions(look: StripLook): uPlot.Options {
  const { strip, lines, width, height, range, shade } = look;
  const { muted, line, font, series, weight } = theme();
  const paths = strip.stepped ? uPlot.paths.stepped!({ align: 1 }) : uPlot.paths.linear!();
  const common: uPlot.Axis = {
    stroke: muted,
    font: `11px ${font}`,
    grid: { stroke: faint(line, 0.7), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    padding: [8, 1, look.labels ? 0 : 8, 0],
    pxAlign: 0,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false }, sync: { key: `live ${look.axis}` } },
    scales: { x: { time: false, auto: false, min: 0, max: 1 }, y: { auto: false, min: range[0], max: range[1] } },
    axes: [
      { ...common, ...(look.axis === 'time' ? timeAxis(look.labels) : cornerAxis(look)) },
      { ...common, size: Y_AXIS, gap: 6, splits: (_, __, min, max) => ySplits(min, max, strip, height) },
    ],
    series: [
      {},
      ...lines.map((one): uPlot.Series => {
        const colour = series[one.colour]!;
        return {
          stroke: one.past ? faint(colour, 0.35) : colour,
          width: weight * (one.past ? 1 : 1.5),
          points: { show: false },
          paths,
          spanGaps: false,
        };
      }),
    ],
    hooks: { drawAxes: [shade] },
  };
}

function timeAxis(labels: boolean): uPlot.Axis {
  return {
    size: labels ? X_AXIS : 0,
    gap: 6,
    space: 64,
    incrs: [1, 2, 5, 10, 15, 20, 30, 60],
    values: (plot, splits) => {
      const most = plot.posToVal(plot.bbox.width / devicePixelRatio - HALF_TIME, 'x');
      return splits.map((at) => (labels && at >= 0 && at <= most ? axisTime(at) : ''));
    },
  };
}

function cornerAxis({ track, labels }: StripLook): uPlot.Axis {
  const inView = (min: number, max: number): TrackView['corners'] => (track?.corners ?? []).filter(({ distance }) => distance >= min && distance <= max);
  return {
    size: labels ? X_AXIS : 0,
    gap: 6,
    splits: (_, __, min, max) => inView(min, max).map((corner) => corner.distance),
    values: (plot) => {
      let free = -Infinity;
      const { min, max } = plot.scales['x']!;
      return inView(min!, max!).map(({ name, distance }) => {
        const at = plot.valToPos(distance, 'x');
        const half = (name.length * LETTER) / 2;
        if (!labels || at - half < free) return '';
        free = at + half + NAME_GAP;
        return name;
      });
    },
  };
}

/** Where the lines of a strip's grid lie. */
export function ySplits(min: number, max: number, strip: Strip, height: number): number[] {
  const most = Math.max(2, Math.floor(height / 26));
  const step = strip.ticks ?? Math.max(niceStep(max - min, most), strip.finest);
  const splits: number[] = [];
  for (let at = Math.ceil(min / step); at * step <= max; at++) splits.push(at * step + 0);
  return splits;
}
