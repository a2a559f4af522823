import { z } from 'zod';
import { carEntry, COMPOUNDS } from './lap.ts';

const compound = z.enum(COMPOUNDS);

/** One line of the timing tower. Times in s; null where there is none yet. */
export const standing = z.object({
  car: z.string(),
  position: z.number().int(),
  /** The lap it is on. */
  lap: z.number().int(),
  /** To the leader, s; for a lapped car still in time. */
  gap: z.number().nullable(),
  /** To the car ahead, s. */
  interval: z.number().nullable(),
  last: z.number().nullable(),
  best: z.number().nullable(),
  /** Of the lap being driven, then of the last one where not driven yet. */
  sectors: z.array(z.number().nullable()),
  compound,
  /** Laps on this set. */
  tyre_age: z.number().int(),
  stops: z.number().int(),
  state: z.enum(['running', 'pit', 'finished', 'out']),
});
export type Standing = z.infer<typeof standing>;

export const result = z.object({
  position: z.number().int(),
  car: z.string(),
  driver: z.string(),
  /** Laps completed. */
  laps: z.number().int(),
  /** From lights out to the flag, s. */
  time_s: z.number(),
  best_lap_s: z.number().nullable(),
  stops: z.number().int(),
});
export type RaceResult = z.infer<typeof result>;

/** What the timing loops and race control say. `racetime` in s from lights out. */
export const timingEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    racetime: z.number(),
    track: z.string(),
    laps: z.number().int(),
    seed: z.number().int(),
    /** Unix time of race time 0, s. */
    started: z.number(),
    cars: z.array(carEntry),
  }),
  z.object({ type: z.literal('flag'), racetime: z.number(), flag: z.enum(['green', 'chequered']) }),
  z.object({
    type: z.literal('lap'),
    racetime: z.number(),
    car: z.string(),
    lap: z.number().int(),
    lap_time: z.number(),
    sectors: z.array(z.number()),
    position: z.number().int(),
  }),
  z.object({
    type: z.literal('pit'),
    racetime: z.number(),
    car: z.string(),
    lap: z.number().int(),
    phase: z.enum(['in', 'out']),
    /** Stationary time, s; with `out`. */
    stationary: z.number().optional(),
    /** Fitted, with `out`. */
    compound: compound.optional(),
  }),
  z.object({ type: z.literal('standings'), racetime: z.number(), rows: z.array(standing) }),
  z.object({ type: z.literal('finished'), racetime: z.number(), results: z.array(result) }),
]);
export type TimingEvent = z.infer<typeof timingEvent>;
