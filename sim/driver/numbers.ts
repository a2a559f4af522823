/** Value of a table `part` of the way from entry `i` to the next. */
export function lerp(table: Float64Array, i: number, part: number): number {
  const low = table[i]!;
  return low + (table[i + 1]! - low) * part;
}

/** A value brought inside ±`most`. */
export function clamp(value: number, most: number): number {
  return value > most ? most : value < -most ? -most : value;
}
