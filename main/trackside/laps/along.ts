const MOST_PLACES = 1_000_000;
/** A share of a step by which a place may miss a multiple for want of digits. */
const NEAR = 1e-9;

/** `count` times `step`, without binary noise such as 1.2000000000000002. */
export function multiple(count: number, step: number): number {
  return Number((count * step).toPrecision(12));
}

/** A value along a way or a time that goes on, straight between neighbours. */
export interface Along {
  xs: Float64Array;
  ys: Float64Array;
}

/** Those of `ys` whose place is known. */
export function along(xs: Float64Array, ys: Float64Array): Along {
  if (!xs.some((x) => Number.isNaN(x))) return { xs, ys };
  return { xs: xs.filter((x) => !Number.isNaN(x)), ys: ys.filter((_, i) => !Number.isNaN(xs[i]!)) };
}

/**
 * The value where the way first comes past `x`; undefined where it does not. `from` is the neighbour to begin at: with growing `x`,
 * what was returned before.
 */
export function crossing({ xs, ys }: Along, x: number, from = 0): { value: number; from: number } | undefined {
  if (xs.length === 1 && xs[0] === x) return { value: ys[0]!, from: 0 };
  for (let i = from; i + 1 < xs.length; i++) {
    const before = xs[i]!;
    const after = xs[i + 1]!;
    if (before > x || x > after) continue;
    return { value: after === before ? ys[i]! : ys[i]! + ((ys[i + 1]! - ys[i]!) * (x - before)) / (after - before), from: i };
  }
  return undefined;
}

/** Multiples of `step` from the lowest place to the highest. Throws RangeError where they are more than anybody can want. */
export function evenPlaces({ xs }: Along, step: number): number[] {
  if (xs.length === 0) return [];
  let lowest = xs[0]!;
  let highest = lowest;
  for (const x of xs) {
    if (x < lowest) lowest = x;
    if (x > highest) highest = x;
  }
  const first = Math.ceil(lowest / step - NEAR);
  const count = Math.max(0, Math.floor(highest / step + NEAR) - first + 1);
  if (count > MOST_PLACES) throw new RangeError(`a step of ${step} makes ${count} rows of a lap; ${MOST_PLACES} are the most`);
  return Array.from({ length: count }, (_, i) => multiple(first + i, step));
}
