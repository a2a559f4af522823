import uPlot from '../charts/uplot.ts';
import type { Comparison } from '../../common/strategy.ts';
import { gapOptions, gapRange } from './gap-options.ts';
import { PLAN_NAMES, signed } from './words.ts';

/** Least distance between two read-outs, CSS px. */
const LABEL = 18;

/** The picture: how far each plan is ahead of the first, lap by lap, with the values beside the lines. */
export class GapPlot {
  readonly #place: HTMLElement;
  readonly #labels: HTMLElement;
  readonly #lapPointed: (lap: number | null) => void;
  #plot: uPlot | null = null;
  #comparison: Comparison | null = null;
  #width = 0;
  #height = 0;

  /** @param lapPointed hears of the lap under the cursor, null when the cursor leaves */
  constructor(place: HTMLElement, labels: HTMLElement, lapPointed: (lap: number | null) => void) {
    this.#place = place;
    this.#labels = labels;
    this.#lapPointed = lapPointed;
  }

  show(comparison: Comparison): void {
    const rebuild = comparison.plans.length !== this.#comparison?.plans.length;
    this.#comparison = comparison;
    if (rebuild) this.#build();
    else this.#redraw();
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#build();
  }

  /** Takes the colours of the theme anew. */
  repaint(): void {
    this.#build();
  }

  /** Moves the cursor by laps, as far as there are any; from nowhere it starts at the last. */
  step(laps: number): void {
    if (!this.#plot) return;
    const last = this.#laps;
    const from = this.#pointed ?? last;
    const lap = Math.max(0, Math.min(last, from + laps));
    this.#plot.setCursor({ left: this.#plot.valToPos(lap, 'x'), top: 0 });
  }

  leave(): void {
    this.#plot?.setCursor({ left: -10, top: -10 });
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  get #laps(): number {
    return this.#comparison?.plans[0]?.gap_s.length ?? 0;
  }

  get #pointed(): number | null {
    const { left = -1, idx } = this.#plot?.cursor ?? {};
    return left < 0 ? null : (idx ?? null);
  }

  #build(): void {
    this.#plot?.destroy();
    this.#plot = null;
    const comparison = this.#comparison;
    if (!comparison || this.#width < 160 || this.#height < 80) return;
    this.#plot = new uPlot(
      gapOptions({
        width: this.#width,
        height: this.#height,
        plans: comparison.plans.length,
        stops: () => this.#comparison!.plans.map((plan) => plan.inlaps),
        cursorMoved: () => {
          this.#lapPointed(this.#pointed);
          this.#placeLabels();
        },
      }),
      [[]],
      this.#place,
    );
    this.#labels.replaceChildren(
      ...comparison.plans.map((_, i) => {
        const label = document.createElement('span');
        label.className = `gap-label plan-${i + 1}`;
        return label;
      }),
    );
    this.#redraw();
  }

  #redraw(): void {
    const plot = this.#plot;
    if (!plot) return;
    const ahead = this.#comparison!.plans.map((plan) => [0, ...plan.gap_s.map((gap) => -gap || 0)]);
    const all = ahead.flat();
    const [min, max] = gapRange(Math.min(...all), Math.max(...all));
    plot.batch(() => {
      plot.setData([Array.from({ length: this.#laps + 1 }, (_, lap) => lap), ...ahead], false);
      plot.setScale('x', { min: 0, max: this.#laps });
      plot.setScale('y', { min, max });
    });
    this.#placeLabels();
  }

  #placeLabels(): void {
    const plot = this.#plot;
    if (!plot) return;
    const lap = this.#pointed ?? this.#laps;
    const area = { left: plot.bbox.left / uPlot.pxRatio, top: plot.bbox.top / uPlot.pxRatio };
    const x = area.left + plot.valToPos(lap, 'x');
    const bottom = area.top + plot.bbox.height / uPlot.pxRatio;
    const labels = [...this.#labels.children] as HTMLElement[];
    const heights = labels.map((_, i) => {
      const value = plot.data[i + 1]?.[lap] ?? 0;
      return { i, value, y: area.top + plot.valToPos(value, 'y') };
    });
    heights.sort((a, b) => a.y - b.y);
    let free = 0;
    for (const at of heights) free = (at.y = Math.max(at.y, free)) + LABEL;
    let limit = bottom;
    for (const at of heights.reverse()) limit = (at.y = Math.min(at.y, limit)) - LABEL;
    for (const { i, value, y } of heights) {
      const label = labels[i]!;
      label.textContent = `${PLAN_NAMES[i]} ${signed(value)}`;
      label.style.transform = `translate(${Math.round(x + 10)}px, ${Math.round(y - LABEL / 2)}px)`;
    }
  }
}
