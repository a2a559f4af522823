import { z } from 'zod';
import { raceMessage } from './timing.ts';

/** Race seconds a second between which a replay can run. */
export const SLOWEST_REPLAY = 0.25;
export const FASTEST_REPLAY = 64;

const range = `from ${SLOWEST_REPLAY} to ${FASTEST_REPLAY} times the speed of the race`;
export const replaySpeed = z.number(`not a number: ${range}`).min(SLOWEST_REPLAY, range).max(FASTEST_REPLAY, range);

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

/** To a race time, s; or to where a car began a lap, the first car without one. */
export const replaySeek = z.union([z.object({ racetime: z.number() }), z.object({ lap: z.number().int().min(0).max(10_000), car })]);

/** By so many, back where negative: a car's samples (which stops the clock), its laps, or what race control and the loops have said. */
export const replayStep = z.object({ by: z.number().int().min(-1000).max(1000), of: z.enum(['sample', 'lap', 'mark']), car });
