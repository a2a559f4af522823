/** A new table of a closed road for `count` steps: entry `count` stands for the same place as entry 0. */
export function closedTable(count: number, value: (i: number) => number): Float64Array {
  const table = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) table[i] = value(i);
  table[count] = table[0]!;
  return table;
}

/** Two passes of a moving mean over ±`reach` entries of a closed table. */
export function smoothClosed(table: Float64Array, reach: number): Float64Array {
  const count = table.length - 1;
  const within = Math.min(reach, (count - 1) >> 1);
  if (within < 1) return table;
  return mean(mean(table, within), within);
}

function mean(table: Float64Array, reach: number): Float64Array {
  const count = table.length - 1;
  let sum = 0;
  for (let j = -reach; j <= reach; j++) sum += table[(j + count) % count]!;
  const means = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    means[i] = sum / (2 * reach + 1);
    sum += table[(i + reach + 1) % count]! - table[(i - reach + count) % count]!;
  }
  means[count] = means[0]!;
  return means;
}

/** Central differences of a closed table over `step` m. */
export function slopeClosed(table: Float64Array, step: number): Float64Array {
  const count = table.length - 1;
  return closedTable(count, (i) => (table[i + 1]! - table[(i + count - 1) % count]!) / (2 * step));
}

/** Lowers a closed table where it grows by more than `slope` for each m, either way round. */
export function limitSlope(table: Float64Array, slope: number, step: number): void {
  const count = table.length - 1;
  const most = slope * step;
  for (let k = 0; k < 2 * count; k++) {
    const i = (k + 1) % count;
    table[i] = Math.min(table[i]!, table[k % count]! + most);
  }
  for (let k = 2 * count; k > 0; k--) {
    const i = (k - 1) % count;
    table[i] = Math.min(table[i]!, table[k % count]! + most);
  }
  table[count] = table[0]!;
}
