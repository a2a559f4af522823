import uPlot from '../charts/uplot.ts';
import { decimate, gridOver, slotPositions } from '../charts/decimate.ts';
import type { Point } from '../charts/decimate.ts';
import { niceRange, niceStep } from '../charts/nice-range.ts';
import { shadeSpans } from '../charts/shade.ts';
import type { TrackView } from '../../common/race-view.ts';
import { fixed } from '../format.ts';
import type { ChartView, ViewLine } from './chart-view.ts';
import { stripOptions } from './strip-options.ts';
import type { Strip } from './strips.ts';

/** A range that goes by what is in view: parts that it is rounded to, and the finest steps that it spans at least. */
const RANGE_STEPS = 4;
const FEWEST_STEPS = 10;

/** Places in the page that a strip chart fills. */
export interface StripElements {
  /** Says `data-points`, `data-latest` (race time, s) and `data-until` (where the x-axis ends, s or m) of what was last drawn. */
  root: HTMLElement;
  plot: HTMLElement;
  values: HTMLElement;
}

/** One channel of the followed cars as lines, with the values under the cursor, or else the newest, beside them. */
export class StripChart {
  readonly #strip: Strip;
  readonly #view: ChartView;
  readonly #track: () => TrackView | null;
  readonly #at: StripElements;
  readonly #place: { first: boolean; last: boolean };
  #plot: uPlot | null = null;
  #structure = '';
  #width = 0;
  #height = 0;
  #xs: number[] = [];
  #ys: Point[][] = [];
  #drawn = { min: NaN, max: NaN, version: -1 };
  #range: [number, number] = [0, 1];

  /** @param place the first says what a hole is, the last carries the x-axis */
  constructor(strip: Strip, view: ChartView, track: () => TrackView | null, at: StripElements, place: { first: boolean; last: boolean }) {
    this.#strip = strip;
    this.#view = view;
    this.#track = track;
    this.#at = at;
    this.#place = place;
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

  /** The race time under the cursor, s; null where there is none. */
  timeAtCursor(): number | null {
    const left = this.#plot?.cursor.left ?? -1;
    return left >= 0 ? this.#view.timeAt(this.#plot!.posToVal(left, 'x')) : null;
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
    this.#range = this.#strip.range ?? [0, (this.#strip.step ?? this.#strip.finest) * 4];
    const options = stripOptions({
      strip: this.#strip,
      axis: view.axis,
      lines: view.lines,
      track: this.#track(),
      labels: this.#place.last,
      width: this.#width,
      height: this.#height,
      range: this.#range,
      shade: (plot) => shadeSpans(plot, view.holes, this.#place.first ? 'always' : 'never'),
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
    const column = view.samples.columnOf(this.#strip.channel);
    let points = 0;
    let latest = -Infinity;
    view.lines.forEach((line, i) => {
      const out = this.#ys[i]!;
      const y = line.samples?.columns[column];
      if (!line.samples || !y) {
        out.length = this.#xs.length;
        out.fill(null);
        return;
      }
      const { time } = line.samples;
      const { from, to } = line;
      const cut = { time, x: view.xOf(line.samples), y, from, to };
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
    this.#at.root.dataset['until'] = view.max.toFixed(2);
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
    if (low > high) return this.#range;
    const { step, finest } = this.#strip;
    return niceRange(low, high, step ?? niceStep(Math.max(high - low, finest * FEWEST_STEPS), RANGE_STEPS));
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
    const value = samples.columns[this.#view.samples.columnOf(this.#strip.channel)]?.[index];
    return value === undefined || Number.isNaN(value) ? '–' : fixed(value * this.#strip.scale, this.#strip.digits);
  }
}
