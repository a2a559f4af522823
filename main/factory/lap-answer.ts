import { z } from 'zod';
import { lapKey } from './lap-record.ts';

/** What the factory says of a lap document, on the topic of its watermarks: it holds it, or why it never will. */
const lapAnswer = lapKey.extend({
  /** The factory that says so. */
  site: z.string(),
  /** Of the JSON document, as read back from what is stored, or as announced for one that is refused. */
  sha256: z.string(),
  /** Length of the stored JSON document. */
  bytes: z.number(),
  /** Null when it is held. */
  refused: z.string().nullable(),
});
export type LapAnswer = z.infer<typeof lapAnswer>;

/** Null for bytes that are no answer to a lap, as a watermark of frames. */
export function readLapAnswer(value: Uint8Array): LapAnswer | null {
  try {
    return lapAnswer.safeParse(JSON.parse(Buffer.from(value).toString())).data ?? null;
  } catch {
    return null;
  }
}
