export type XY = readonly [x: number, y: number];

/** A circuit's centre line, to be asked for places along it. Positions in m; closed. */
export class CentreLine {
  readonly points: readonly XY[];
  readonly length: number;
  readonly #at: Float64Array;

  /** @param length of the lap, m: distances are scaled to it, as the chords of the points are a little shorter */
  constructor(points: readonly XY[], length: number) {
    this.points = points;
    this.length = length;
    this.#at = new Float64Array(points.length + 1);
    points.forEach(([x, y], i) => {
      const [nx, ny] = points[(i + 1) % points.length]!;
      this.#at[i + 1] = this.#at[i]! + Math.hypot(nx - x, ny - y);
    });
    const chords = this.#at[points.length]!;
    if (chords > 0) for (let i = 0; i <= points.length; i++) this.#at[i] = (this.#at[i]! * length) / chords;
  }

  /**
   * The place `distance` m after the start line, `offset` m to the left of the centre; both may be anything finite.
   * @param out receives x and y
   */
  place(distance: number, offset: number, out: Float64Array): void {
    const way = ((distance % this.length) + this.length) % this.length;
    let low = 0;
    let high = this.points.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#at[middle]! <= way) low = middle;
      else high = middle;
    }
    const [x, y] = this.points[low]!;
    const [nx, ny] = this.points[(low + 1) % this.points.length]!;
    const span = this.#at[low + 1]! - this.#at[low]! || 1;
    const part = (way - this.#at[low]!) / span;
    const chord = Math.hypot(nx - x, ny - y) || 1;
    out[0] = x + (nx - x) * part - ((ny - y) / chord) * offset;
    out[1] = y + (ny - y) * part + ((nx - x) / chord) * offset;
  }
}

/** Turns, scales and moves metres, y up, into pixels, y down. */
export interface Fit {
  cos: number;
  sin: number;
  scale: number;
  dx: number;
  dy: number;
}

const STEPS = 60;

/** The fit that shows points as large as they go in `width` × `height` with margins in px, turned as need be. */
export function fitInto(points: readonly XY[], width: number, height: number, marginX: number, marginY: number): Fit {
  let best: Fit = { cos: 1, sin: 0, scale: 0, dx: 0, dy: 0 };
  const w = Math.max(1, width - 2 * marginX);
  const h = Math.max(1, height - 2 * marginY);
  for (let i = 0; i < STEPS; i++) {
    const angle = (i / STEPS) * Math.PI;
    const cos = Math.cos(angle);
    const sin = Math.sin(angle);
    let left = Infinity;
    let right = -Infinity;
    let top = Infinity;
    let bottom = -Infinity;
    for (const [x, y] of points) {
      const px = x * cos - y * sin;
      const py = -(x * sin + y * cos);
      left = Math.min(left, px);
      right = Math.max(right, px);
      top = Math.min(top, py);
      bottom = Math.max(bottom, py);
    }
    const scale = Math.min(w / Math.max(right - left, 1e-9), h / Math.max(bottom - top, 1e-9));
    if (scale <= best.scale * 1.02) continue;
    const dx = width / 2 - ((left + right) / 2) * scale;
    const dy = height / 2 - ((top + bottom) / 2) * scale;
    best = { cos, sin, scale, dx, dy };
  }
  return best;
}

export const fitX = (fit: Fit, x: number, y: number): number => (x * fit.cos - y * fit.sin) * fit.scale + fit.dx;
export const fitY = (fit: Fit, x: number, y: number): number => -(x * fit.sin + y * fit.cos) * fit.scale + fit.dy;
