import { z } from 'zod';
import { driverEntry, FIELD_SIZE } from './driver-entry.ts';
import { carEntry, COMPOUNDS } from './lap.ts';
import { carId, frameCounts, gap } from './link-view.ts';
import { MOST_RACE_EVENTS, raceEvent } from './race-event.ts';
import { FLAG_PHASES, raceSetup, result, TRACK_FLAGS, weatherReport, WEATHERS } from './timing.ts';

export const raceId = z.string().min(1).max(120);
const compound = z.enum(COMPOUNDS);

/** Samples a second that a race may be recorded at: whole fractions of the physics steps. */
export const RECORD_RATES = [1, 2, 4, 5, 10, 20, 25, 50, 100, 125, 250, 500, 1000] as const;

/** Steps of the physics a second that can be had. */
export const STEP_RATES = [500, 1000] as const;

/** One of ours by name, or a file by path: `.json` of our own format, else XML of TORCS's. */
const nameOrPath = z.string().min(1).max(4096).regex(/^\P{Cc}*$/u, 'must be one line of text');

export const raceParams = z.object({
  track: nameOrPath.optional(),
  /** What all drive; without it, each team has its own version of ours. */
  car: nameOrPath.optional(),
  cars: z.number().int().min(1).max(FIELD_SIZE).default(20),
  laps: z.number().int().min(1).max(500).default(53),
  seed: z.number().int().min(0).max(0xffffffff).default(7),
  /** Samples a second that are recorded of a channel at most: it has a rate of its own, and there is no more than one a step. */
  rate: z.literal(RECORD_RATES).default(100),
  /** Of the physics, a second. */
  step: z.literal(STEP_RATES).default(500),
  /** Records what the sensors read, errors included, instead of what is true. The race is the same. */
  noise: z.boolean().default(false),
  /** Without it: mild, dry and the same to the end. */
  weather: z.enum(WEATHERS).optional(),
  /** The race's script. */
  events: z.array(raceEvent).max(MOST_RACE_EVENTS).optional(),
  /** Who takes the first places of the field; the rest are our own drivers. */
  drivers: z.array(driverEntry).max(FIELD_SIZE).optional(),
  /** Simulated seconds a second; `max` is as fast as it goes. */
  speed: z.union([z.number().positive().max(1000), z.literal('max')]).default(1),
});
export type RaceParams = z.infer<typeof raceParams>;

export const raceView = z.object({
  race_id: raceId,
  track: z.string(),
  laps: z.number(),
  seed: z.number(),
  rate: z.number(),
  speed: z.union([z.number(), z.literal('max')]),
  ...raceSetup.shape,
  /** `running`: cars on track. `draining`: the flag has fallen, data is still on its way. */
  state: z.enum(['running', 'draining', 'finished', 'stopped']),
  /** For the whole track. */
  flag: z.enum(TRACK_FLAGS),
  /** Of the safety car, real or virtual; null under any other flag. */
  flag_phase: z.enum(FLAG_PHASES).nullable(),
  /** From 1, in order. */
  yellow_sectors: z.array(z.number().int()),
  /** As given out last; null until it has been. */
  weather: weatherReport.nullable(),
  /** Race time, s, as far as the timing has been received. */
  racetime: z.number(),
  /** The leader's lap. */
  lap: z.number(),
  cars: z.array(carEntry),
});
export type RaceView = z.infer<typeof raceView>;

/** A car's place in the classification, and its laps. */
export const carReport = result.extend({
  /** s, from lap 1 on; null for a lap that was not finished. */
  lap_times: z.array(z.number().nullable()),
  /** kg burnt in each of these laps; null for a lap that was not finished. */
  fuel_per_lap: z.array(z.number().nullable()),
});
export type CarReport = z.infer<typeof carReport>;

/** What came of a race, once everything has arrived: `race --json`. */
export const raceReport = z.object({
  race_id: raceId,
  track: z.string(),
  cars: z.number(),
  laps: z.number(),
  seed: z.number(),
  ...raceSetup.shape,
  /** Race time at the end, s. */
  sim_s: z.number(),
  /** From the start until the last frame was confirmed, s. */
  wall_s: z.number(),
  /** SHA-256 over every sample (`main/onboard/sample-digest.ts`). */
  digest: z.string(),
  frames: frameCounts,
  /** Lap documents of this race in the store, lap 0 of each car included. */
  laps_stored: z.number(),
  results: z.array(carReport),
});
export type RaceReport = z.infer<typeof raceReport>;

export const raceRow = z.object({
  race_id: raceId,
  track: z.string(),
  /** Unix time, s. */
  started: z.number(),
  laps: z.number(),
  cars: z.number(),
  seed: z.number(),
  state: z.enum(['running', 'finished', 'interrupted']),
  laps_stored: z.number(),
  /** Of its laps in the store. */
  bytes: z.number(),
  /** No rule takes it out of the store. */
  pinned: z.boolean(),
  frames_stored: z.number(),
  duplicates: z.number(),
  gaps: z.array(gap),
});
export type RaceRow = z.infer<typeof raceRow>;

export const lapRow = z.object({
  id: z.string(),
  race_id: raceId,
  car: carId,
  driver: z.string(),
  lap: z.number(),
  lap_type: z.string(),
  lap_time: z.number().nullable(),
  sectors: z.array(z.number()),
  compound: compound.nullable(),
  tyre_age: z.number().nullable(),
  position: z.number().nullable(),
  samples: z.number(),
});
export type LapRow = z.infer<typeof lapRow>;

/** A circuit as a map needs it. */
export const trackView = z.object({
  name: z.string(),
  title: z.string(),
  /** m. */
  length: z.number(),
  /** m. */
  width: z.number(),
  /** Centre line every few metres, m; closed: the last point joins the first. */
  points: z.array(z.tuple([z.number(), z.number()])),
  /** Way from the start line to the end of each sector but the last, m. */
  sectors: z.array(z.number()),
  /** Apexes. */
  corners: z.array(z.object({ name: z.string(), distance: z.number() })),
});
export type TrackView = z.infer<typeof trackView>;

/** A circuit to choose. */
export const trackRow = z.object({
  name: z.string(),
  title: z.string(),
  /** m. */
  length: z.number(),
});
export type TrackRow = z.infer<typeof trackRow>;

/** A car to choose. */
export const carRow = z.object({ name: z.string(), title: z.string(), category: z.string() });
export type CarRow = z.infer<typeof carRow>;
