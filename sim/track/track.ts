import { type RacingLine, racingLine } from '../driver/racing-line.ts';
import type { DrivenRoad } from '../driver/speed-plan.ts';
import { type CentreLine, narrowest } from './centre-line.ts';
import { Ground } from './ground.ts';
import type { Surface } from './road.ts';
import type { Corner, DrsZone, PitLane, StartGrid, TrackShape } from './track-shape.ts';

/** Half a car and a little air between the line and the edge, m. */
const EDGE = 1.3;

/** A circuit with its ground and racing line, tabulated at equal steps along the centre line. */
export class Track implements DrivenRoad {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** m. */
  readonly length: number;
  /** Of the road at its narrowest, m. */
  readonly width: number;
  readonly centre: CentreLine;
  readonly line: RacingLine;
  readonly surfaces: readonly Surface[];
  readonly wallLeft: Float64Array;
  readonly wallRight: Float64Array;
  readonly sectors: readonly number[];
  readonly corners: readonly Corner[];
  readonly pit: PitLane;
  readonly drs: readonly DrsZone[];
  private readonly grid: StartGrid;
  private readonly ground: Ground;

  constructor(shape: TrackShape) {
    this.name = shape.name;
    this.title = shape.title;
    this.description = shape.description;
    this.centre = shape.centre;
    this.length = shape.centre.length;
    this.width = narrowest(shape.centre);
    this.surfaces = shape.surfaces;
    this.ground = new Ground(shape);
    this.wallLeft = this.ground.left.wall;
    this.wallRight = this.ground.right.wall;
    this.sectors = shape.sectors;
    this.corners = shape.corners;
    this.pit = shape.pit;
    this.drs = shape.drs;
    this.grid = shape.grid;
    this.line = racingLine(this.centre, EDGE);
  }

  /** Index into `surfaces` of what lies at a way from the line (any, it is wrapped) and an offset to the left, m. */
  surfaceAt(distance: number, offset: number): number {
    return this.ground.surfaceAt(distance, offset);
  }

  /** The same for several places at once: `into[w]` for `ways[w]` and `offsets[w]`. */
  surfacesAt(ways: Float64Array, offsets: Float64Array, into: Uint8Array): void {
    this.ground.surfacesAt(ways, offsets, into);
  }

  /** Value of a table at `distance`, linear between entries. `distance` in [0, length]. */
  at(table: Float64Array, distance: number): number {
    const u = distance / this.centre.step;
    const i = Math.min(u | 0, this.centre.count - 1);
    const low = table[i]!;
    return low + (table[i + 1]! - low) * (u - i);
  }

  /** Heading of the centre line, rad, not wrapped. */
  headingAt(distance: number): number {
    return this.at(this.centre.heading, distance);
  }

  /** Curvature of the centre line, 1/m, positive to the left. */
  curvatureAt(distance: number): number {
    return this.at(this.centre.curvature, distance);
  }

  /** East coordinate, m, at `distance` and `offset` m to the left of the centre line. */
  xAt(distance: number, offset: number): number {
    return this.at(this.centre.x, distance) - offset * Math.sin(this.headingAt(distance));
  }

  /** North coordinate, m. */
  yAt(distance: number, offset: number): number {
    return this.at(this.centre.y, distance) + offset * Math.cos(this.headingAt(distance));
  }

  /** Way behind the line, m, of the slot for the car that starts in place `index` + 1. */
  gridDistance(index: number): number {
    return this.grid.first + index * this.grid.spacing;
  }

  /** Offset of that slot: odd places to the left. */
  gridOffset(index: number): number {
    return index % 2 === 0 ? this.grid.side : -this.grid.side;
  }
}
