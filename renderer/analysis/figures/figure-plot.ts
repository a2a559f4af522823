import uPlot from '../../charts/uplot.ts';
import { axisNumber } from '../../charts/axis-number.ts';
import { niceStep } from '../../charts/nice-range.ts';
import { faint, theme } from '../../charts/theme.ts';
import { Y_AXIS } from '../../live/strip-options.ts';

const X_AXIS = 20;
const TOP = 6;
/** Room for half of the last number of the x-axis, CSS px. */
const RIGHT = 12;

/** Room for a number of each axis, CSS px. */
const LETTERS = 45;
const LINE = 34;

/** What the axes of a figure show. */
export interface FigureView {
  x: readonly [number, number];
  y: readonly [number, number];
  /** Named at the ends of the axes. */
  xName: string;
  yName: string;
  /** As many pixels for a unit to the right as up. */
  equal?: boolean;
  /** Numbers of the y-axis are powers of ten. */
  log?: boolean;
}

/** Where values lie on a canvas, in its pixels. */
export interface FigureFrame {
  ctx: CanvasRenderingContext2D;
  left: number;
  top: number;
  width: number;
  height: number;
  x(value: number): number;
  y(value: number): number;
  /** Pixels of the canvas in one of the page. */
  ratio: number;
}

/** Axes and grid of a figure, what is drawn into them, and a canvas above for what moves. */
export class FigurePlot {
  readonly #host: HTMLElement;
  readonly #moving: HTMLCanvasElement;
  readonly #paint: (frame: FigureFrame) => void;
  #plot: uPlot | null = null;
  #view: FigureView | null = null;
  #width = 0;
  #height = 0;

