import { z } from 'zod';
import { raceMessage } from './timing.ts';

/** Race seconds a second between which a replay can run. */
export const SLOWEST_REPLAY = 0.25;
export const FASTEST_REPLAY = 64;

const range = `must be a number from ${SLOWEST_REPLAY} to ${FASTEST_REPLAY}, the times that it runs as fast as the race did`;
export const replaySpeed = z.number(range).min(SLOWEST_REPLAY, range).max(FASTEST_REPLAY, range);

/** Where the clock of a replay stands. */
export const replayView = z.object({
  /** Tells this replay from others. */
  replay: z.number().int(),
  race_id: z.string(),
  /** Race time of the first and the last thing that there is, s. */
  from: z.number(),
  to: z.number(),
  /** Race time now, s. */
  racetime: z.number(),
  playing: z.boolean(),
  /** Race seconds a second. */
  speed: z.number(),
  /** Counts the jumps of the clock: what was shown before one is not what came before in the race. */
  jumps: z.number().int(),
  /** The screens on this race that share the clock move with it; else it is this screen's alone. */
  together: z.boolean(),
  /** That follow this clock. */
  screens: z.number().int(),
  /** What of the race cannot be shown, or not as it was, a line each. */
  notes: z.array(z.string()),
});
export type ReplayView = z.infer<typeof replayView>;

/** What can be jumped to. */
export const replayTimeline = z.object({
  /** The laps of the race, and when the first car began each, s of race time. */
  laps: z.array(z.object({ lap: z.number().int(), racetime: z.number() })),
  /** In the order of the race; without overtakes and the weather. */
  marks: z.array(raceMessage),
});
export type ReplayTimeline = z.infer<typeof replayTimeline>;

const raceId = z.string().min(1).max(120);
const car = z.string().max(64).optional();

export const replayOpen = z.object({
  race_id: raceId,
  /** Race time to begin at, s; without it, the start. This, `playing` and `speed` do not touch a clock that others share already. */
  racetime: z.number().optional(),
  playing: z.boolean().default(true),
  speed: replaySpeed.default(1),
  together: z.boolean().default(true),
});

export const replaySet = z.object({ playing: z.boolean().optional(), speed: replaySpeed.optional(), together: z.boolean().optional() });

/**
 * To a race time, s, the nearest that the race has; or to where a car began a lap, without one or where it has no such lap the first car that did. A lap
 * that nobody drove is told with those that there are.
 */
export const replaySeek = z.union([z.object({ racetime: z.number() }), z.object({ lap: z.number().int(), car })]);

/** Why there is no such lap among those of a race, which are in order; and which there are. */
export function noSuchLap(lap: number, laps: readonly { lap: number }[]): string {
  const first = laps[0]?.lap ?? 0;
  const last = laps.at(-1)?.lap ?? 0;
  const next = `Give a lap from ${first} to ${last}.`;
  if (lap > last) return `Lap ${lap} is past the end: this race has ${last} ${last === 1 ? 'lap' : 'laps'}. ${next}`;
  if (lap < first) return `Lap ${lap} is before the start. ${next}`;
  return `Lap ${lap} is not in the store. Give another from ${first} to ${last}.`;
}

/** By so many, back where negative: a car's samples (which stops the clock), its laps, or what race control and the loops have said. */
export const replayStep = z.object({ by: z.number().int().min(-1000).max(1000), of: z.enum(['sample', 'lap', 'mark']), car });
