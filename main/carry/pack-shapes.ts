import { z } from 'zod';
import { trackView } from '../../common/race-view.ts';
import { carEntry, lapSummary } from '../../common/lap.ts';
import { lapNote, noteTags, noteText } from '../../common/lap-note.ts';
import { result, timingEvent } from '../../common/timing.ts';

/** What may stand in the records of a pack. It comes from a stranger: names are one line of plain text, numbers are numbers. */
const plain = (most: number) => z.string().max(most).regex(/^[^\p{Cc}\p{Cs}\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u, 'must be one line of plain text');
const name = plain(200);
const whole = z.int().min(0);
/** Names of folders and files are made of it. */
const raceName = z.string().regex(/^[\w-][\w.-]{0,119}$/, 'is no id of a race');
const carName = plain(40).regex(/^[^/]+$/, 'is no name of a car');

export const packedRace = z.object({
  /** The Lapwing that packed it. */
  lapwing: name,
  id: raceName,
  track: name,
  /** Unix time, s. */
  started: z.number(),
  laps: whole.nullable(),
  seed: whole.nullable(),
  rate: z.number().positive().nullable(),
  state: z.enum(['finished', 'interrupted']),
  /** The classification, as JSON. */
  results: z.string().nullable(),
  /** Lap documents that follow. */
  documents: whole,
});
export type PackedRace = z.infer<typeof packedRace>;

export const packedResults = z.array(result).max(100);
export const packedCars = z.array(carEntry.extend({ car: carName, number: z.int(), driver: name, team: name, model: name })).max(100);
export const packedEvents = z.array(z.object({ seq: whole, doc: z.string() })).max(1000);
export const packedEvent = timingEvent;
export const packedTrack = trackView.extend({ name, title: name, points: trackView.shape.points.max(100_000), sectors: trackView.shape.sectors.max(1000), corners: trackView.shape.corners.max(1000) });
/** As `StandingsStore` has them: race time, whether the one before is its dictionary, the bytes in base64. */
export const packedStandings = z.array(z.tuple([z.number(), z.union([z.literal(0), z.literal(1)]), z.base64().max(1_000_000)])).max(1000);
export const packedChannels = z.array(z.strictObject({ name: plain(100).min(1), unit: plain(40), resolution: z.number().positive() })).max(10_000);

/** More may stand in it, as a later Lapwing may add, but nothing that the document says elsewhere. */
export const packedHead = z.looseObject({
  ...lapSummary.shape,
  _id: z.string(),
  schema: z.literal(2),
  race_id: raceName,
  track: name,
  ...{ car: carName, number: z.int(), driver: name, team: name, model: name },
  timestamp: z.number(),
  racetime: z.number(),
  rate: z.number(),
  samples: whole,
  ...{ statistics: z.undefined().optional(), records: z.undefined().optional(), notes: z.undefined().optional(), tags: z.undefined().optional() },
});

export const packedNotes = z.array(lapNote.extend({ text: noteText, tags: noteTags, author: name })).max(10_000);

const lane = { incarnation: plain(100), car: carName };
/** What the ledger knows of the race's frames: which have come, which are lost, which were made. */
export const packedBooks = z.object({
  ledger: z.array(z.object({ ...lane, next: whole, duplicates: whole })).max(10_000),
  lost: z.array(z.object({ ...lane, first: whole, last: whole, reason: plain(500) })).max(100_000),
  generated: z.array(z.object({ car: carName, frames: whole })).max(1000),
});
export type PackedBooks = z.infer<typeof packedBooks>;
