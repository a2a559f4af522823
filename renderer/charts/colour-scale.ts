/** A colour as one number of a picture's bytes, red lowest, opaque. @param colour `#rrggbb`, or `#rgb` as the build shortens it */
export function pixelOf(colour: string): number {
  const [red, green, blue] = channels(colour);
  return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
}

/** Even steps from one end of a scale to the other, as CSS colours. @param stops the scale's colours at equal distances */
export function scaleSteps(stops: readonly string[], count: number): string[] {
  const known = stops.map(channels);
  return Array.from({ length: count }, (_, i) => {
    const at = (i / Math.max(1, count - 1)) * (known.length - 1);
    const before = Math.min(Math.floor(at), known.length - 2);
    const mixed = known[before]!.map((low, k) => Math.round(low + (known[before + 1]![k]! - low) * (at - before)));
    return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
  });
}

/** Which of `count` steps a value has in a range; those outside have the last ones. */
export function stepOf(value: number, [low, high]: readonly [number, number], count: number): number {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
}

function channels(colour: string): [number, number, number] {
  const long = colour.length === 4 ? colour.replace(/[\da-f]/gi, '$&$&') : colour;
  const value = Number.parseInt(long.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
}
