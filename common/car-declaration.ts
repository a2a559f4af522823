import { z } from 'zod';
import { carEntry } from './lap.ts';
import { gridOf, type SampleGrid } from './sample-grid.ts';

/** A channel as a frame declares it: enough to read the samples without a catalogue. */
const declaredChannel = z.object({
  name: z.string(),
  unit: z.string(),
  resolution: z.number().positive(),
  /** Samples a second; without it, the car's `rate`. */
  rate: z.number().positive().optional(),
});
export type DeclaredChannel = z.infer<typeof declaredChannel>;

/** Said once, in the first frame of a car: who sends, and what each column means. */
export const carDeclaration = z.object({
  track: z.string(),
  /** Samples a second of the fastest channels. */
  rate: z.number().positive(),
  /** Unix time of race time 0, s. */
  started: z.number(),
  entry: carEntry,
  channels: z.array(declaredChannel),
});
export type CarDeclaration = z.infer<typeof carDeclaration>;

/** When the declared channels are sampled. Throws RangeError where their rates have no common grid. */
export function declaredGrid({ rate, channels }: CarDeclaration): SampleGrid {
  return gridOf(channels.map((channel) => channel.rate ?? rate));
}
