import uPlot from '../charts/uplot.ts';
import { decimate, gridOver, slotPositions } from '../charts/decimate.ts';
import type { Point } from '../charts/decimate.ts';
import { niceRange, niceStep } from '../charts/nice-range.ts';
import { shadeSpans } from '../charts/shade.ts';
import { faint, theme, themeTurns } from '../charts/theme.ts';
import { count } from '../format.ts';
import { RADIO_CUT } from '../state/link-history.ts';
import type { LinkHistory } from '../state/link-history.ts';

/** A hole in the history longer than this breaks the line, s: the connection to the workstation was lost. */
const LONGEST_STEP = 5;

export interface TrendLook {
  quantity: 'backlog' | 'rate';
  /** Length of the time axis, s. */
  window: number;
  /** With axes and words, or as a sparkline. */
  full: boolean;
}

/** Backlog or rate over the last minutes, spans of a cut or slowed radio shaded. */
export class TrendChart {
  readonly #history: LinkHistory;
  readonly #look: TrendLook;
  readonly #element: HTMLElement;
  #plot: uPlot | null = null;
  #xs: number[] = [];
  #ys: Point[] = [];
  /** The theme that it was built in. */
  #turn = NaN;

  constructor(history: LinkHistory, look: TrendLook, element: HTMLElement) {
    this.#history = history;
    this.#look = look;
    this.#element = element;
  }

  resize(width: number, height: number): void {
    if (width < 20 || height < 20) return;
    if (this.#plot) this.#plot.setSize({ width, height });
    else this.#build(width, height);
  }

  #build(width: number, height: number): void {
    this.#plot?.destroy();
    this.#turn = themeTurns.peek();
    this.#plot = new uPlot(this.#options(width, height), [this.#xs, this.#ys] as uPlot.AlignedData, this.#element);
  }

  draw(): void {
    if (this.#plot && this.#turn !== themeTurns.peek()) this.#build(this.#plot.width, this.#plot.height);
    const plot = this.#plot;
    if (!plot) return;
    const { time, length } = this.#history;
    const y = this.#history[this.#look.quantity];
    const now = Date.now() / 1000;
    const grid = gridOver(now - this.#look.window, now, plot.bbox.width / devicePixelRatio);
    slotPositions(grid, this.#xs);
    decimate({ time, x: time, y, from: 0, to: length }, grid, LONGEST_STEP, 1, this.#ys);
    let high = 0;
    for (const point of this.#ys) if (point && point > high) high = point;
    const [, max] = niceRange(0, Math.max(high * 1.1, 10), niceStep(Math.max(high, 10), 4));
    plot.batch(() => {
      plot.setData([this.#xs, this.#ys] as uPlot.AlignedData, false);
      plot.setScale('x', { min: now - this.#look.window, max: now });
      plot.setScale('y', { min: 0, max });
    });
    this.#element.dataset['points'] = String(length);
  }

  destroy(): void {
    this.#plot?.destroy();
  }

  #options(width: number, height: number): uPlot.Options {
    const { muted, line, font, text, weight } = theme();
    const { full, window, quantity } = this.#look;
    const axis: uPlot.Axis = {
      stroke: muted,
      font: `11px ${font}`,
      gap: 6,
      grid: { stroke: faint(line, 0.7), width: 1 },
      ticks: { show: false },
    };
    return {
      width,
      height,
      padding: [8, full ? 14 : 2, full ? 0 : 8, 0],
      pxAlign: 0,
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, auto: false, min: 0, max: 1 }, y: { auto: false, min: 0, max: 10 } },
      axes: [
        {
          ...axis,
          show: full,
          size: 24,
          space: 80,
          splits: (plot) => agoSplits(plot, window),
          values: (plot, splits) => splits.map((at) => agoWords(Math.round(plot.scales['x']!.max! - at))),
        },
        { ...axis, size: 48, space: full ? 34 : 24, values: (_, splits) => splits.map((at) => count(at)) },
      ],
      series: [{}, { stroke: text, width: 1.5 * weight, points: { show: false }, fill: faint(muted, 0.12) }],
      hooks: { drawAxes: [(plot) => shadeSpans(plot, this.#spans(), full && quantity === 'backlog' ? 'where they fit' : 'never')] },
    };
  }

  #spans() {
    return this.#history.hindered(Date.now() / 1000 - this.#look.window).map(({ from, to, radio }) => {
      const words = [radio === RADIO_CUT ? 'cut' : 'slow', `${(to - from).toFixed(1)} s`];
      return { from, to, words, colour: radio === RADIO_CUT ? ('bad' as const) : ('warn' as const) };
    });
  }
}

function agoSplits(plot: uPlot, window: number): number[] {
  const now = plot.scales['x']!.max!;
  const step = window / 5;
  return Array.from({ length: 6 }, (_, i) => now - i * step).toReversed();
}

function agoWords(seconds: number): string {
  if (seconds <= 0) return 'now';
  return seconds % 60 === 0 ? `−${seconds / 60} min` : `−${seconds} s`;
}
