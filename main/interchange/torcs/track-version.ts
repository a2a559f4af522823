import type { ParamsSection } from './params-section.ts';

/** Where TORCS's tracks keep what; that changed from version 3 to 4. */
export interface TrackVersion {
  readonly segments: string;
  /** Path from the root to the surfaces. */
  readonly surfaces: string;
  /** Path from a segment, or from the main track, to an attribute of a part of its side. */
  side(side: 'left' | 'right', part: 'side' | 'border', attribute: string): string;
  /** Path from the main track to an attribute of the pits. */
  pits(attribute: string): string;
}

const FOUR: TrackVersion = {
  segments: 'Track Segments',
  surfaces: 'Surfaces',
  side: (side, part, attribute) => `${side === 'left' ? 'Left' : 'Right'} ${part === 'side' ? 'Side' : 'Border'}/${attribute}`,
  pits: (attribute) => `Pits/${attribute}`,
};

const THREE: TrackVersion = {
  segments: 'segments',
  surfaces: 'Surfaces/List',
  side: (side, part, attribute) => `${side[0]}${part} ${attribute}`,
  pits: (attribute) => `pit ${attribute}`,
};

/** Undefined where the file is no track of version 3 or 4. */
export function versionOf(track: ParamsSection): TrackVersion | undefined {
  const main = track.find('Main Track');
  return [FOUR, THREE].find((version) => main?.find(version.segments));
}
