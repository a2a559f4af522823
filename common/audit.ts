import { z } from 'zod';

/** A run of sequence numbers, both ends included, and why it is not where it should be. */
export const auditGap = z.object({ car: z.string(), from: z.number(), to: z.number(), reason: z.string() });
export type AuditGap = z.infer<typeof auditGap>;

/** Where the frames of one car are. All counts are frames. */
export const carAudit = z.object({
  car: z.string(),
  /** By the simulator; null where the run that knew it was killed. */
  generated: z.number().nullable(),
  /** Committed to the car's disk, ever; null where the disk knows nothing of the race. */
  buffered: z.number().nullable(),
  /** Known to have left the car. Of a run that is over only what arrived is known to have left. */
  sent: z.number(),
  /** Known to be acknowledged by the broker, with the same reservation. */
  acked: z.number(),
  /** Stored trackside, each once. */
  stored: z.number(),
  /** Stored at the factory, each once. */
  factory: z.number(),
  /** Confirmed by the factory, as far as the car has heard: these have left its disk. */
  confirmed: z.number(),
  /** On the car's disk and not at the factory yet. */
  waiting: z.number(),
  /** Repeats that trackside dropped. */
  duplicates: z.number(),
  /** Arrived like the others, but closed while the clock was not to be trusted. */
  clock_suspect: z.number(),
  gaps: z.array(auditGap),
  /** Frames of which nobody can say where they are, or that can no longer arrive where they should. */
  unaccounted: z.number(),
});
export type CarAudit = z.infer<typeof carAudit>;

const counts = carAudit.omit({ car: true, gaps: true });

/** The books of a race: `audit --json`. */
export const raceAudit = z.object({
  race_id: z.string(),
  /** As a running workstation knows it at this moment: what the stream still carries counts as on its way. */
  live: z.boolean(),
  /** Null where trackside has not heard of the race. */
  state: z.enum(['running', 'finished', 'interrupted']).nullable(),
  cars: z.array(carAudit),
  /** Null in a total where it is not known of every car. */
  totals: counts.extend({ gaps: z.number() }),
  /** Nothing is unaccounted for. */
  balanced: z.boolean(),
});
export type RaceAudit = z.infer<typeof raceAudit>;
