import { z } from 'zod';
import { plan } from './strategy.ts';

/** Where a number comes from: the laps of this race, those of an earlier one on this circuit, or what is usual anywhere. */
export const KNOWN_FROM = ['race', 'earlier', 'usual'] as const;
const knownFrom = z.enum(KNOWN_FROM);
export type KnownFrom = z.infer<typeof knownFrom>;

export const CALLS = ['BOX NOW', 'STAY OUT', 'NO DIFFERENCE'] as const;
export type Call = (typeof CALLS)[number];

/** What a stop at the end of this lap is worth against the best way without it. */
export const stopOrStay = z.object({
  call: z.enum(CALLS),
  /** s that stopping gains; below 0 it loses. */
  gain: z.number(),
});
export type StopOrStay = z.infer<typeof stopOrStay>;

/** What becomes of the gap to a car when both have stopped. */
export const cut = z.object({
  car: z.string(),
  /** s to it at the line, as last seen. */
  gap: z.number(),
  /** s gained on it by stopping a lap before it (undercut), and by staying out so many laps longer (overcut). */
  undercut: z.number(),
  overcut: z.number(),
  overcut_laps: z.number().int(),
  /** s ahead of it after both have stopped, each way; below 0 behind it. */
  after_undercut: z.number(),
  after_overcut: z.number(),
});
export type Cut = z.infer<typeof cut>;

export const rejoin = z.object({
  /** At the end of the lap out of the pits. */
  position: z.number().int(),
  ahead: z.object({ car: z.string(), gap: z.number() }).nullable(),
  behind: z.object({ car: z.string(), gap: z.number() }).nullable(),
  /** s lost behind slower cars on the laps after. */
  traffic: z.number(),
});
export type Rejoin = z.infer<typeof rejoin>;

export const waysOn = plan.extend({
  /** s behind the best of them at the flag, alone on the track. */
  behind: z.number(),
  /** The lap from whose end on the first plan is ahead of this one for good; null for the first. */
  crossover: z.number().int().nullable(),
});
export type WayOn = z.infer<typeof waysOn>;

/** Stop now or stay out, for one car of a race that runs. */
export const advice = z.object({
  race_id: z.string(),
  car: z.string(),
  /** The lap that the car is on, and race time at its beginning, s. */
  lap: z.number().int(),
  racetime: z.number(),
  laps: z.number().int(),
  flag: z.enum(['green', 'vsc', 'safety-car']),
  call: z.enum(CALLS),
  /** Why, in one line. */
  reason: z.string(),
  gain: z.number(),
  /** s by which `gain` may be off: what the tyres and the stop are known to. */
  within: z.number(),
  /** On which it would go on, stopping now. */
  onto: z.string().nullable(),
  /** Laps at whose end the first stop costs less than a second more than on the best one; null where none is worth making. */
  window: z.object({ opens: z.number().int(), best: z.number().int(), closes: z.number().int() }).nullable(),
  /** If a safety car, or a virtual one, came on this lap. */
  if_safety_car: stopOrStay,
  if_vsc: stopOrStay,
  ahead: cut.nullable(),
  behind: cut.nullable(),
  rejoin: rejoin.nullable(),
  /** Plans A, B and C from here on, with the compound that is on as their first; the best first. */
  plans: z.array(waysOn),
  /** How many laps stand behind the fit, and where its numbers come from. */
  fit_laps: z.number().int(),
  known: z.object({ tyres: z.record(z.string(), knownFrom), stop: knownFrom, fuel: knownFrom }),
});
export type Advice = z.infer<typeof advice>;
