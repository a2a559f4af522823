import { LapwingError } from '../../common/errors.ts';
import { isFull } from './edge/disk-fault.ts';
import type { StorageState } from './edge/disk-room.ts';

/** How the disk of the edge buffers is, in one line for a person; null when it is well. */
export function storageTrouble({ state, free }: StorageState, folder: string): string | null {
  if (state === 'low') return `storage is low: ${Math.floor(free / 1e6)} MB left for ${folder}; make room, buffering goes on by itself`;
  if (state === 'fault') return `storage fault: ${folder} cannot be read or written; check the disk, buffering goes on by itself`;
  return null;
}

/** What an edge buffer threw when it was to take frames, in one line for a person. */
export function refusedFrames(error: unknown, folder: string): string {
  // It says itself where and what to do.
  if (error instanceof LapwingError) return `${error.message} The race waits.`;
  const advice = isFull(error) ? 'Free some space on its disk' : 'Check the folder, its rights and its disk';
  return `The edge buffer cannot write to ${folder}: ${(error as Error).message}. ${advice}; the race waits.`;
}
