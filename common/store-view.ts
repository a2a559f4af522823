import { z } from 'zod';

const raceId = z.string().min(1).max(120);
const bytes = z.number();
export const filePath = z.string().trim().min(1).max(4096).regex(/^\P{Cc}*$/u, 'must be one line of text');

/** Races leave the store when they are older, and the oldest when it holds more. Null: no such rule. */
export const keepRules = z.object({
  days: z.number().positive().max(36_500).nullable(),
  gigabytes: z.number().positive().max(1e6).nullable(),
});
export type KeepRules = z.infer<typeof keepRules>;

/** A race that a rule takes out of the store, unless it is pinned or the rule goes. */
export const leavingRace = z.object({
  race_id: raceId,
  /** Unix time, s: not before. */
  at: z.number(),
  reason: z.string(),
});
export type LeavingRace = z.infer<typeof leavingRace>;

export const storeJob = z.object({
  kind: z.enum(['pack', 'unpack', 'backup', 'compact', 'delete']),
  /** A race or a file. */
  what: z.string(),
  done: z.number(),
  /** 0 while nobody knows. */
  total: z.number(),
});
export type StoreJob = z.infer<typeof storeJob>;

/** The lap store's file. */
export const storeView = z.object({
  path: z.string(),
  bytes,
  /** Of it, given up by what was deleted and not yet given back to the disk. */
  free: bytes,
  /** On its disk. */
  disk_free: bytes,
  keep: keepRules,
  leaving: z.array(leavingRace),
  /** What is being done with it; one thing at a time. */
  job: storeJob.nullable(),
});
export type StoreView = z.infer<typeof storeView>;

export const compacted = z.object({ before: bytes, after: bytes });
export const backedUp = z.object({ path: z.string(), bytes, races: z.number(), laps: z.number() });
export const packed = z.object({
  race_id: raceId,
  path: z.string(),
  bytes,
  laps: z.number(),
  /** Of the file, without its last 41 bytes; hexadecimal. */
  sha256: z.string(),
});
export const unpacked = z.object({
  race_id: raceId,
  bytes,
  laps: z.number(),
  /** `same`: it was here already, bit for bit. */
  outcome: z.enum(['added', 'same']),
  notes_added: z.number(),
  /** Of laps that are noted otherwise here, and stay so. */
  notes_kept: z.number(),
});
export type Packed = z.infer<typeof packed>;
export type Unpacked = z.infer<typeof unpacked>;
export type BackedUp = z.infer<typeof backedUp>;
export type Compacted = z.infer<typeof compacted>;

/** A .lapwing file that a screen has, part by part. */
export const unpackPart = z.object({
  /** The screen's own number for the file. */
  upload: z.number().int().min(0),
  /** Its name. */
  file: z.string().min(1).max(255).regex(/^\P{Cc}*$/u, 'must be one line of text'),
  /** Of the whole file, bytes. */
  size: z.number().int().min(0),
  part: z.number().int().min(0),
  bytes: z.base64().max(900_000),
  last: z.boolean(),
});

export const deleteRace = z.object({
  race_id: raceId,
  /** Also the frames and documents that the factory of this data folder holds of it. */
  factory: z.boolean().default(false),
});
