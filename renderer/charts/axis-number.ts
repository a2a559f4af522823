/** A number at an axis, without binary noise and with a real minus sign. */
export function axisNumber(value: number): string {
  const text = Math.abs(value) < 1e-9 ? '0' : String(Number(Math.abs(value).toPrecision(6)));
  return value < 0 && text !== '0' ? `\u2212${text}` : text;
}
