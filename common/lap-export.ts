import { z } from 'zod';

/** What is to be sent to the factory; what is left out means all. */
export const exportParams = z.object({
  race_id: z.string().min(1).max(120),
  cars: z.array(z.string().min(1).max(40)).min(1).max(64).optional(),
  laps: z.array(z.number().int().min(0).max(500)).min(1).max(501).optional(),
  /** Also what the factory has confirmed before: for one that has lost its file. */
  again: z.boolean().optional(),
});
export type ExportParams = z.infer<typeof exportParams>;

/** What the factory has said of one lap document. */
export const lapReceipt = z.object({
  car: z.string(),
  lap: z.number(),
  /** From 1; another one when the stored lap has changed since it was last confirmed. */
  revision: z.number(),
  /** Of the JSON document, hexadecimal, as the factory reckoned it from what it stored. */
  sha256: z.string(),
  /** Length of the JSON document. */
  bytes: z.number(),
  /** Unix time, s. */
  confirmed: z.number(),
  /** Confirmed by an earlier export: not sent again. */
  before: z.boolean(),
});
export type LapReceipt = z.infer<typeof lapReceipt>;

/** An export, while it runs and afterwards. Counts are laps. */
export const exportView = z.object({
  race_id: z.string(),
  state: z.enum(['running', 'done', 'failed']),
  /** `factory.lapwing.laps`, and what carries it: `embedded`, `localhost:9092`. */
  topic: z.string(),
  address: z.string(),
  /** The factory that answers. */
  site: z.string(),
  /** All that was asked for. */
  laps: z.number(),
  /** Confirmed by an earlier export, and so not sent. */
  before: z.number(),
  /** Acknowledged by the stream. */
  sent: z.number(),
  /** Confirmed by the factory, earlier exports included. */
  confirmed: z.number(),
  /** Of compressed documents that were sent. */
  bytes: z.number(),
  /** Unix time, s. */
  started: z.number(),
  /** What went wrong and what to do; null unless failed. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ExportView = z.infer<typeof exportView>;

/** An export that has ended, with every lap that the factory has confirmed. */
export const exportReceipt = exportView.extend({
  /** Unix time, s. */
  ended: z.number(),
  receipts: z.array(lapReceipt),
});
export type ExportReceipt = z.infer<typeof exportReceipt>;
