/** Heights of labels, CSS px, moved apart so that none covers another; in the order given. */
export function apart(wanted: readonly number[], least: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const at = [...wanted];
  let free = top;
  for (const i of order) free = (at[i] = Math.max(at[i]!, free)) + least;
  let limit = bottom;
  for (const i of order.reverse()) limit = (at[i] = Math.min(at[i]!, limit)) - least;
  return at;
}