  /** @param moving lies over the whole of `host` */
  constructor(host: HTMLElement, moving: HTMLCanvasElement, paint: (frame: FigureFrame) => void) {
    this.#host = host;
    this.#moving = moving;
    this.#paint = paint;
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#moving.width = Math.round(width * devicePixelRatio);
    this.#moving.height = Math.round(height * devicePixelRatio);
    this.#plot?.setSize({ width, height });
    this.show(this.#view);
  }

  /** Null: nothing. */
  show(view: FigureView | null): void {
    this.#view = view;
    if (!view || this.#width < 100 || this.#height < 60) return this.#destroyPlot();
    this.#plot ??= this.#build();
    const plot = this.#plot;
    const [x, y] = view.equal ? this.#equal(view) : [view.x, view.y];
    plot.batch(() => {
      plot.setScale('x', { min: x[0], max: x[1] });
      plot.setScale('y', { min: y[0], max: y[1] });
      plot.redraw(false, true);
    });
  }

  /** Takes the colours of the theme anew. */
  repaint(): void {
    this.#destroyPlot();
    this.show(this.#view);
  }

  destroy(): void {
    this.#destroyPlot();
  }

  #destroyPlot(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  /** The frame of what is shown; null while nothing is. */
  #frame(ctx: CanvasRenderingContext2D): FigureFrame | null {
    const plot = this.#plot;
    if (!plot) return null;
    const { left, top, width, height } = plot.bbox;
    return { ctx, left, top, width, height, ratio: devicePixelRatio, x: (value) => plot.valToPos(value, 'x', true), y: (value) => plot.valToPos(value, 'y', true) };
  }

  /** Draws what moves, on a canvas that is empty. */
  mark(draw: (frame: FigureFrame) => void): void {
    const ctx = this.#moving.getContext('2d')!;
    ctx.clearRect(0, 0, this.#moving.width, this.#moving.height);
    const frame = this.#frame(ctx);
    if (frame) draw(frame);
  }

  /** The values under a place of the page, and how much of each a pixel of it is; null outside of the axes. */
  at(event: { clientX: number; clientY: number }): { x: number; y: number; perX: number; perY: number } | null {
    if (!this.#plot) return null;
    const { left, top, width, height } = this.#plot.over.getBoundingClientRect();
    const [px, py] = [event.clientX - left, event.clientY - top];
    if (px < 0 || py < 0 || px > width || py > height) return null;
    const { x, y } = this.#plot.scales as Record<'x' | 'y', { min: number; max: number }>;
    const [perX, perY] = [(x.max - x.min) / width, (y.max - y.min) / height];
    return { x: x.min + px * perX, y: y.max - py * perY, perX, perY };
  }

  #equal({ x, y }: FigureView): [readonly [number, number], readonly [number, number]] {
    const perPixel = Math.max((x[1] - x[0]) / (this.#width - Y_AXIS - RIGHT), (y[1] - y[0]) / (this.#height - X_AXIS - TOP));
    const around = ([low, high]: readonly [number, number], pixels: number): [number, number] => {
      const half = (perPixel * pixels) / 2;
      return [(low + high) / 2 - half, (low + high) / 2 + half];
    };
    return [around(x, this.#width - Y_AXIS - RIGHT), around(y, this.#height - X_AXIS - TOP)];
  }

  #build(): uPlot {
    const { muted, line, font } = theme();
    const axis: uPlot.Axis = { stroke: muted, font: `11px ${font}`, ticks: { show: false }, grid: { stroke: faint(line, 0.7), width: 1 } };
    const splits = (min: number, max: number, pixels: number, each: number, whole: boolean): number[] => {
      const most = Math.max(2, Math.floor(pixels / each));
      const step = whole ? 1 : niceStep(max - min, most);
      return Array.from({ length: Math.floor(max / step + 1e-9) - Math.ceil(min / step - 1e-9) + 1 }, (_, i) => (Math.ceil(min / step - 1e-9) + i) * step + 0);
    };
    const yWord = (value: number): string => (this.#view?.log ? axisNumber(10 ** value) : axisNumber(value));
    return new uPlot(
      {
        ...{ width: this.#width, height: this.#height, padding: [TOP, RIGHT, 0, 0] as uPlot.Padding, pxAlign: 0 },
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false, auto: false, min: 0, max: 1 }, y: { auto: false, min: 0, max: 1 } },
        axes: [
          { ...axis, size: X_AXIS, gap: 4, splits: (_, __, min, max) => splits(min, max, this.#width - Y_AXIS, LETTERS, false), values: (_, at) => at.map(axisNumber) },
          { ...axis, size: Y_AXIS, gap: 6, splits: (_, __, min, max) => splits(min, max, this.#height, LINE, this.#view?.log ?? false), values: (_, at) => at.map(yWord) },
        ],
        series: [{}, { show: false }],
        hooks: { draw: [(plot) => this.#draw(plot)] },
      },
      [[0, 1], [null, null]],
      this.#host,
    );
  }

  #draw(plot: uPlot): void {
    this.#plot = plot;
    const frame = this.#frame(plot.ctx);
    if (!frame || !this.#view) return;
    const { ctx, left, top, width, height, ratio } = frame;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
    this.#paint(frame);
    ctx.restore();
    const { muted, font, panel } = theme();
    ctx.save();
    ctx.font = `${11 * ratio}px ${font}`;
    const name = (text: string, x: number, y: number, align: CanvasTextAlign): void => {
      const wide = ctx.measureText(text).width;
      ctx.fillStyle = faint(panel, 0.75);
      ctx.fillRect(align === 'left' ? x - 2 * ratio : x - wide - 2 * ratio, y - 12 * ratio, wide + 4 * ratio, 15 * ratio);
      ctx.fillStyle = muted;
      ctx.textAlign = align;
      ctx.fillText(text, x, y);
    };
    name(this.#view.yName, left + 5 * ratio, top + 13 * ratio, 'left');
    name(this.#view.xName, left + width - 5 * ratio, top + height - 5 * ratio, 'right');
    ctx.restore();
  }
}
