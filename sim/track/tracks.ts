import { LapwingError } from '../../common/errors.ts';
import { ardmoor } from './circuits/ardmoor.ts';
import { highcombe } from './circuits/highcombe.ts';
import { lapwingPark } from './circuits/lapwing-park.ts';
import { littleMarsh } from './circuits/little-marsh.ts';
import { merlinField } from './circuits/merlin-field.ts';
import { quayside } from './circuits/quayside.ts';
import { saltpanOval } from './circuits/saltpan-oval.ts';
import { shapeTrack } from './shape-track.ts';
import { Track } from './track.ts';
import type { TrackPlan } from './track-plan.ts';
import type { TrackShape } from './track-shape.ts';

const PLANS: readonly TrackPlan[] = [lapwingPark, ardmoor, highcombe, littleMarsh, merlinField, quayside, saltpanOval];

/** The circuit that is raced on when none is named. */
export const DEFAULT_TRACK = lapwingPark.name;

export function trackNames(): string[] {
  return PLANS.map((plan) => plan.name);
}

/** What a person chooses by; `length` in m. */
export interface Circuit {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly length: number;
}

export function circuits(): Circuit[] {
  return PLANS.map(shapeTrack).map(({ name, title, description, centre }) => ({ name, title, description, length: centre.length }));
}

/**
 * The circuit of that name in tables.
 * @throws LapwingError E_TRACK when there is none, with the names there are.
 */
export function findTrackShape(name: string): TrackShape {
  const plan = PLANS.find((candidate) => candidate.name === name);
  if (!plan) throw new LapwingError('E_TRACK', `There is no track called "${name}". Choose one of: ${trackNames().join(', ')}.`);
  return shapeTrack(plan);
}

/**
 * Builds the track of that name.
 * @throws LapwingError E_TRACK when there is none, with the names there are.
 */
export function findTrack(name: string): Track {
  return new Track(findTrackShape(name));
}
