import uPlot from 'uplot';
import { decimate, gridOver, slotPositions } from '../charts/decimate.ts';
import type { Point } from '../charts/decimate.ts';
import { niceRange } from '../charts/nice-range.ts';
import { shadeSpans } from '../charts/shade.ts';
import type { TrackView } from '../../common/contract.ts';
import { fixed } from '../format.ts';
import type { ChartView, ViewLine } from './chart-view.ts';
import { stripOptions } from './strip-options.ts';
import { CHART_CHANNELS } from './strips.ts';
import type { Strip } from './strips.ts';

/** Places in the page that a strip chart fills. */
export interface StripElements {
  /** Says `data-points` and `data-latest` (race time, s) of what was last drawn. */
  root: HTMLElement;
  plot: HTMLElement;
  values: HTMLElement;
}

/** One channel of the followed cars as lines, with the values under the cursor, or else the newest, beside them. */
export class StripChart {
  readonly #strip: Strip;
  readonly #column: number;
  readonly #view: ChartView;
  readonly #track: () => TrackView | null;
  readonly #at: StripElements;
  readonly #last: boolean;
  #plot: uPlot | null = null;
  #structure = '';
  #width = 0;
  #height = 0;
  #xs: number[] = [];
  #ys: Point[][] = [];
  #drawn = { min: NaN, max: NaN, version: -1 };
  #range: [number, number] = [0, 1];

  /** @param last whether it stands lowest and so carries the x-axis */
  constructor(strip: Strip, view: ChartView, track: () => TrackView | null, at: StripElements, last: boolean) {
    this.#strip = strip;
    this.#column = CHART_CHANNELS.indexOf(strip.channel);
    this.#view = view;
    this.#track = track;
    this.#at = at;
    this.#last = last;
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#plot?.setSize({ width, height });
    this.#drawn.version = -1;
  }

  draw(wall: number): void {
    if (this.#width < 40 || this.#height < 20) return;
    const view = this.#view;
    view.update(wall);
    if (!this.#plot || view.structure !== this.#structure) this.#build();
    const { min, max } = view;
    const { version } = view.samples;
    const drawn = this.#drawn;
    if (drawn.min !== min || drawn.max !== max || drawn.version !== version || view.axis === 'distance') {
      this.#drawn = { min, max, version };
      this.#redraw(this.#plot!);
    }
    this.#showValues(this.#plot!);
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #build(): void {
    this.#plot?.destroy();
    const view = this.#view;
    view.update(performance.now());
    this.#structure = view.structure;
    this.#range = this.#strip.range ?? [0, this.#strip.step * 4];
    const options = stripOptions({
      strip: this.#strip,
      axis: view.axis,
      lines: view.lines,
      track: this.#track(),
      labels: this.#last,
      width: this.#width,
      height: this.#height,
      range: this.#range,
      shade: (plot) => shadeSpans(plot, view.holes, this.#strip.channel === 'Speed' ? 'always' : 'never'),
    });
    this.#ys = view.lines.map(() => []);
    this.#plot = new uPlot(options, [this.#xs, ...this.#ys] as uPlot.AlignedData, this.#at.plot);
    this.#drawn.version = -1;
    this.#at.values.replaceChildren(
      ...view.lines.filter((line) => !line.past).map((line) => {
        const value = document.createElement('span');
        value.className = `series-${line.colour + 1}`;
        return value;
      }),
    );
  }

  #redraw(plot: uPlot): void {
    const view = this.#view;
    const grid = gridOver(view.min, view.max, plot.bbox.width / devicePixelRatio);
    slotPositions(grid, this.#xs);
    const step = 2 * view.samples.interval + 1e-6;
    let points = 0;
    let latest = -Infinity;
    view.lines.forEach((line, i) => {
      const out = this.#ys[i]!;
      if (!line.samples) {
        out.length = this.#xs.length;
        out.fill(null);
        return;
      }
      const { time, columns } = line.samples;
      const { from, to } = line;
      const cut = { time, x: view.xOf(line.samples), y: columns[this.#column]!, from, to };
      points += decimate(cut, grid, step, this.#strip.scale, out);
      if (to > from) latest = Math.max(latest, time[to - 1]!);
    });
    if (!this.#strip.range) this.#range = this.#rangeInView();
    const [min, max] = this.#range;
    plot.batch(() => {
      plot.setData([this.#xs, ...this.#ys] as uPlot.AlignedData, false);
      plot.setScale('x', { min: view.min, max: view.max });
      plot.setScale('y', { min, max });
    });
    this.#at.root.dataset['points'] = String(points);
    if (latest > -Infinity) this.#at.root.dataset['latest'] = latest.toFixed(2);
  }

  #rangeInView(): [number, number] {
    let low = Infinity;
    let high = -Infinity;
    for (const line of this.#ys) {
      for (const point of line) {
        if (point === null || point === undefined) continue;
        if (point < low) low = point;
        if (point > high) high = point;
      }
    }
    return low > high ? this.#range : niceRange(low, high, this.#strip.step);
  }

  #showValues(plot: uPlot): void {
    const left = plot.cursor.left ?? -1;
    const at = left >= 0 ? plot.posToVal(left, 'x') : null;
    let child = this.#at.values.firstElementChild;
    for (const line of this.#view.lines) {
      if (line.past || !child) continue;
      const text = this.#valueOf(line, at);
      if (child.textContent !== text) child.textContent = text;
      child = child.nextElementSibling;
    }
  }

  #valueOf({ samples, from, to }: ViewLine, at: number | null): string {
    if (!samples || to <= from) return '–';
    let index = to - 1;
    if (at !== null) {
      const x = this.#view.xOf(samples);
      let low = from;
      let high = to;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (x[middle]! < at) low = middle + 1;
        else high = middle;
      }
      if (low >= to) return '–';
      if (low > from && samples.time[low]! - samples.time[low - 1]! > 3 * this.#view.samples.interval) return '–';
      index = low;
    } else if (this.#view.missing > 0) return '–';
    const value = samples.columns[this.#column]![index]!;
    return Number.isNaN(value) ? '–' : fixed(value * this.#strip.scale, this.#strip.digits);
  }
}
