import { SAME } from './race-state.ts';

/** Sorts the first `length` cars of `order` by `key`, equals but for rounding as they stand. Cars are nearly in order, so that insertion does it. */
export function sortBy(key: Float64Array, order: Int32Array, length: number): void {
  for (let at = 1; at < length; at++) {
    const c = order[at]!;
    const same = key[c]! + SAME;
    let to = at;
    for (; to > 0 && key[order[to - 1]!]! > same; to--) order[to] = order[to - 1]!;
    order[to] = c;
  }
}
