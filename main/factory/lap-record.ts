import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parsePlainly } from '../../common/plain-parse.ts';
import type { OutRecord } from '../stream/stream.ts';

/** Bytes of a document that one record carries: well below the megabyte that a broker takes unless told otherwise. */
const PART = 512 * 1024;
/** Of a document, compressed: 128 MB. */
const MOST_PARTS = 256;

/** Names one lap document for ever: what is sent again under it is a repeat. */
export const lapKey = z.object({
  race: z.string().min(1).max(120),
  car: z.string().min(1).max(40),
  lap: z.number().int().min(0),
  /** From 1. */
  revision: z.number().int().min(1),
});
export type LapKey = z.infer<typeof lapKey>;

/** The first line of a record in the topic of laps, as JSON; after it come the bytes of this part of the gzipped document. */
const lapPartHead = lapKey.extend({
  schema: z.literal(1),
  /** From 0. */
  part: z.number().int().min(0),
  parts: z.number().int().min(1).max(MOST_PARTS),
  /** Of the whole JSON document before compression, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

export interface LapPart extends z.infer<typeof lapPartHead> {
  bytes: Uint8Array;
}

/** One name for a key, in maps. */
export const lapKeyText = ({ race, car, lap, revision }: LapKey): string => `${race}/${car}/${lap}/${revision}`;

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * The records of one document: all under one key, so that they stay in order.
 * @param packed the document, gzipped
 * @throws RangeError for one that is too large
 */
export function lapRecords(key: LapKey, sha256: string, packed: Uint8Array): OutRecord[] {
  const parts = Math.max(1, Math.ceil(packed.length / PART));
  if (parts > MOST_PARTS) throw new RangeError(`${packed.length} bytes, compressed; at most ${PART * MOST_PARTS} can be sent`);
  const { race, car, lap, revision } = key;
  return Array.from({ length: parts }, (_, part) => {
    const head = `${JSON.stringify({ schema: 1, race, car, lap, revision, part, parts, sha256 })}\n`;
    return { key: `${race}/${car}/${lap}`, value: Buffer.concat([Buffer.from(head), packed.subarray(part * PART, (part + 1) * PART)]) };
  });
}

/** Throws Error with the reason for bytes that are no part of a lap document. */
export function readLapPart(value: Uint8Array): LapPart {
  const end = value.indexOf(10);
  if (end < 0 || end > 4096) throw new Error('does not begin with a line that says which lap it is');
  const head = parsePlainly(lapPartHead, JSON.parse(Buffer.from(value.subarray(0, end)).toString()));
  if (head.part >= head.parts) throw new Error(`part ${head.part} of ${head.parts}`);
  return { ...head, bytes: value.subarray(end + 1) };
}
