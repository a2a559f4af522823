import type { CentreLine } from '../track/centre-line.ts';

/** The way a fast car takes, tabulated over the centre line's entries. */
export interface RacingLine {
  /** m from the centre line, positive to the left. */
  readonly offset: Float64Array;
  /** Of the line itself, 1/m, positive to the left. */
  readonly curvature: Float64Array;
  /** m driven per m of centre line. */
  readonly stretch: Float64Array;
  /** Way to the next bend that matters, m; 0 inside one. */
  readonly clear: Float64Array;
}

/** Spacing of the points that are moved, m, from coarse to fine. */
const LEVELS = [32, 16, 8, 4, 2];
const SWEEPS = 300;
/** Sweeps between renewals of directions and weights. */
const RENEW = 20;
const OVER_RELAXATION = 1.7;
/** A bend wider than this radius does not end a straight, m. */
const STRAIGHT_RADIUS = 350;

/**
 * The line of least squared curvature that keeps `margin` m from the edges of the road. Coarse to fine, by successive
 * over-relaxation with the track's edges as bounds.
 */
export function racingLine(centre: CentreLine, margin: number): RacingLine {
  let spacing = LEVELS[0]!;
  let offsets = new Float64Array(Math.floor(centre.length / spacing));
  for (const level of LEVELS) {
    spacing = level;
    const finer = new Float64Array(Math.floor(centre.length / spacing));
    for (let i = 0; i < finer.length; i++) finer[i] = cyclic(offsets, (i * offsets.length) / finer.length);
    offsets = finer;
    relax(centre, offsets, margin);
  }
  return tabulate(centre, offsets);
}

/** Between two entries of a closed table, linear. */
function cyclic(table: Float64Array, at: number): number {
  const low = Math.floor(at);
  const a = table[low % table.length]!;
  const b = table[(low + 1) % table.length]!;
  return a + (b - a) * (at - low);
}

/** Points of the line at a level's spacing, moved along the normals of the centre line. */
class Points {
  readonly count: number;
  /** Centre line and its normal. */
  private readonly cx: Float64Array;
  private readonly cy: Float64Array;
  private readonly nx: Float64Array;
  private readonly ny: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Normal of the line itself and the weight of its bend, renewed now and then. */
  private readonly mx: Float64Array;
  private readonly my: Float64Array;
  private readonly weight: Float64Array;

  constructor(centre: CentreLine, offsets: Float64Array) {
    const count = offsets.length;
    const table = (): Float64Array => new Float64Array(count);
    this.count = count;
    [this.cx, this.cy, this.nx, this.ny] = [table(), table(), table(), table()];
    [this.x, this.y, this.mx, this.my, this.weight] = [table(), table(), table(), table(), table()];
    for (let i = 0; i < count; i++) {
      const node = Math.round((i * centre.count) / count);
      this.nx[i] = -Math.sin(centre.heading[node]!);
      this.ny[i] = Math.cos(centre.heading[node]!);
      this.cx[i] = centre.x[node]!;
      this.cy[i] = centre.y[node]!;
      this.move(i, offsets[i]!);
    }
  }

  move(i: number, offset: number): void {
    this.x[i] = this.cx[i]! + offset * this.nx[i]!;
    this.y[i] = this.cy[i]! + offset * this.ny[i]!;
  }

  renew(): void {
    for (let i = 0; i < this.count; i++) {
      const before = (i + this.count - 1) % this.count;
      const after = (i + 1) % this.count;
      const dx = this.x[after]! - this.x[before]!;
      const dy = this.y[after]! - this.y[before]!;
      const way = Math.hypot(dx, dy);
      this.mx[i] = -dy / way;
      this.my[i] = dx / way;
      this.weight[i] = (2 / way) ** 3;
    }
  }

