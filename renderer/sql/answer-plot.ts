import uPlot from '../charts/uplot.ts';
import type { SqlChart, SqlColumn } from '../../common/sql-answer.ts';
import { faint, theme, type Theme } from '../charts/theme.ts';
import type { ChartAxes } from './chart-axes.ts';

/** Points that are drawn as such. */
const MOST_POINTS = 200;
/** Steps of an axis between whole numbers. */
const WHOLE = Array.from({ length: 16 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

interface Shown {
  axes: ChartAxes;
  columns: readonly SqlColumn[];
  /** What is in view along x; null for all. */
  view: readonly [number, number] | null;
}

interface PlotCalls {
  zoomed(from: number, to: number): void;
  whole(): void;
  /** Under the cursor: what along x, then the value of each line; nothing when it leaves. */
  pointed(words: readonly string[]): void;
}

export function lineColour(i: number, { series }: Theme): string {
  return series[i % series.length]!;
}

/** Draws a chart of an answer. */
export class AnswerPlot {
  readonly #place: HTMLElement;
  readonly #calls: PlotCalls;
  #plot: uPlot | null = null;
  #shown: { chart: SqlChart; how: Shown } | null = null;
  #size = { width: 0, height: 0 };

  constructor(place: HTMLElement, calls: PlotCalls) {
    this.#place = place;
    this.#calls = calls;
  }

  show(chart: SqlChart, how: Shown): void {
    this.#shown = { chart, how };
    this.#build();
  }

  /** In the colours that hold now. */
  repaint(): void {
    this.#build();
  }

  resize(width: number, height: number): void {
    this.#size = { width, height };
    if (this.#plot && width > 80 && height > 60) this.#plot.setSize(this.#size);
    else this.#build();
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #build(): void {
    this.destroy();
    const { width, height } = this.#size;
    if (!this.#shown || width <= 80 || height <= 60) return;
    const { chart, how } = this.#shown;
    const data = chart.lines.length > 0 ? uPlot.join(chart.lines.map(({ xs, ys }) => [xs, ys] as uPlot.AlignedData)) : ([[]] as uPlot.AlignedData);
    this.#plot = new uPlot({ ...options(chart, how, this.#calls), width, height }, data, this.#place);
  }
}

function options(chart: SqlChart, { axes, columns, view }: Shown, calls: PlotCalls): Omit<uPlot.Options, 'width' | 'height'> {
  const known = theme();
  const { muted, line, font } = known;
  const bars = chart.labels !== null && chart.lines.length === 1;
  const axis: uPlot.Axis = { stroke: muted, font: `12px ${font}`, grid: { stroke: faint(line, 0.7), width: 1 }, ticks: { show: false } };
  const room = chart.labels ? 0.6 : 0;
  const [from, to] = view ?? [chart.from - room, chart.to + room];
  const name = axes.x === null ? 'row' : columns[axes.x]!.name;
  return {
    padding: [12, 24, 0, 4],
    legend: { show: false },
    cursor: {
      drag: { x: true, y: false, setScale: false },
      points: { size: 7 },
      bind: {
        dblclick: () => () => {
          calls.whole();
          return null;
        },
      },
    },
    scales: { x: { time: false, range: from < to ? [from, to] : [from - 1, to + 1] }, y: { range: (_, min, max) => valueRange(min, max, bars) } },
    axes: [
      {
        ...axis,
        label: name,
        labelSize: 18,
        labelFont: `12px ${font}`,
        size: 26,
        space: 90,
        ...((axes.x === null || chart.labels || columns[axes.x]!.type === 'integer') && { incrs: WHOLE }),
        ...(chart.labels && {
          values: (_: uPlot, splits: number[]) => splits.map((at) => chart.labels![at] ?? ''),
        }),
      },
      { ...axis, size: 64 },
    ],
    series: [
      {},
      ...chart.lines.map(({ name: label, xs }, i): uPlot.Series => {
        const colour = lineColour(i, known);
        return {
          label,
          stroke: colour,
          width: 1.5,
          spanGaps: true,
          ...(i >= known.series.length && { dash: [6, 4] }),
          points: { show: !bars && xs.length <= MOST_POINTS, size: 5, fill: colour },
          ...(bars && { paths: uPlot.paths.bars!({ size: [0.7, 80] }), fill: faint(colour, 0.6) }),
        };
      }),
    ],
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < 4) return;
          calls.zoomed(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
        },
      ],
      setCursor: [(plot) => calls.pointed(wordsAt(plot, chart, name))],
    },
  };
}

/** Bars stand on zero. */
function valueRange(min: number | null, max: number | null, bars: boolean): [number, number] {
  if (min === null || max === null) return [0, 1];
  const [low, high] = bars ? [Math.min(min, 0), Math.max(max, 0)] : [min, max];
  const room = (high - low) * 0.05 || Math.abs(high) * 0.05 || 1;
  return [bars && low === 0 ? 0 : low - room, bars && high === 0 ? 0 : high + room];
}

function wordsAt(plot: uPlot, { labels }: SqlChart, name: string): string[] {
  const { idx, left = -1 } = plot.cursor;
  if (idx === null || idx === undefined || left < 0) return [];
  const x = plot.data[0][idx]!;
  return [`${name} ${labels ? (labels[x] ?? '') : short(x)}`, ...plot.data.slice(1).map((values) => near(values, plot.data[0], idx))];
}

/** Lines have points of their own: the nearest one before or here. */
function near(values: uPlot.AlignedData[number], xs: uPlot.AlignedData[number], idx: number): string {
  for (let i = idx; i >= Math.max(0, idx - 12); i--) {
    const value = values[i];
    if (value !== null && value !== undefined && xs[i] !== undefined) return short(value);
  }
  return '';
}

function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}
