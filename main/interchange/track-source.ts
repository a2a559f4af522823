import type { TrackShape } from '../../sim/track/track-shape.ts';
import { findTrackShape, trackNames } from '../../sim/track/tracks.ts';
import { isPath } from './is-path.ts';
import { readTorcsTrack } from './torcs/track.ts';
import { readTrackPlan } from './track-plan.ts';

/**
 * The track that a person names: one of ours by its name, or a file by its path, `.json` of our own format, else of TORCS's.
 * @throws LapwingError E_TRACK for a name that there is not, E_TRACK_FILE with one line for a file: file, element, reason.
 */
export function trackFrom(source: string): TrackShape {
  if (trackNames().includes(source) || !isPath(source)) return findTrackShape(source);
  return source.toLowerCase().endsWith('.json') ? readTrackPlan(source) : readTorcsTrack(source);
}
