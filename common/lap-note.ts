import { z } from 'zod';

/** Characters of a note. */
export const LONGEST_NOTE = 10_000;
export const MOST_TAGS = 20;

const oneLine = /^[^\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;

/** Compared and shown in small letters. */
export const tagName = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'a tag cannot be empty')
  .max(32, 'a tag has 32 characters at most')
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M} _.+-]*$/u, 'a tag begins with a letter or figure and has only these, spaces and _ . + -');

export const lapDocumentId = z.string().min(1).max(200);

/** What somebody has written about a lap. */
export const noteText = z
  .string()
  .max(LONGEST_NOTE, `a note has ${LONGEST_NOTE} characters at most`)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, 'a note is plain text: no control characters but line breaks and tabs');

/** Once each, in the order of the alphabet. */
export const noteTags = z
  .array(tagName)
  .max(MOST_TAGS, `a lap has ${MOST_TAGS} tags at most`)
  .transform((tags) => [...new Set(tags)].toSorted());

export const signature = z.string().trim().min(1).max(60).regex(oneLine, 'must be one line of text');

/** Note and tags of one lap. Where neither was ever written, `revision` is 0; where they were taken away, it counts on. */
export const lapNote = z.object({
  /** Of the lap document. */
  id: lapDocumentId,
  revision: z.number().int(),
  text: z.string(),
  tags: z.array(z.string()),
  /** Who changed it last; empty at revision 0. */
  author: z.string(),
  /** When, Unix time, s; 0 at revision 0. */
  changed: z.number(),
});
export type LapNote = z.infer<typeof lapNote>;

/** The revision that the change is made to: of another one nothing is written. */
const change = { id: lapDocumentId, expect: z.number().int().min(0), author: signature.optional() };
export const putNote = z.object({ ...change, text: noteText, tags: noteTags });
export const deleteNote = z.object(change);
export const findNotes = z.object({ race_id: z.string().min(1).max(120).optional(), tag: tagName.optional() });

/** Whether it was written, and what the note says now. */
export const noteAnswer = z.object({ saved: z.boolean(), note: lapNote });
export type NoteAnswer = z.infer<typeof noteAnswer>;
