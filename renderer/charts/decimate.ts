/** Buckets of equal width along a chart's x-axis, about one a pixel, at whole multiples of `width` from 0. */
export interface Grid {
  /** Number of the first bucket: it begins at `first * width`. */
  first: number;
  /** In the unit of x. */
  width: number;
  buckets: number;
}

/** First, lowest, highest and last sample of a bucket: what a vertical line of pixels can show of it. */
export const SLOTS = 4;

/** A value, `null` for a hole in the line, or `undefined` where the line passes without a point of its own. */
export type Point = number | null | undefined;

/**
 * A grid over `min` to `max`. As its buckets stay where they are while the view moves over them, a scrolling line does
 * not shimmer. There are a few less than there are pixels: past one a pixel uPlot would thin the lines out once more, to
 * whole pixels, which makes stairs of them.
 */
export function gridOver(min: number, max: number, pixels: number): Grid {
  const width = (max - min) / Math.max(1, Math.floor(pixels) - 2);
  const first = Math.floor(min / width);
  return { first, width, buckets: Math.max(1, Math.ceil(max / width) - first) };
}

/** Where the slots of a grid lie on the x-axis: the x values of every line decimated onto it. */
export function slotPositions(grid: Grid, out: number[]): void {
  const n = grid.buckets * SLOTS;
  out.length = n;
  const step = grid.width / SLOTS;
  for (let i = 0; i < n; i++) out[i] = grid.first * grid.width + (i + 0.5) * step;
}

/** Samples, in order of time. `x` is `time` itself or another quantity that grows with it. */
export interface Line {
  time: Float64Array;
  x: Float64Array | Float32Array;
  y: Float32Array;
  from: number;
  to: number;
}

/**
 * Thins a line out to first, lowest, highest and last of each bucket, in the order in which they came. Where two samples
 * lie further apart in time than `step` and at least one bucket between them is empty, the line is broken.
 * @param step s
 * @param scale factor on every value
 * @returns the number of samples that lie on the grid
 */
export function decimate(line: Line, grid: Grid, step: number, scale: number, out: Point[]): number {
  const { time, x, y, from, to } = line;
  const n = grid.buckets * SLOTS;
  out.length = n;
  out.fill(undefined);
  const perWidth = 1 / grid.width;
  let bucket = -1;
  let first = 0;
  let last = 0;
  let low = 0;
  let high = 0;
  let used = 0;
  let previous = NaN;
  for (let i = from; i < to; i++) {
    const at = Math.floor(x[i]! * perWidth) - grid.first;
    if (at < 0 || at >= grid.buckets || at < bucket) continue;
    used++;
    if (at > bucket) {
      if (bucket >= 0) {
        emit(out, bucket, y, first, low, high, last, scale);
        if (time[i]! - previous > step && at > bucket + 1) out.fill(null, (bucket + 1) * SLOTS, at * SLOTS);
      }
      bucket = at;
      first = last = low = high = i;
    } else {
      last = i;
      if (y[i]! < y[low]!) low = i;
      if (y[i]! > y[high]!) high = i;
    }
    previous = time[i]!;
  }
  if (bucket >= 0) emit(out, bucket, y, first, low, high, last, scale);
  return used;
}

function emit(
  out: Point[],
  bucket: number,
  y: Float32Array,
  first: number,
  low: number,
  high: number,
  last: number,
  scale: number,
): void {
  const slot = bucket * SLOTS;
  out[slot] = value(y[first]!, scale);
  if (last === first) return;
  const [earlier, later] = low < high ? [low, high] : [high, low];
  if (earlier !== first) out[slot + 1] = value(y[earlier]!, scale);
  if (later !== last && later !== first) out[slot + 2] = value(y[later]!, scale);
  out[slot + 3] = value(y[last]!, scale);
}

/** A car that lacks a channel has NaN for it, which uPlot cannot draw. */
const value = (raw: number, scale: number): number | null => (Number.isNaN(raw) ? null : raw * scale);
