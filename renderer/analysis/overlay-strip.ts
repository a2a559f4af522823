import uPlot from '../charts/uplot.ts';
import type { TrackView } from '../../common/race-view.ts';
import { axisNumber } from '../charts/axis-number.ts';
import { faint, theme } from '../charts/theme.ts';
import { Y_AXIS, ySplits } from '../live/strip-options.ts';
import type { Strip } from '../live/strips.ts';
import { axisWords, stripRange } from './strip-range.ts';
import type { OverlayAxis, Points } from './overlay/messages.ts';

const X_AXIS = 22;
const CORNER_NAMES = 15;

/** How one lap is drawn. */
export interface LapLook {
  colour: string;
  /** CSS px. */
  width: number;
}

/** What a strip shows. */
export interface StripPicture {
  axis: OverlayAxis;
  from: number;
  to: number;
  /** By lap, in the channel's own unit. */
  lines: readonly Points[];
  looks: readonly LapLook[];
  /** Indices of the laps, the one on top last. */
  order: readonly number[];
  range: [number, number] | null;
  track: TrackView | null;
}

/**
 * One channel of all laps over each other. uPlot has the scales, the grid and the axes; the lines, each with points of its own, are drawn by
 * us: uPlot wants the points of all lines at the same places.
 */
export class OverlayStrip {
  readonly #strip: Strip;
  readonly #at: HTMLElement;
  readonly #place: { first: boolean; last: boolean; right?: number };
  #plot: uPlot | null = null;
  #picture: StripPicture | null = null;
  #width = 0;
  #height = 0;

  /** @param place the first names the corners, the last carries the x-axis; `right` is left free beside it, CSS px */
  constructor(strip: Strip, at: HTMLElement, place: { first: boolean; last: boolean; right?: number }) {
    this.#strip = strip;
    this.#at = at;
    this.#place = place;
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#plot?.setSize({ width, height });
    if (this.#picture) this.draw(this.#picture);
  }

  draw(picture: StripPicture): void {
    this.#picture = picture;
    if (this.#width < 60 || this.#height < 20) return;
    this.#plot ??= this.#build();
    const plot = this.#plot;
    const [min, max] = stripRange(this.#strip, picture.range);
    plot.batch(() => {
      plot.setScale('x', { min: picture.from, max: picture.to });
      plot.setScale('y', { min, max });
      plot.redraw(false, true);
    });
  }

  /** Takes the colours of the theme anew. */
  repaint(): void {
    this.destroy();
    if (this.#picture) this.draw(this.#picture);
  }

  destroy(): void {
    this.#plot?.destroy();
    this.#plot = null;
  }

  #build(): uPlot {
    const { muted, line, font } = theme();
    const { first, last, right = 1 } = this.#place;
    const axis: uPlot.Axis = { stroke: muted, font: `11px ${font}`, ticks: { show: false } };
    return new uPlot(
      {
        ...{ width: this.#width, height: this.#height, padding: [first ? CORNER_NAMES : 6, right, last ? 0 : 6, 0] as uPlot.Padding, pxAlign: 0 },
        legend: { show: false },
        cursor: { show: false },
        scales: { x: { time: false, auto: false, min: 0, max: 1 }, y: { auto: false, min: 0, max: 1 } },
        axes: [
          { ...axis, size: last ? X_AXIS : 0, gap: 5, space: 70, grid: { show: false }, values: (_, splits) => splits.map((at) => (last ? this.#xWords(at) : '')) },
          { ...axis, size: Y_AXIS, gap: 6, grid: { stroke: faint(line, 0.7), width: 1 }, splits: (_, __, min, max) => ySplits(min, max, this.#strip, this.#height), values: (_, splits) => splits.map(axisNumber) },
        ],
        series: [{}, { show: false }],
        hooks: { drawAxes: [(plot) => this.#drawCorners(plot)], draw: [(plot) => this.#drawLines(plot)] },
      },
      [[0, 1], [null, null]],
      this.#at,
    );
  }

  #xWords(at: number): string {
    return at < 0 ? '' : axisWords(this.#picture!, at);
  }

  #drawCorners(plot: uPlot): void {
    const { axis, track, from, to } = this.#picture!;
    if (axis !== 'distance' || !track) return;
    const { ctx, bbox } = plot;
    const { line, muted, font } = theme();
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.strokeStyle = faint(line, 0.9);
    ctx.lineWidth = ratio;
    ctx.fillStyle = muted;
    ctx.font = `${11 * ratio}px ${font}`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'bottom';
    let free = -Infinity;
    for (const { name, distance } of track.corners) {
      if (distance < from || distance > to) continue;
      const x = Math.round(plot.valToPos(distance, 'x', true)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
      const half = ctx.measureText(name).width / 2;
      if (!this.#place.first || x - half < free) continue;
      ctx.fillText(name, x, bbox.top - ratio);
      free = x + half + 5 * ratio;
    }
    ctx.restore();
  }

  #drawLines(plot: uPlot): void {
    const { from, to, lines, looks, order } = this.#picture!;
    const { ctx, bbox } = plot;
    const { min, max } = plot.scales['y'] as { min: number; max: number };
    const perX = bbox.width / (to - from);
    const perY = -bbox.height / (max - min);
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top - 1, bbox.width, bbox.height + 2);
    ctx.clip();
    ctx.lineJoin = 'bevel';
    for (const lap of order) {
      const points = lines[lap];
      if (!points) continue;
      ctx.strokeStyle = looks[lap]!.colour;
      ctx.lineWidth = looks[lap]!.width * devicePixelRatio;
      ctx.lineCap = points.length === 2 ? 'round' : 'butt';
      ctx.beginPath();
      trace(ctx, points, this.#strip.stepped, bbox.left - from * perX, perX, bbox.top + bbox.height - min * perY, perY * this.#strip.scale);
      ctx.stroke();
    }
    ctx.restore();
  }
}

/** Adds a line to the path; a point that is not a number breaks it, a point that stands alone becomes a dot. */
function trace(ctx: CanvasRenderingContext2D, points: Float32Array, stepped: boolean, x0: number, perX: number, y0: number, perY: number): void {
  let broken = true;
  let before = 0;
  for (let i = 0; i < points.length; i += 2) {
    const x = x0 + points[i]! * perX;
    if (Number.isNaN(x)) {
      broken = true;
      continue;
    }
    const y = y0 + points[i + 1]! * perY;
    if (broken) {
      ctx.moveTo(x, y);
      const alone = i + 2 >= points.length || Number.isNaN(points[i + 2]!);
      if (alone) ctx.arc(x, y, 1.5 * devicePixelRatio, 0, 2 * Math.PI);
    } else {
      if (stepped && y !== before) ctx.lineTo(x, before);
      ctx.lineTo(x, y);
    }
    before = y;
    broken = false;
  }
}
