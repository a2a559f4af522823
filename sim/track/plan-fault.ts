import { LapwingError } from '../../common/errors.ts';

/** @throws LapwingError E_TRACK_FILE: which element of a track plan is wrong, and why. */
export function planFault(element: string, reason: string): never {
  throw new LapwingError('E_TRACK_FILE', `${element}: ${reason}.`);
}
