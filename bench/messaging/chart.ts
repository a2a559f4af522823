import { sizeText } from './size-text.ts';

const WIDTH = 560;
const HEIGHT = 340;
const EDGE = { left: 72, right: 24, top: 56, bottom: 48 };
const COLOURS = ['#1f6feb', '#d1242f', '#1a7f37'];

export interface Series {
  name: string;
  /** y: the median of the runs; low and high: the slowest and the fastest of them. */
  points: readonly { x: number; y: number; low: number; high: number }[];
}

export interface Chart {
  title: string;
  /** What is varied, on a logarithmic axis. */
  across: string;
  /** Powers of ten go up, instead of an axis that begins at nothing. */
  logarithmic: boolean;
  series: readonly Series[];
}

/** A line for each series, with the spread of its runs, as an SVG document. */
export function drawChart({ title, across, logarithmic, series }: Chart): string {
  const all = series.flatMap(({ points }) => points);
  const places = [...new Set(all.map(({ x }) => x))].sort((a, b) => a - b);
  const [left, right] = [Math.log10(places[0]!), Math.log10(places.at(-1)!)];
  const highest = Math.max(...all.map(({ high }) => high));
  const ticks = logarithmic ? decades(Math.min(...all.map(({ low }) => low)), highest) : steps(highest);
  const [bottom, top] = [scale(ticks[0]!), scale(ticks.at(-1)!)];
  const x = (value: number): string => (EDGE.left + 12 + ((Math.log10(value) - left) / (right - left)) * (WIDTH - EDGE.left - EDGE.right - 24)).toFixed(1);
  const y = (value: number): string => (HEIGHT - EDGE.bottom - ((scale(value) - bottom) / (top - bottom)) * (HEIGHT - EDGE.top - EDGE.bottom)).toFixed(1);
  function scale(value: number): number {
    return logarithmic ? Math.log10(value) : value;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    `<text x="16" y="22" font-size="15">${title}</text>`,
    ...series.map(({ name }, i) => `<path d="M${16 + 150 * i} 40h22" stroke="${COLOURS[i]}" stroke-width="3"/><text x="${44 + 150 * i}" y="44">${name}</text>`),
    ...ticks.map((tick) => `<path d="M${EDGE.left} ${y(tick)}H${WIDTH - EDGE.right}" stroke="#ddd"/><text x="${EDGE.left - 8}" y="${y(tick)}" dy="4" text-anchor="end">${sizeText(tick)}</text>`),
    ...places.map((place) => `<text x="${x(place)}" y="${HEIGHT - EDGE.bottom + 18}" text-anchor="middle">${sizeText(place)}</text>`),
    `<text x="${WIDTH / 2}" y="${HEIGHT - 8}" text-anchor="middle">${across}</text>`,
    ...series.flatMap(({ points }, i) => {
      const colour = COLOURS[i]!;
      return [
        `<polyline points="${points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...points.map((point) => `<path d="M${x(point.x)} ${y(point.low)}V${y(point.high)}" stroke="${colour}"/><circle cx="${x(point.x)}" cy="${y(point.y)}" r="4" fill="${colour}"/>`),
      ];
    }),
    '</svg>\n',
  ].join('\n');
}

/** Powers of ten from below `low` to above `high`. */
function decades(low: number, high: number): number[] {
  const first = Math.floor(Math.log10(low));
  return Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, i) => 10 ** (first + i));
}

/** From nothing to above `high` in four to ten round steps. */
function steps(high: number): number[] {
  const power = 10 ** Math.floor(Math.log10(high));
  const step = high / power > 5 ? power : high / power > 2 ? power / 2 : power / 5;
  return Array.from({ length: Math.ceil(high / step) + 1 }, (_, i) => i * step);
}
