import { z } from 'zod';
import { KNOWN_FROM } from './strategy-advice.ts';

export const tracedCar = z.object({
  car: z.string(),
  /** Race time at the end of each lap, s, the first at index 0; null where it is not known. */
  lines: z.array(z.number().nullable()),
  /** Stops at the end of a lap, with what was put on; null while nobody knows. */
  stops: z.array(z.object({ lap: z.number().int(), onto: z.string().nullable() })),
  /** Whether it has stopped for good. */
  out: z.boolean(),
});
export type TracedCar = z.infer<typeof tracedCar>;

/** A race as it was driven, and what a stop costs in it. */
export const raceTrace = z.object({
  race_id: z.string(),
  /** Of the whole race. */
  laps: z.number().int(),
  /** s that a stop costs against cars that stay out: under green, under a virtual safety car, behind a safety car. */
  stop: z.object({ green: z.number(), vsc: z.number(), 'safety-car': z.number(), within: z.number(), from: z.enum(KNOWN_FROM) }),
  cars: z.array(tracedCar),
});
export type RaceTrace = z.infer<typeof raceTrace>;
