import { z } from 'zod';

/** What each kind of event lasts when nothing is said, s; a safety car in laps. */
const YELLOW_LASTS = 30;
const VSC_LASTS = 60;
const SAFETY_CAR_LAPS = 3;

/** Most events of one race. */
export const MOST_RACE_EVENTS = 1000;

const when = {
  /** Race time, s, or the lap that the leader begins: one of the two. */
  at: z.number().min(0).optional(),
  lap: z.number().int().min(1).optional(),
};
const duration_s = z.number().positive();
const reason = z.string().min(1).max(120).optional();
/** `car7`, or its number. */
const car = z.union([z.string().min(1).max(40), z.number().int().min(0)]).transform((name) => (typeof name === 'number' ? `car${name}` : name));

/** One scripted event of a race. What it gives is taken again as it is. */
export const raceEvent = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('yellow'), ...when, sector: z.number().int().min(1), duration_s: duration_s.default(YELLOW_LASTS), reason }),
    z.strictObject({ type: z.literal('vsc'), ...when, duration_s: duration_s.default(VSC_LASTS), reason }),
    z.strictObject({
      type: z.literal('safety-car'),
      ...when,
      /** Whole laps of the leader behind it; or s, after which it comes in at the end of the lap. */
      laps: z.number().int().min(1).optional(),
      duration_s: duration_s.optional(),
      reason,
    }),
    z.strictObject({ type: z.literal('retire'), ...when, car, reason }),
    /** Rain from here on: for so long, or until the next `dry`. */
    z.strictObject({ type: z.literal('rain'), ...when, intensity: z.number().gt(0).max(1).default(0.6), duration_s: duration_s.optional() }),
    /** The rain stops, and the weather's own rain with it; the road dries as it can. */
    z.strictObject({ type: z.literal('dry'), ...when, duration_s: duration_s.optional() }),
    /** The car comes in at the end of its lap. */
    z.strictObject({ type: z.literal('pit'), ...when, car, reason }),
  ])
  .refine((event) => (event.at === undefined) !== (event.lap === undefined), 'needs one of "at" (race time, s) and "lap" (of the leader)')
  .refine((event) => event.type !== 'safety-car' || event.laps === undefined || event.duration_s === undefined, 'takes "laps" or "duration_s", not both')
  .transform((event) => (event.type === 'safety-car' && event.laps === undefined && event.duration_s === undefined ? { ...event, laps: SAFETY_CAR_LAPS } : event));
export type RaceEvent = z.output<typeof raceEvent>;
