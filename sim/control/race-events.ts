import { z } from 'zod';
import { LapwingError } from '../../common/errors.ts';

/** What each kind of event lasts when the file does not say, s; a safety car in laps. */
const YELLOW_LASTS = 30;
const VSC_LASTS = 60;
const SAFETY_CAR_LAPS = 3;
/** Most entries of one file. */
const MOST = 1000;

const when = {
  /** Race time, s, or the lap that the leader begins: one of the two. */
  at: z.number().min(0).optional(),
  lap: z.number().int().min(1).optional(),
};
const duration_s = z.number().positive();
const reason = z.string().min(1).max(120).optional();
/** `car7`, or its number. */
const car = z.union([z.string().min(1).max(40), z.number().int().min(0)]).transform((name) => (typeof name === 'number' ? `car${name}` : name));

const entry = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('yellow'), ...when, sector: z.number().int().min(1), duration_s: duration_s.default(YELLOW_LASTS), reason }),
    z.strictObject({ type: z.literal('vsc'), ...when, duration_s: duration_s.default(VSC_LASTS), reason }),
    z.strictObject({
      type: z.literal('safety-car'),
      ...when,
      /** Whole laps of the leader behind it; or s, after which it comes in at the end of the lap. */
      laps: z.number().int().min(1).optional(),
      duration_s: duration_s.optional(),
      reason,
    }),
    z.strictObject({ type: z.literal('retire'), ...when, car, reason }),
    /** Rain from here on: for so long, or until the next `dry`. */
    z.strictObject({ type: z.literal('rain'), ...when, intensity: z.number().gt(0).max(1).default(0.6), duration_s: duration_s.optional() }),
    /** The rain stops, and the weather's own rain with it; the road dries as it can. */
    z.strictObject({ type: z.literal('dry'), ...when, duration_s: duration_s.optional() }),
    /** The car comes in at the end of its lap. */
    z.strictObject({ type: z.literal('pit'), ...when, car, reason }),
  ])
  .refine((event) => (event.at === undefined) !== (event.lap === undefined), 'needs one of "at" (race time, s) and "lap" (of the leader)')
  .refine((event) => event.type !== 'safety-car' || event.laps === undefined || event.duration_s === undefined, 'takes "laps" or "duration_s", not both')
  .transform((event) => (event.type === 'safety-car' && event.laps === undefined && event.duration_s === undefined ? { ...event, laps: SAFETY_CAR_LAPS } : event));

/** One scripted event of a race. */
export type RaceEvent = z.output<typeof entry>;

/**
 * Reads the document of an events file: a list of entries such as `{"at": 120, "type": "vsc", "duration_s": 45}` or
 * `{"lap": 3, "type": "retire", "car": "car7", "reason": "engine"}`.
 * @throws LapwingError E_EVENTS, one line that names the entry and what is wrong with it.
 */
export function readRaceEvents(document: unknown): RaceEvent[] {
  if (!Array.isArray(document)) throw refusal('the events are not a list', 'Write [{"at": 120, "type": "vsc"}, …].');
  if (document.length > MOST) throw refusal(`there are ${document.length} entries, and ${MOST} are the most`, 'Shorten the list.');
  return document.map((item, i) => {
    const parsed = entry.safeParse(item);
    if (parsed.success) return parsed.data;
    const { path, message } = parsed.error.issues[0]!;
    const field = path.length > 0 ? `${path.join('.')}: ` : '';
    throw refusal(`${nameOf(item, i)}: ${field}${plain(message)}`, 'Correct the entry.');
  });
}

/** What a race offers to its events. */
export interface RaceScope {
  readonly cars: readonly string[];
  readonly laps: number;
  /** Of the track. */
  readonly sectors: number;
}

/**
 * Whether a race has what its events name.
 * @throws LapwingError E_EVENTS, one line that names the entry and what is wrong with it.
 */
export function checkRaceEvents(events: readonly RaceEvent[], { cars, laps, sectors }: RaceScope): void {
  for (const [i, event] of events.entries()) {
    if (event.lap !== undefined && event.lap > laps) throw refusal(`${nameOf(event, i)}: lap ${event.lap} is past the end of ${laps}`, 'Correct the entry.');
    if ('car' in event && !cars.includes(event.car)) throw refusal(`${nameOf(event, i)}: ${event.car} is not in this race`, `Choose one of: ${cars.join(', ')}.`);
    if (event.type === 'yellow' && event.sector > sectors) {
      throw refusal(`${nameOf(event, i)}: there is no sector ${event.sector} on this track`, `Choose one of 1 to ${sectors}.`);
    }
  }
}

/** `entry 3 (retire)`, counted from 1. */
function nameOf(item: unknown, i: number): string {
  const type = typeof item === 'object' && item !== null && 'type' in item && typeof item.type === 'string' ? ` (${item.type.slice(0, 20)})` : '';
  return `entry ${i + 1}${type}`;
}

function plain(message: string): string {
  return message.replace(/^Invalid input: /, '').replace(/^Invalid (option|discriminator value): /, '');
}

function refusal(what: string, next: string): LapwingError {
  return new LapwingError('E_EVENTS', `${what}. ${next}`);
}
