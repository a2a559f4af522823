/** The range of an axis that shows `low` to `high`: widened to whole multiples of `step`, never empty. */
export function niceRange(low: number, high: number, step: number): [number, number] {
  const from = Math.floor(low / step) * step;
  const to = Math.ceil(high / step) * step;
  return to > from ? [from, to] : [from, from + step];
}

/** The step of 1, 2 or 5 times a power of ten that divides `span` into at most `most` parts. */
export function niceStep(span: number, most: number): number {
  const raw = Math.max(span, Number.MIN_VALUE) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = raw / power;
  return power * (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10);
}
