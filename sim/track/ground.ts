import type { CentreLine } from './centre-line.ts';
import { closedTable, limitSlope } from './closed-table.ts';
import type { Strip, TrackShape } from './track-shape.ts';

/** Walls keep this share of a bend's radius away from its middle, and come nearer by at most so much for each m along. */
const INSIDE = 0.8;
const WALL_SLOPE = 0.5;

/** One side of the road: the walls, and what lies between the edge and them. */
class Side {
  readonly edge: Float64Array;
  readonly wall: Float64Array;
  private readonly side: 1 | -1;
  private readonly strips: number;
  /** For each entry and strip, from the edge outwards: offset of its far side from the centre line, m, and its surface. */
  private readonly far: Float64Array;
  private readonly surface: Uint8Array;

  constructor(centre: CentreLine, side: 1 | -1, strips: readonly Strip[], road: Uint8Array) {
    const { count, curvature } = centre;
    const edge = side > 0 ? centre.left : centre.right;
    this.edge = edge;
    this.side = side;
    this.strips = Math.max(1, strips.length);
    this.far = new Float64Array((count + 1) * this.strips);
    this.surface = new Uint8Array((count + 1) * this.strips);
    for (let i = 0; i <= count; i++) {
      let far = edge[i]!;
      let surface = road[i]!;
      for (let k = 0; k < this.strips; k++) {
        const width = strips[k]?.width[i] ?? 0;
        far += width;
        if (width > 0) surface = strips[k]!.surface[i]!;
        this.far[i * this.strips + k] = far;
        this.surface[i * this.strips + k] = surface;
      }
    }
    this.wall = closedTable(count, (i) => {
      const far = this.far[(i + 1) * this.strips - 1]!;
      const inside = INSIDE / Math.max(1e-9, curvature[i]! * side);
      return Math.max(edge[i]!, Math.min(far, inside));
    });
    limitSlope(this.wall, WALL_SLOPE, centre.step);
  }

  /** What lies at `offsets[w]` m from the centre line, beyond the edge; the last strip goes on without an end. */
  at(i: number, offsets: Float64Array, w: number): number {
    const reach = this.side * offsets[w]!;
    const first = i * this.strips;
    const last = first + this.strips - 1;
    let k = first;
    while (k < last && reach > this.far[k]!) k++;
    return this.surface[k]!;
  }
}

/** What a circuit is made of across: the road, the strips beyond its edges, the walls behind them. */
export class Ground {
  private readonly length: number = 0;
  private readonly count: number;
  private readonly step: number = 0;
  private readonly road: Uint8Array;
  readonly left: Side;
  readonly right: Side;
  private readonly way = new Float64Array(1);
  private readonly offset = new Float64Array(1);

  constructor({ centre, road, left, right }: Pick<TrackShape, 'centre' | 'road' | 'left' | 'right'>) {
    this.length = centre.length;
    this.count = centre.count;
    this.step = centre.step;
    this.road = road;
    this.left = new Side(centre, 1, left, road);
    this.right = new Side(centre, -1, right, road);
  }

  /** Index of the surface at a way from the line, m (wrapped), and an offset to the left, m. */
  surfaceAt(distance: number, offset: number): number {
    this.way[0] = distance;
    this.offset[0] = offset;
    return this.read(this.way, this.offset, 0);
  }

  /** The same for several places at once: `into[w]` for `ways[w]` and `offsets[w]`. Tables, as V8 allocates for numbers that a call takes or gives. */
  surfacesAt(ways: Float64Array, offsets: Float64Array, into: Uint8Array): void {
    for (let w = 0; w < into.length; w++) into[w] = this.read(ways, offsets, w);
  }

  private read(ways: Float64Array, offsets: Float64Array, w: number): number {
    const { length } = this;
    const distance = ways[w]!;
    const way = distance >= 0 && distance < length ? distance : distance - Math.floor(distance / length) * length;
    let i = (way / this.step) | 0;
    if (i >= this.count) i = 0;
    if (offsets[w]! > this.left.edge[i]!) return this.left.at(i, offsets, w);
    if (-offsets[w]! > this.right.edge[i]!) return this.right.at(i, offsets, w);
    return this.road[i]!;
  }
}
