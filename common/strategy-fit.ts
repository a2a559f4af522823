import { z } from 'zod';

/** A number that the laps of a race speak of. */
export const fitted = z.object({
  value: z.number(),
  /** Half the width of its interval: all intervals of a fit hold at once with 95%. */
  within: z.number(),
  /** Whether the interval is narrow enough to plan with; else the value is little more than what such numbers usually are. */
  told: z.boolean(),
  /** How many laps stand behind it. */
  laps: z.number().int(),
});
export type Fitted = z.infer<typeof fitted>;

export const fittedCompound = z.object({
  /** s on a fresh set, against the reference compound. */
  k_0: fitted,
  /** s a lap of age. */
  k_1_lin: fitted,
  /** Laps of age of the oldest set that was looked at: beyond it nothing is known. */
  oldest: z.number(),
});
export type FittedCompound = z.infer<typeof fittedCompound>;

export const fittedCar = z.object({
  /** s: an empty car on a fresh set of the reference compound. */
  base: fitted,
  /** kg when the race began, and a lap; null where too little is known. */
  fuel_start: z.number().nullable(),
  burn: z.number().nullable(),
  /** s: how far its lap times lie from the fit. */
  scatter: z.number(),
});
export type FittedCar = z.infer<typeof fittedCar>;

/** What the laps of a race say of pace, fuel, tyres and stops. */
export const raceFit = z.object({
  /** Laps that were looked at, those that the fit stands on, and why the others were left out. */
  laps: z.number().int(),
  used: z.number().int(),
  left_out: z.object({
    start: z.number().int(),
    flags: z.number().int(),
    traffic: z.number().int(),
    incomplete: z.number().int(),
    /** Of cars of which few laps are left, or on tyres for the wet. */
    few: z.number().int(),
    /** Far from everything else. */
    outlier: z.number().int(),
  }),
  cars: z.record(z.string(), fittedCar),
  /** s a kg. Not told: the laps do not tell fuel from wear, and what is usual was taken for it. */
  fuel: fitted,
  /** The compound with most laps. */
  reference: z.string().nullable(),
  compounds: z.record(z.string(), fittedCompound),
  pit: z.object({
    /** s that the lap into the pits takes longer, and the lap out of them, cold tyres included, standing not. */
    in_lap: fitted,
    out_lap: fitted,
    /** s in the box; the value is the median. */
    standing: fitted,
    /** s in all. */
    stop: fitted,
  }),
  /** Laps behind the wear: s lost to a tyre of `age` green laps, and whether it is an outlier. */
  points: z.array(z.object({ car: z.string(), lap: z.number().int(), compound: z.string(), age: z.number(), loss: z.number(), outlier: z.boolean() })),
});
export type RaceFit = z.infer<typeof raceFit>;
