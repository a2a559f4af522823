import { readFileSync, statSync } from 'node:fs';
import { LapwingError } from '../../common/errors.ts';
import { shapeTrack } from '../../sim/track/shape-track.ts';
import type { TrackShape } from '../../sim/track/track-shape.ts';

const MEGABYTE = 2 ** 20;
const MAX_BYTES = 4 * MEGABYTE;

/**
 * Reads a circuit of our own format: a JSON file of a `TrackPlan` (`sim/track/track-plan.ts`).
 * @throws LapwingError E_TRACK_FILE with one line: file, element, reason.
 */
export function readTrackPlan(path: string): TrackShape {
  const fail = (reason: string): never => {
    throw new LapwingError('E_TRACK_FILE', `${path}: ${reason}.`);
  };
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return fail('there is no such file; check the path');
  if (!stats.isFile()) return fail('this is not a file; name the .json file itself');
  if (stats.size > MAX_BYTES) return fail(`${Math.ceil(stats.size / MEGABYTE)} MB; a track file has at most ${MAX_BYTES / MEGABYTE} MB`);
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(`it is not JSON: ${(error as Error).message.replaceAll(/\s+/g, ' ')}`);
  }
  try {
    return shapeTrack(document);
  } catch (error) {
    if (error instanceof LapwingError) throw new LapwingError(error.code, `${path}: ${error.message}`, { cause: error });
    throw error;
  }
}
