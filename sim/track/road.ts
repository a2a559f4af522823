/** What the road is made of at a place. */
export interface Surface {
  readonly name: string;
  /** Factor on a tyre's friction. */
  readonly friction: number;
  /** Rolling resistance, N for each N of load. */
  readonly rolling: number;
  /** Half the height of its waves, m, and their length, m. */
  readonly roughness: number;
  readonly wavelength: number;
}

/** A closed road as the physics sees it: tables at equal steps along the centre line, entry `count` being the start again. */
export interface Road {
  /** m. */
  readonly length: number;
  readonly centre: {
    readonly count: number;
    /** m between two entries. */
    readonly step: number;
    /** 1/m, positive to the left. */
    readonly curvature: Float64Array;
    /** Height in the middle, m. */
    readonly z: Float64Array;
    /** Rise of the road for each m along it. */
    readonly grade: Float64Array;
    /** rad, positive where the left edge is the higher one. */
    readonly bank: Float64Array;
    /** From the centre line to the edges, m. */
    readonly left: Float64Array;
    readonly right: Float64Array;
    /** Where the waves of a rough surface begin, m from the line; at the line where there is none. */
    readonly waves?: Float64Array;
    /** Tyres push level instead of along a banked road, so that its bends do not press cars onto it. */
    readonly levelForces?: boolean;
  };
  /** From the centre line to what a car cannot pass, m. */
  readonly wallLeft: Float64Array;
  readonly wallRight: Float64Array;
  readonly surfaces: readonly Surface[];
  /** Index into `surfaces` of what lies at a way from the line (any, it is wrapped) and an offset to the left, m. */
  surfaceAt(distance: number, offset: number): number;
  /** The same for several places at once: `into[w]` for `ways[w]` and `offsets[w]`. */
  surfacesAt(ways: Float64Array, offsets: Float64Array, into: Uint8Array): void;
}
