import type { CentreLine } from './centre-line.ts';
import type { Surface } from './road.ts';

export interface Corner {
  readonly name: string;
  /** Way from the start line, m: where it begins, its middle, where it ends. */
  readonly from: number;
  readonly apex: number;
  readonly to: number;
  /** +1 to the left, -1 to the right. */
  readonly side: 1 | -1;
}

/** Ways from the start line in m; the ones before the line are negative. The lane runs beside the track. */
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

/** The first slot's way from the line, each slot's from the one ahead, and the slots' from the centre line to either side, m. */
export interface StartGrid {
  readonly first: number;
  readonly spacing: number;
  readonly side: number;
}

/** Ways from the start line, m: where the gap to the car ahead is taken, and between which the wing may be open. */
export interface DrsZone {
  readonly detection: number;
  readonly from: number;
  readonly to: number;
}

/** A strip of ground along one side of the road, by entry of the centre line's tables. */
export interface Strip {
  /** m; 0 where there is none. */
  readonly width: Float64Array;
  /** Index into the surfaces. */
  readonly surface: Uint8Array;
}

/** A circuit in tables, whoever drew it: the one thing that a `Track` is made from. */
export interface TrackShape {
  readonly name: string;
  readonly title: string;
  /** One line for a list. */
  readonly description: string;
  readonly centre: CentreLine;
  readonly surfaces: readonly Surface[];
  /** Index into `surfaces` of the road itself, by entry. */
  readonly road: Uint8Array;
  /** From either edge of the road outwards; a wall stands behind the last. */
  readonly left: readonly Strip[];
  readonly right: readonly Strip[];
  /** Way from the start line to the end of each sector but the last, m. */
  readonly sectors: readonly number[];
  /** In the order in which they come. */
  readonly corners: readonly Corner[];
  readonly pit: PitLane;
  readonly grid: StartGrid;
  readonly drs: readonly DrsZone[];
}
