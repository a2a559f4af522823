import { lastAtOrBefore } from '../../../common/analysis/lap-progress.ts';
import type { Points } from './messages.ts';

/** Samples over an axis. */
export interface SampleLine {
  /** None less than the one before. */
  xs: Float64Array;
  ys: Float64Array;
  /** 1 where samples are missing between this one and the next. */
  breaks: Uint8Array;
}

/** The value at a place of the axis; NaN before the first sample, after the last and where samples are missing. */
export function valueAt({ xs, ys, breaks }: SampleLine, x: number, stepped: boolean): number {
  const i = lastAtOrBefore(xs, x);
  if (i < 0) return NaN;
  if (xs[i] === x) return ys[i]!;
  if (i + 1 >= xs.length || breaks[i] === 1) return NaN;
  return stepped ? ys[i]! : ys[i]! + ((ys[i + 1]! - ys[i]!) * (x - xs[i]!)) / (xs[i + 1]! - xs[i]!);
}

/**
 * What of a line shows between `from` and `to`, and one sample more on either side: every sample, or first, lowest, highest and last of each
 * of so many buckets where there are more of them than that.
 */
export function pointsBetween({ xs, ys, breaks }: SampleLine, from: number, to: number, buckets: number): Points {
  const begin = Math.max(0, lastAtOrBefore(xs, from));
  const end = Math.min(xs.length, lastAtOrBefore(xs, to) + 2);
  if (end <= begin) return null;
  const out = new Out(Math.min(end - begin, buckets * 4 + 8) + 2);
  const thin = end - begin > buckets * 2;
  const perBucket = buckets / (to - from);
  let i = begin;
  while (i < end) {
    let last = i;
    let low = i;
    let high = i;
    if (thin) {
      const bucket = Math.floor((xs[i]! - from) * perBucket);
      while (breaks[last] === 0 && last + 1 < end && Math.floor((xs[last + 1]! - from) * perBucket) === bucket) {
        last++;
        if (ys[last]! < ys[low]!) low = last;
        if (ys[last]! > ys[high]!) high = last;
      }
    }
    out.add(xs[i]!, ys[i]!);
    const [earlier, later] = low < high ? [low, high] : [high, low];
    if (earlier > i && earlier < last) out.add(xs[earlier]!, ys[earlier]!);
    if (later > i && later < last && later !== earlier) out.add(xs[later]!, ys[later]!);
    if (last > i) out.add(xs[last]!, ys[last]!);
    if (breaks[last] === 1) out.add(NaN, NaN);
    i = last + 1;
  }
  return out.finish();
}

/** Points that are given one by one. */
class Out {
  private points: Float32Array<ArrayBuffer>;
  private length = 0;

  constructor(room: number) {
    this.points = new Float32Array(room * 2);
  }

  add(x: number, y: number): void {
    if (this.length + 2 > this.points.length) {
      const wider = new Float32Array(this.points.length * 2 + 2);
      wider.set(this.points);
      this.points = wider;
    }
    this.points[this.length++] = x;
    this.points[this.length++] = y;
  }

  finish(): Float32Array<ArrayBuffer> {
    return this.points.slice(0, this.length);
  }
}

/** Points over evenly spread places; broken where a value is not known. Null where none is. */
export function evenPoints(places: Float64Array, values: Float64Array): Points {
  if (values.every(Number.isNaN)) return null;
  const points = new Float32Array(places.length * 2);
  for (let i = 0; i < places.length; i++) {
    points[2 * i] = Number.isNaN(values[i]!) ? NaN : places[i]!;
    points[2 * i + 1] = values[i]!;
  }
  return points;
}

/** Lowest and highest of some lines; null where they have no point. */
export function rangeOf(lines: readonly Points[]): [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const line of lines) {
    if (!line) continue;
    for (let i = 1; i < line.length; i += 2) {
      if (line[i]! < low) low = line[i]!;
      if (line[i]! > high) high = line[i]!;
    }
  }
  return low <= high ? [low, high] : null;
}
