/** A piece of centre line as a designer says it. */
export type Segment = Straight | Turn;

export interface Straight {
  readonly kind: 'straight';
  /** m. */
  readonly length: number;
  /** True on exactly two straights of a circuit: their lengths are adjusted until it closes. */
  readonly closes?: boolean;
}

/** An arc between two equal clothoids, along which the curvature grows and falls linearly. */
export interface Turn {
  readonly kind: 'turn';
  readonly name: string;
  /** Of the arc, m. */
  readonly radius: number;
  /** Turned through in all, degrees, positive to the left. */
  readonly angle: number;
  /** Length of each clothoid, m. */
  readonly ease: number;
}

export interface Corner {
  readonly name: string;
  /** Way from the start line, m: where it begins, its middle, where it ends. */
  readonly from: number;
  readonly apex: number;
  readonly to: number;
  /** +1 to the left, -1 to the right. */
  readonly side: 1 | -1;
}

/** A centre line that closes, tabulated at `count` equal steps; entry `count` is the start line again. */
export interface CentreLine {
  readonly length: number;
  readonly count: number;
  /** m between two entries. */
  readonly step: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** rad from the x axis, positive to the left, not wrapped. */
  readonly heading: Float64Array;
  /** 1/m, positive to the left. */
  readonly curvature: Float64Array;
  /** Height, m; rise for each m along; banking, rad, positive where the left edge is the higher one. */
  readonly z: Float64Array;
  readonly grade: Float64Array;
  readonly bank: Float64Array;
  /** From the centre line to the edges of the road, m. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly corners: readonly Corner[];
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

const TABLE_STEP = 1;

/** Gauss-Legendre, four points on [0, 1]. */
const NODES = [0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970262];
const WEIGHTS = [0.1739274225687269, 0.3260725774312731, 0.3260725774312731, 0.1739274225687269];

/**
 * Builds the centre line of a flat road, `width` m wide, from the start line onwards, heading along +x.
 * @throws Error when the turns do not add up to one full circle, or the circuit cannot be closed with its two free straights.
 */
export function buildCentreLine(segments: readonly Segment[], width: number): CentreLine {
  const pieces: Piece[] = [];
  const turns: { turn: Turn; first: number }[] = [];
  let angle = 0;
  for (const segment of segments) {
    if (segment.kind === 'straight') {
      pieces.push({ length: segment.length, from: 0, to: 0, closes: segment.closes === true });
      continue;
    }
    angle += segment.angle;
    turns.push({ turn: segment, first: pieces.length });
    pieces.push(...turnPieces(segment));
  }
  if (Math.abs(Math.abs(angle) - 360) > 1e-9) throw new Error(`the turns add up to ${angle} degrees, not to 360`);
  close(pieces);
  const starts = pieces.map(() => 0);
  let length = 0;
  pieces.forEach((piece, i) => {
    starts[i] = length;
    length += piece.length;
  });
  const corners = turns.map(({ turn, first }): Corner => {
    const from = starts[first]!;
    const to = starts[first + 2]! + pieces[first + 2]!.length;
    return { name: turn.name, from, apex: (from + to) / 2, to, side: turn.angle > 0 ? 1 : -1 };
  });
  return { ...tabulate(pieces, length, width), corners };
}

function turnPieces(turn: Turn): Piece[] {
  const curvature = Math.sign(turn.angle) / turn.radius;
  const arc = Math.abs(turn.angle) * (Math.PI / 180) * turn.radius - turn.ease;
  if (!(arc >= 0)) throw new Error(`${turn.name}: clothoids of ${turn.ease} m leave no arc`);
  return [
    { length: turn.ease, from: 0, to: curvature, closes: false },
    { length: arc, from: curvature, to: curvature, closes: false },
    { length: turn.ease, from: curvature, to: 0, closes: false },
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

/** The way round is linear in the lengths of straights: two of them, not parallel, bring the end back to the start. */
function close(pieces: Piece[]): void {
  const point: Point = { x: 0, y: 0, heading: 0 };
  const free: { piece: Piece; heading: number }[] = [];
  for (const piece of pieces) {
    if (piece.closes) free.push({ piece, heading: point.heading });
    travel(point, piece, 0, piece.length);
  }
  const [a, b] = free;
  if (!a || !b || free.length !== 2) throw new Error(`${free.length} straights are marked to close the circuit, not 2`);
  const across = Math.sin(b.heading - a.heading);
  if (Math.abs(across) < 0.1) throw new Error('the two straights that close the circuit are parallel');
  a.piece.length -= (point.x * Math.sin(b.heading) - point.y * Math.cos(b.heading)) / across;
  b.piece.length -= (point.y * Math.cos(a.heading) - point.x * Math.sin(a.heading)) / across;
  if (!(a.piece.length > 0 && b.piece.length > 0)) throw new Error('a straight would need a negative length to close the circuit');
}

function tabulate(pieces: readonly Piece[], length: number, width: number): Omit<CentreLine, 'corners'> {
  const count = Math.round(length / TABLE_STEP);
  const step = length / count;
  const x = new Float64Array(count + 1);
  const y = new Float64Array(count + 1);
  const heading = new Float64Array(count + 1);
  const curvature = new Float64Array(count + 1);
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
    x[node] = point.x;
    y[node] = point.y;
    heading[node] = point.heading;
    curvature[node] = piece.length > 0 ? piece.from + ((piece.to - piece.from) * inside) / piece.length : 0;
  }
  const flat = (): Float64Array => new Float64Array(count + 1);
  const half = (): Float64Array => flat().fill(width / 2);
  return { length, count, step, x, y, heading, curvature, z: flat(), grade: flat(), bank: flat(), left: half(), right: half() };
}
