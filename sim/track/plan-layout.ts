import { type CentreLine, TABLE_STEP } from './centre-line.ts';
import { planFault } from './plan-fault.ts';
import type { PlannedSegment, PlannedTurn } from './track-plan.ts';

/** Where one segment of a plan lies, m from the start line. */
export interface Stretch {
  readonly segment: PlannedSegment;
  readonly from: number;
  readonly to: number;
  /** Of its arc, between the clothoids; the whole of a straight. */
  readonly arcFrom: number;
  readonly arcTo: number;
}

/** A plan on the ground, flat: the way it takes and where its segments lie. */
export interface Layout {
  readonly line: Pick<CentreLine, 'length' | 'count' | 'step' | 'x' | 'y' | 'heading' | 'curvature'>;
  readonly stretches: readonly Stretch[];
}

/** Curvature linear from `from` to `to`. */
interface Piece {
  length: number;
  readonly from: number;
  readonly to: number;
  readonly closes: boolean;
}

interface Point {
  x: number;
  y: number;
  heading: number;
}

/** A plan of which nothing is left to adjust may miss its own start by so much, m. */
const GAP = 0.5;
const SHORTEST = 200;
const LONGEST = 30_000;

/** Gauss-Legendre, four points on [0, 1]. */
const NODES = [0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970262];
const WEIGHTS = [0.1739274225687269, 0.3260725774312731, 0.3260725774312731, 0.1739274225687269];

/**
 * Lays the segments end to end from the start line, heading along +x, and closes the circuit.
 * @throws LapwingError E_TRACK_FILE when they do not make one lap that ends where it began.
 */
export function layOut(segments: readonly PlannedSegment[]): Layout {
  const pieces: Piece[] = [];
  const firsts: number[] = [];
  let angle = 0;
  segments.forEach((segment, i) => {
    firsts.push(pieces.length);
    if (segment.kind === 'straight') {
      pieces.push({ length: segment.length, from: 0, to: 0, closes: segment.closes });
      return;
    }
    angle += segment.angle;
    pieces.push(...turnPieces(segment, i));
  });
  // A circuit that crosses itself over a bridge turns as much to the left as to the right.
  if (![360, 0, -360].some((whole) => Math.abs(angle - whole) < 1e-6)) {
    planFault('segments', `the turns add up to ${round(angle)} degrees, not to 360, -360 or, over a bridge, 0`);
  }
  const gap = close(pieces);
  const starts = [0];
  for (const piece of pieces) starts.push(starts.at(-1)! + piece.length);
  const length = starts.at(-1)!;
  if (length < SHORTEST || length > LONGEST) planFault('segments', `a lap is ${round(length)} m long; ${SHORTEST} to ${LONGEST} m can be raced`);
  const stretches = segments.map((segment, i): Stretch => {
    const first = firsts[i]!;
    const next = firsts[i + 1] ?? pieces.length;
    const arc = next - first === 3 ? first + 1 : first;
    return { segment, from: starts[first]!, to: starts[next]!, arcFrom: starts[arc]!, arcTo: starts[arc + 1]! };
  });
  return { line: tabulate(pieces, length, gap), stretches };
}

function turnPieces({ radius, endRadius = radius, angle, ease, name }: PlannedTurn, i: number): Piece[] {
  const side = Math.sign(angle);
  const turned = Math.abs(angle) * (Math.PI / 180);
  const arc = (turned - ease / (2 * radius) - ease / (2 * endRadius)) / ((1 / radius + 1 / endRadius) / 2);
  if (!(arc >= 0)) planFault(`segments[${i}] (${name})`, `clothoids of ${ease} m leave no arc; shorten its ease or widen its radius`);
  return [
    { length: ease, from: 0, to: side / radius, closes: false },
    { length: arc, from: side / radius, to: side / endRadius, closes: false },
    { length: ease, from: side / endRadius, to: 0, closes: false },
  ];
}

/** Moves `point` from `start` to `end` along the piece, which begins at `point` when `start` is 0. */
function travel(point: Point, piece: Piece, start: number, end: number): void {
  const bend = piece.length > 0 ? (piece.to - piece.from) / piece.length : 0;
  const headingAt = (at: number): number => piece.from * at + (bend * at * at) / 2;
  const origin = point.heading - headingAt(start);
  const parts = Math.max(1, Math.ceil(end - start));
  const span = (end - start) / parts;
  for (let part = 0; part < parts; part++) {
    for (let i = 0; i < 4; i++) {
      const heading = origin + headingAt(start + (part + NODES[i]!) * span);
      point.x += WEIGHTS[i]! * span * Math.cos(heading);
      point.y += WEIGHTS[i]! * span * Math.sin(heading);
    }
  }
  point.heading = origin + headingAt(end);
}

/**
 * The way round is linear in the lengths of straights: two of them, not parallel, bring the end back to the start. Returns what
 * is still missing.
 */
function close(pieces: Piece[]): Point {
  const point: Point = { x: 0, y: 0, heading: 0 };
  const free: { piece: Piece; heading: number }[] = [];
  for (const piece of pieces) {
    if (piece.closes) free.push({ piece, heading: point.heading });
    travel(point, piece, 0, piece.length);
  }
  const [a, b] = free;
  const gap = Math.hypot(point.x, point.y);
  if (!a && gap <= GAP) return point;
  if (!a || !b || free.length !== 2) {
    planFault('segments', `the end is ${round(gap)} m from the start and ${free.length} straights are marked "closes"; mark two`);
  }
  const across = Math.sin(b.heading - a.heading);
  if (Math.abs(across) < 0.1) planFault('segments', 'the two straights that close the circuit are parallel; mark two that are not');
  a.piece.length -= (point.x * Math.sin(b.heading) - point.y * Math.cos(b.heading)) / across;
  b.piece.length -= (point.y * Math.cos(a.heading) - point.x * Math.sin(a.heading)) / across;
  const short = Math.min(a.piece.length, b.piece.length);
  if (!(short > 0)) planFault('segments', `a straight would need a length of ${round(short)} m to close the circuit; move its turns`);
  return { x: 0, y: 0, heading: 0 };
}

function tabulate(pieces: readonly Piece[], length: number, gap: Point): Layout['line'] {
  const count = Math.round(length / TABLE_STEP);
  const step = length / count;
  const table = (): Float64Array => new Float64Array(count + 1);
  const [x, y, heading, curvature] = [table(), table(), table(), table()];
  const point: Point = { x: 0, y: 0, heading: 0 };
  let index = 0;
  let inside = 0;
  for (let node = 0; node <= count; node++) {
    let ahead = node === 0 ? 0 : step;
    let piece = pieces[index]!;
    while (ahead > piece.length - inside && index < pieces.length - 1) {
      travel(point, piece, inside, piece.length);
      ahead -= piece.length - inside;
      inside = 0;
      piece = pieces[++index]!;
    }
    if (ahead > 0) travel(point, piece, inside, inside + ahead);
    inside += ahead;
    x[node] = point.x - (gap.x * node) / count;
    y[node] = point.y - (gap.y * node) / count;
    heading[node] = point.heading;
    curvature[node] = piece.length > 0 ? piece.from + ((piece.to - piece.from) * inside) / piece.length : 0;
  }
  return { length, count, step, x, y, heading, curvature };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
