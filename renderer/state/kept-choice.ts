import { z } from 'zod';
import { COMPOUNDS } from '../../common/lap.ts';

/** More laps than this in one chart say nothing any more. */
export const MOST_LAPS = 24;
/** Laps that have a colour of their own; the others are drawn in grey. */
export const COLOURS = 6;

const row = z.object({
  ...{ id: z.string(), race_id: z.string(), car: z.string(), driver: z.string(), lap: z.number(), lap_type: z.string() },
  ...{ lap_time: z.number().nullable(), sectors: z.array(z.number()), compound: z.enum(COMPOUNDS).nullable(), tyre_age: z.number().nullable() },
  ...{ position: z.number().nullable(), samples: z.number() },
});

const keptChoice = z.object({
  laps: z.array(z.object({ row, track: z.string(), started: z.number(), colour: z.number().int().min(0).max(COLOURS - 1).nullable() })).max(MOST_LAPS),
  reference: z.string().nullable(),
  focus: z.string().nullable(),
});
export type KeptChoice = z.infer<typeof keptChoice>;

/** What was kept of the laps on the charts; null where nothing was, or it is no such thing. */
export function readChoice(text: string | null): KeptChoice | null {
  if (text === null) return null;
  try {
    return keptChoice.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
