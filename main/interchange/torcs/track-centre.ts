import { type CentreLine, TABLE_STEP } from '../../../sim/track/centre-line.ts';
import { closedTable, slopeClosed } from '../../../sim/track/closed-table.ts';
import type { EdgeProfile, Fail, TorcsSegment } from './track-segments.ts';

/** How far the end may be from the start: m across and in height, rad. */
const GAP = 5;
const STEP_UP = 2;
const KINK = 0.05;
const SHORTEST = 200;
const LONGEST = 30_000;
/** Entries over which bends are rounded off to either side. */
const ROUNDING = 2;

/** Calls `visit` at each entry of tables along the segments, with the segment there and the way into it, m. */
export function alongSegments(segments: readonly TorcsSegment[], count: number, step: number, visit: (i: number, segment: TorcsSegment, along: number) => void): void {
  let k = 0;
  for (let i = 0; i < count; i++) {
    while (k < segments.length - 1 && i * step >= segments[k + 1]!.from) k++;
    visit(i, segments[k]!, i * step - segments[k]!.from);
  }
}

/** Turns the engine's pieces into tables about every metre, and closes them. */
export function tabulateCentre(segments: readonly TorcsSegment[], width: number, fail: Fail): CentreLine {
  const length = segments.reduce((sum, segment) => sum + segment.length, 0);
  if (!(length >= SHORTEST && length <= LONGEST)) fail('Main Track', `a lap is ${Math.round(length)} m long; ${SHORTEST} to ${LONGEST} m can be raced`);
  const count = Math.round(length / TABLE_STEP);
  const step = length / count;
  const { heading, curvature } = bends(segments, count, step, fail);
  const { x, y } = walk(heading, curvature, step, fail);
  const { z, bank } = heights(segments, count, step, width, fail);
  const half = new Float64Array(count + 1).fill(width / 2);
  return { length, count, step, x, y, heading, curvature, z, grade: slopeClosed(z, step), bank, left: half, right: half, waves: wavesOf(segments, count, step), levelForces: true };
}

function bends(segments: readonly TorcsSegment[], count: number, step: number, fail: Fail): Pick<CentreLine, 'heading' | 'curvature'> {
  const turned = segments.reduce((sum, segment) => sum + segment.turned.at(-1)!, 0);
  // A track that crosses itself over a bridge turns as much to the left as to the right.
  const round = Math.round(turned / (2 * Math.PI)) * 2 * Math.PI;
  const kink = round - turned;
  if (!(Math.abs(kink) < KINK)) fail('Main Track', `it does not close: its turns add up to ${((turned * 180) / Math.PI).toFixed(1)} degrees, not to 360, 0 or -360`);
  const exact = new Float64Array(count);
  let before = 0;
  let last = segments[0]!;
  alongSegments(segments, count, step, (i, segment, along) => {
    while (last !== segment) {
      before += last.turned.at(-1)!;
      last = segments[segments.indexOf(last) + 1]!;
    }
    exact[i] = before + headingIn(segment, along) + (kink * i) / count;
  });
  const at = (i: number): number => (i < 0 ? exact[i + count]! - round : i >= count ? exact[i - count]! + round : exact[i]!);
  // A mean over whole steps: the bends of all entries together turn once round.
  const curvature = closedTable(count, (i) => (at(i + ROUNDING) - at(i - ROUNDING)) / (2 * ROUNDING * step));
  const heading = new Float64Array(count + 1);
  for (let j = -ROUNDING; j <= ROUNDING; j++) heading[0]! += at(j) * (Math.abs(j) === ROUNDING ? 0.5 : 1) / (2 * ROUNDING);
  for (let i = 0; i < count; i++) heading[i + 1] = heading[i]! + ((curvature[i]! + curvature[i + 1]!) / 2) * step;
  return { heading, curvature };
}

/** rad turned through `along` m into the segment. */
function headingIn({ length, steps, turned }: TorcsSegment, along: number): number {
  const u = (along / length) * steps;
  const k = Math.min(steps - 1, Math.floor(u));
  const low = k > 0 ? turned[k - 1]! : 0;
  return low + (turned[k]! - low) * (u - k);
}

/** Gauss-Legendre, two points on [0, 1]. */
const NODES = [0.2113248654051871, 0.7886751345948129];

function walk(heading: Float64Array, curvature: Float64Array, step: number, fail: Fail): Pick<CentreLine, 'x' | 'y'> {
  const count = heading.length - 1;
  const x = new Float64Array(count + 1);
  const y = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) {
    let [dx, dy] = [0, 0];
    for (const part of NODES) {
      const bend = curvature[i]! + ((curvature[i + 1]! - curvature[i]!) * part) / 2;
      const angle = heading[i]! + bend * part * step;
      dx += (Math.cos(angle) * step) / 2;
      dy += (Math.sin(angle) * step) / 2;
    }
    x[i + 1] = x[i]! + dx;
    y[i + 1] = y[i]! + dy;
  }
  const [gapX, gapY] = [x[count]!, y[count]!];
  const gap = Math.hypot(gapX, gapY);
  if (!(gap < GAP)) fail('Main Track', `it does not close: its end is ${gap.toFixed(1)} m from its start`);
  return { x: x.map((value, i) => value - (gapX * i) / count), y: y.map((value, i) => value - (gapY * i) / count) };
}

function heights(segments: readonly TorcsSegment[], count: number, step: number, width: number, fail: Fail): Pick<CentreLine, 'z' | 'bank'> {
  const [first, last] = [segments[0]!, segments.at(-1)!];
  const rise = (last.leftEdge.end + last.rightEdge.end - first.leftEdge.start - first.rightEdge.start) / 2;
  if (!(Math.abs(rise) < STEP_UP)) fail('Main Track', `it does not close: its end is ${rise.toFixed(1)} m above its start`);
  const z = new Float64Array(count + 1);
  const bank = new Float64Array(count + 1);
  alongSegments(segments, count, step, (i, segment, along) => {
    const left = heightIn(segment, segment.leftEdge, along);
    const right = heightIn(segment, segment.rightEdge, along);
    z[i] = (left + right) / 2 - (rise * i) / count;
    bank[i] = Math.atan2(left - right, width);
  });
  z[count] = z[0]!;
  bank[count] = bank[0]!;
  return { z, bank };
}

/** TORCS begins the waves of a rough surface anew with each piece that its engine cuts (rttrack.cpp). */
function wavesOf(segments: readonly TorcsSegment[], count: number, step: number): Float64Array {
  const waves = new Float64Array(count + 1);
  alongSegments(segments, count, step, (i, segment, along) => {
    const piece = segment.length / segment.steps;
    waves[i] = segment.from + Math.floor(along / piece) * piece;
  });
  return waves;
}

/** Straight from step to step of a cubic Hermite, as TORCS's engine cuts the segment. */
function heightIn({ length, steps, profileLength }: TorcsSegment, { start, end, startTangent, endTangent }: EdgeProfile, along: number): number {
  const u = Math.min(steps, (along / length) * steps);
  const k = Math.min(steps - 1, Math.floor(u));
  const at = (t: number): number => {
    const bow = t * (1 - t) * profileLength;
    return start + (end - start) * t * t * (3 - 2 * t) + bow * (startTangent * (1 - t) - endTangent * t);
  };
  const low = at(k / steps);
  return low + (at((k + 1) / steps) - low) * (u - k);
}