  /** Change of offset i that does most for the sum of squared curvature, the other points staying where they are. */
  wish(i: number): number {
    let slope = 0;
    let bend = 0;
    for (let k = -1; k <= 1; k++) {
      const b = (i + k + this.count) % this.count;
      const a = (b + this.count - 1) % this.count;
      const c = (b + 1) % this.count;
      const mx = this.mx[b]!;
      const my = this.my[b]!;
      const kink = mx * (this.x[a]! - 2 * this.x[b]! + this.x[c]!) + my * (this.y[a]! - 2 * this.y[b]! + this.y[c]!);
      const lever = (k === 0 ? -2 : 1) * (mx * this.nx[i]! + my * this.ny[i]!);
      slope += this.weight[b]! * lever * kink;
      bend += this.weight[b]! * lever * lever;
    }
    return -slope / bend;
  }
}

function relax(centre: CentreLine, offsets: Float64Array, margin: number): void {
  const points = new Points(centre, offsets);
  const { low, high } = bounds(centre, offsets.length, margin);
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    if (sweep % RENEW === 0) points.renew();
    for (let i = 0; i < points.count; i++) {
      const next = Math.max(low[i]!, Math.min(high[i]!, offsets[i]! + OVER_RELAXATION * points.wish(i)));
      offsets[i] = next;
      points.move(i, next);
    }
  }
}

/** Where each point may lie: inside the edges, and not beyond the centre of a bend. */
function bounds(centre: CentreLine, count: number, margin: number): { low: Float64Array; high: Float64Array } {
  const low = new Float64Array(count);
  const high = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const node = Math.round((i * centre.count) / count);
    const bend = centre.curvature[node]!;
    high[i] = Math.max(0, Math.min(centre.left[node]! - margin, bend > 0 ? 0.85 / bend : Infinity));
    low[i] = Math.min(0, Math.max(margin - centre.right[node]!, bend < 0 ? 0.85 / bend : -Infinity));
  }
  return { low, high };
}

function tabulate(centre: CentreLine, coarse: Float64Array): RacingLine {
  const { count, step } = centre;
  const offset = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) offset[i] = cyclic(coarse, (i * coarse.length) / count);
  smooth(offset, 2);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = centre.x[i]! - offset[i]! * Math.sin(centre.heading[i]!);
    y[i] = centre.y[i]! + offset[i]! * Math.cos(centre.heading[i]!);
  }
  const curvature = new Float64Array(count + 1);
  const stretch = new Float64Array(count + 1);
  const reach = Math.max(1, Math.round(2 / step));
  for (let i = 0; i < count; i++) {
    const a = (i + count - reach) % count;
    const b = (i + reach) % count;
    const ux = x[i]! - x[a]!;
    const uy = y[i]! - y[a]!;
    const vx = x[b]! - x[i]!;
    const vy = y[b]! - y[i]!;
    const way = (Math.hypot(ux, uy) + Math.hypot(vx, vy)) / 2;
    curvature[i] = Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy) / way;
    stretch[i] = way / (reach * step);
  }
  smooth(curvature, 2);
  smooth(stretch, 2);
  return { offset, curvature, stretch, clear: clearWay(curvature, count, step) };
}

/** Two passes of a moving mean over ±`reach` entries of a closed table; closes its last entry. */
function smooth(table: Float64Array, reach: number): void {
  const count = table.length - 1;
  for (let pass = 0; pass < 2; pass++) {
    const before = table.slice(0, count);
    for (let i = 0; i < count; i++) {
      let sum = 0;
      for (let j = -reach; j <= reach; j++) sum += before[(i + j + count) % count]!;
      table[i] = sum / (2 * reach + 1);
    }
  }
  table[count] = table[0]!;
}

function clearWay(curvature: Float64Array, count: number, step: number): Float64Array {
  const clear = new Float64Array(count + 1);
  for (let i = 2 * count - 1; i >= 0; i--) {
    const node = i % count;
    clear[node] = Math.abs(curvature[node]!) * STRAIGHT_RADIUS > 1 ? 0 : clear[(node + 1) % count]! + step;
  }
  clear[count] = clear[0]!;
  return clear;
}
