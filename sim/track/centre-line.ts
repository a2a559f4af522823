/** The middle of a road that closes, tabulated at `count` equal steps; entry `count` is the start line again. */
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
  /** Where the waves of a rough surface begin, m from the line; at the line where there is none. */
  readonly waves?: Float64Array;
  /** Tyres push level instead of along a banked road, so that its bends do not press cars onto it: TORCS's engine has it so. */
  readonly levelForces?: boolean;
}

/** m between two entries, about. */
export const TABLE_STEP = 1;

/** Width of the road at its narrowest, m. */
export function narrowest({ left, right }: CentreLine): number {
  return left.reduce((least, half, i) => Math.min(least, half + right[i]!), Infinity);
}
