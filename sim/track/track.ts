import type { TrackView } from '../../common/contract.ts';
import { type RacingLine, racingLine } from '../driver/racing-line.ts';
import { buildCentreLine, type CentreLine, type Corner, type Segment } from './centre-line.ts';

/** Ways from the start line in m; the ones before the line are negative. The lane runs beside the main straight. */
export interface PitLane {
  /** Where cars leave the track, and where they are back on it. */
  readonly entry: number;
  readonly exit: number;
  /** Between these the speed limit holds. */
  readonly limitFrom: number;
  readonly limitTo: number;
  /** m/s. */
  readonly limit: number;
  /** Offset of the lane's centre from the track's, m, positive to the left. */
  readonly offset: number;
  /** First box, the way from box to box, m, and how many; a box lies `boxOffset` from the track's centre. */
  readonly firstBox: number;
  readonly boxCount: number;
  readonly boxSpacing: number;
  readonly boxOffset: number;
}

/** What a designer says of a circuit; `Track` is worked out from it. */
export interface TrackPlan {
  readonly name: string;
  readonly title: string;
  /** m. */
  readonly width: number;
  readonly segments: readonly Segment[];
  /** Way from the start line to the end of each sector but the last, m. */
  readonly sectors: readonly number[];
  readonly pit: PitLane;
  /** Of the first slot from the line, of each slot from the one ahead, and from the centre line to either side, m. */
  readonly grid: { readonly first: number; readonly spacing: number; readonly side: number };
}

/** Half a car and a little air between the line and the edge, m. */
const EDGE = 1.3;

/** A circuit with its geometry and racing line, tabulated at equal steps along the centre line. */
export class Track {
  readonly name: string;
  readonly title: string;
  /** m. */
  readonly length: number;
  /** m. */
  readonly width: number;
  readonly centre: CentreLine;
  readonly line: RacingLine;
  readonly sectors: readonly number[];
  readonly corners: readonly Corner[];
  readonly pit: PitLane;
  private readonly grid: TrackPlan['grid'];

  /** @throws Error when the plan does not make a closed circuit. */
  constructor(plan: TrackPlan) {
    this.name = plan.name;
    this.title = plan.title;
    this.width = plan.width;
    this.centre = buildCentreLine(plan.segments, plan.width);
    this.length = this.centre.length;
    this.corners = this.centre.corners;
    this.sectors = plan.sectors;
    this.pit = plan.pit;
    this.grid = plan.grid;
    this.line = racingLine(this.centre, EDGE);
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

/** What a map needs of a track: its outline about every 5 m, sectors and apexes. */
export function trackView(track: Track): TrackView {
  const { centre } = track;
  const every = Math.max(1, Math.round(5 / centre.step));
  const points: [number, number][] = [];
  for (let i = 0; i < centre.count; i += every) {
    points.push([round(centre.x[i]!), round(centre.y[i]!)]);
  }
  return {
    name: track.name,
    title: track.title,
    length: track.length,
    width: track.width,
    points,
    sectors: [...track.sectors],
    corners: track.corners.map(({ name, apex }) => ({ name, distance: apex })),
  };
}

/** To the millimetre. */
function round(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
