import { z } from 'zod';
import { CALLS } from './strategy-advice.ts';
import { plan, strategyInputs } from './strategy.ts';

/** "If a safety car comes on lap n: stop or stay", for a car on its way through a plan. */
export const flagParams = z.object({
  inputs: strategyInputs,
  plan,
  /** The chance that a race has a safety car. */
  safety_car: z.number().min(0).max(1).default(0.545),
});
export type FlagParams = z.output<typeof flagParams>;

export const flagRow = z.object({
  lap: z.number().int(),
  /** What the plan has on by then, and its laps. */
  compound: z.string(),
  age: z.number(),
  call: z.enum(CALLS),
  /** s that stopping gains, as it is to be expected; null where one of the two cannot be done. */
  gain: z.number().nullable(),
  /** The best lap to come in on, if it is still out then, and what to put on. */
  on_lap: z.number().int(),
  onto: z.string(),
});
export type FlagRow = z.infer<typeof flagRow>;

/** One row for each lap but the last. */
export const flagTables = z.object({ safety_car: z.array(flagRow), vsc: z.array(flagRow) });
export type FlagTables = z.infer<typeof flagTables>;
