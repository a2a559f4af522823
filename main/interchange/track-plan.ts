import { LapwingError } from '../../common/errors.ts';
import { shapeTrack } from '../../sim/track/shape-track.ts';
import type { TrackShape } from '../../sim/track/track-shape.ts';
import { oneLine } from './one-line.ts';
import { readJsonText } from './text-file.ts';

const MAX_MEGABYTES = 4;

/**
 * Reads a circuit of our own format: a JSON file of a `TrackPlan` (`sim/track/track-plan.ts`).
 * @throws LapwingError E_TRACK_FILE with one line: file, element, reason.
 */
export function readTrackPlan(path: string): TrackShape {
  const refuse = (reason: string): never => {
    throw new LapwingError('E_TRACK_FILE', `${path}: ${oneLine(reason)}.`);
  };
  const document = readJsonText(path, MAX_MEGABYTES, refuse);
  try {
    return shapeTrack(document);
  } catch (error) {
    if (error instanceof LapwingError) throw new LapwingError(error.code, `${path}: ${oneLine(error.message)}`, { cause: error });
    throw error;
  }
}
