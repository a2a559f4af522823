import { z } from 'zod';
import { radioProfile } from './radio.ts';

export const carId = z.string().min(1).max(40);

/** A run of sequence numbers that is missing for ever, both ends included. */
export const gap = z.object({ car: carId, from: z.number(), to: z.number(), reason: z.string() });
export type Gap = z.infer<typeof gap>;

/** Where the frames of a race are. All counts are frames. */
export const frameCounts = z.object({
  generated: z.number(),
  /** Committed to the edge buffer's disk. */
  buffered: z.number(),
  /** Confirmed by the factory. */
  confirmed: z.number(),
  /** Stored trackside, each once. */
  stored: z.number(),
  /** Repeats that trackside dropped. */
  duplicates: z.number(),
  /** Stored like the others, but closed while the clock was not to be trusted. */
  clock_suspect: z.number(),
  gaps: z.array(gap),
});
export type FrameCounts = z.infer<typeof frameCounts>;

/** Frames wait, and for a few seconds none has been confirmed. */
export const standstill = z.object({
  /** Unix time at which the last one was confirmed, or the first began to wait, s. */
  since: z.number(),
  /** For so long since then, s, whatever the clock of the day has done meanwhile. */
  seconds: z.number(),
  /** A clause: `the radio link is cut`. */
  reason: z.string(),
});
export type Standstill = z.infer<typeof standstill>;

/** Where one car's frames are. All counts are frames. */
export const laneView = z.object({
  car: carId,
  generated: z.number(),
  /** Committed to the car's disk. */
  buffered: z.number(),
  /** Handed to the stream; of an earlier run only what arrived is known. */
  sent: z.number(),
  /** Acknowledged by the stream, with the same reservation. */
  acked: z.number(),
  /** Stored trackside, each once. */
  stored: z.number(),
  /** Stored at the factory, each once. */
  factory: z.number(),
  /** Confirmed by the factory, as far as the car has heard. */
  confirmed: z.number(),
  /** Repeats that trackside dropped. */
  duplicates: z.number(),
  standstill: standstill.nullable(),
});
export type LaneView = z.infer<typeof laneView>;

/** The way from the cars to the pit wall and the factory, as the Link screen shows it. */
export const linkView = z.object({
  /** The radio between the cars and the pit wall. */
  radio: z.enum(['up', 'slow', 'cut']),
  /** Limit; null without one, and while it is cut. */
  bits_per_second: z.number().nullable(),
  /** What is the matter with it, as a clause; empty while it carries all there is at once. */
  why: z.string(),
  /** What it follows while it is not cut: a name where it has one, and its numbers. */
  profile: radioProfile.pick({ name: true, bits_per_second: true, latency_ms: true, jitter_ms: true, loss: true }),
  /** Cars that are in a tunnel and cannot be heard. */
  hidden: z.array(carId),
  /** Frames that go past the backlog to the screens. */
  live: z.object({
    /** The record trails, so that the newest frames are sent twice: here at once, and there in their turn. */
    active: z.boolean(),
    /** Sent since the start, and newer ones that were left to the record. */
    frames: z.number(),
    skipped: z.number(),
    /** s from the closing of the last one on board until it was trackside; null until one has come. */
    age: z.number().nullable(),
  }),
  /** Unix time of the last change of `radio`, s. */
  since: z.number(),
  /** Frames on the car's disk that the factory has not confirmed. */
  backlog: z.number(),
  /** Frames a second, over the last seconds. */
  rate: z.number(),
  /** Bits a second that went out, over the last seconds. */
  throughput: z.number(),
  /** s from the oldest unconfirmed frame to now; 0 when there is none. */
  lag: z.number(),
  frames: frameCounts,
  cars: z.array(laneView),
  /** All that is on the cars' disks, earlier races included, stands still. */
  standstill: standstill.nullable(),
  stream: z.object({
    kind: z.enum(['embedded', 'kafka']),
    /** What a person calls it: `embedded`, `localhost:9092`. */
    address: z.string(),
    /** Null while all is well, else what is wrong and what happens next. */
    trouble: z.string().nullable(),
  }),
});
export type LinkView = z.infer<typeof linkView>;
