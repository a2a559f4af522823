import { z } from 'zod';

/** Characters of the name of a saved query. */
export const LONGEST_QUERY_NAME = 80;
/** Characters of a statement. */
export const LONGEST_SQL = 100_000;

/** A query that was run. */
export const askedQuery = z.object({
  sql: z.string().max(LONGEST_SQL),
  /** When it was last run, Unix time, s. */
  at: z.number(),
  /** ms. */
  ms: z.number().nullable(),
  /** Null where there was no answer. */
  rows: z.number().nullable(),
  /** Why there was none. */
  error: z.string().nullable(),
});
export type AskedQuery = z.infer<typeof askedQuery>;

export const savedQuery = z.object({
  name: z.string().trim().min(1).max(LONGEST_QUERY_NAME).regex(/^\P{Cc}*$/u, 'must be one line of text'),
  sql: z.string().trim().min(1).max(LONGEST_SQL),
});
export type SavedQuery = z.infer<typeof savedQuery>;

/** What was asked and what was kept, for every window of a workstation and across restarts. */
export const queryBook = z.object({
  /** Newest first; each text once. */
  history: z.array(askedQuery),
  /** By name. */
  saved: z.array(savedQuery),
});
export type QueryBook = z.infer<typeof queryBook>;
