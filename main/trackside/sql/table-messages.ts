import type { ErrorShape } from '../../../common/errors.ts';

/** To the process that adds one table, or removes one. */
export type ToTableProcess =
  | { type: 'part'; file: string; bytes: Uint8Array; last: boolean }
  | { type: 'remove'; name: string };

/** One answer each, after `ready`; the value is an `AddedTable` after the last part. */
export type FromTableProcess =
  | { type: 'ready' }
  | { type: 'answer'; value: unknown }
  | { type: 'failed'; error: ErrorShape };
