import type { ComparedLap } from './report.ts';

const WIDTH = 1200;
const HEIGHT = 360;
const EDGE = { left: 56, right: 16, top: 34, bottom: 42 };
const OURS = '#1f6feb';
const THEIRS = '#d1242f';

/** Our speed and TORCS's over a lap, km/h against m, as an SVG document. */
export function plotSpeed({ car, track, moments, trace, difference }: Omit<ComparedLap, 'trace'> & { trace: ArrayLike<number> }): string {
  const length = trace.length;
  const top = 50 * Math.ceil((3.6 * Math.max(...Array.from(trace))) / 50);
  const x = (distance: number): string => (EDGE.left + (distance / length) * (WIDTH - EDGE.left - EDGE.right)).toFixed(1);
  const y = (speed: number): string => (HEIGHT - EDGE.bottom - (speed / top) * (HEIGHT - EDGE.top - EDGE.bottom)).toFixed(1);
  const every = Math.max(1, Math.round(length / 1000));
  const ours = Array.from(trace).flatMap((speed, i) => (speed > 0 && i % every === 0 ? [`${x(i)},${y(3.6 * speed)}`] : []));
  const theirs = moments.map((moment) => `${x(moment.of('distance'))},${y(3.6 * moment.of('vx'))}`);
  const speeds = Array.from({ length: top / 50 + 1 }, (_, i) => 50 * i);
  const ways = Array.from({ length: Math.floor(length / 500) + 1 }, (_, i) => 500 * i);
  const right = x(length);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...speeds.map((speed) => `<path d="M${x(0)} ${y(speed)}H${right}" stroke="#ddd"/><text x="48" y="${y(speed)}" dy="4" text-anchor="end">${speed}</text>`),
    ...ways.map((way) => `<text x="${x(way)}" y="${HEIGHT - 24}" text-anchor="middle">${way}</text>`),
    `<text x="${WIDTH / 2}" y="${HEIGHT - 6}" text-anchor="middle">distance, m</text>`,
    `<text x="${EDGE.left}" y="20">${car} on ${track}, speed in km/h; RMS difference ${(100 * difference).toFixed(1)} % of the mean</text>`,
    `<text x="${WIDTH - 170}" y="20" fill="${OURS}">Lapwing</text><text x="${WIDTH - 80}" y="20" fill="${THEIRS}">TORCS</text>`,
    `<polyline points="${theirs.join(' ')}" fill="none" stroke="${THEIRS}" stroke-width="1.5"/>`,
    `<polyline points="${ours.join(' ')}" fill="none" stroke="${OURS}" stroke-width="1.5"/>`,
    '</svg>\n',
  ].join('\n');
}
