import { z } from 'zod';
import { carEntry, COMPOUNDS } from './lap.ts';

const compound = z.enum(COMPOUNDS);

/** One line of the timing tower. Times in s; null where there is none yet. */
export const standing = z.object({
  car: z.string(),
  position: z.number().int(),
  /** The lap it is on. */
  lap: z.number().int(),
  /** To the leader, s; for a lapped car still in time. */
  gap: z.number().nullable(),
  /** To the car ahead, s. */
  interval: z.number().nullable(),
  last: z.number().nullable(),
  best: z.number().nullable(),
  /** Of the lap being driven, then of the last one where not driven yet. */
  sectors: z.array(z.number().nullable()),
  compound,
  /** Laps on this set. */
  tyre_age: z.number().int(),
  stops: z.number().int(),
  state: z.enum(['running', 'pit', 'finished', 'out']),
  /** Shown to this car alone: blue while it is about to be lapped. */
  flag: z.enum(['blue', 'chequered']).optional(),
  /** Why it is out. */
  reason: z.string().optional(),
});
export type Standing = z.infer<typeof standing>;

export const result = z.object({
  position: z.number().int(),
  car: z.string(),
  driver: z.string(),
  /** Laps completed. */
  laps: z.number().int(),
  /** From lights out to the flag, s; to where it stopped for a car that is out. */
  time_s: z.number(),
  best_lap_s: z.number().nullable(),
  stops: z.number().int(),
  /** `classified`: out, but with nine tenths of the winner's laps. Missing from races of older versions, where all finished. */
  status: z.enum(['finished', 'classified', 'out']).optional(),
  /** Why it is out. */
  reason: z.string().optional(),
});
export type RaceResult = z.infer<typeof result>;

/** `green` and `chequered` are for all; `yellow` and `clear` for one sector; the others slow the whole field down. */
export const FLAGS = ['green', 'yellow', 'clear', 'vsc', 'safety-car', 'chequered'] as const;
export type Flag = (typeof FLAGS)[number];

/** What holds for the whole track: one at a time, beside the yellow sectors. */
export const TRACK_FLAGS = ['green', 'vsc', 'safety-car', 'chequered'] as const;
export type TrackFlag = (typeof TRACK_FLAGS)[number];

/** How far a slow-down is: begun, or about to end. */
export const FLAG_PHASES = ['out', 'ending'] as const;

/** The air and the road as race control gives them out. */
export const weatherReport = z.object({
  /** °C. */
  air_temperature: z.number(),
  track_temperature: z.number(),
  /** m/s, and where it blows from, degrees clockwise from north. */
  wind_speed: z.number(),
  wind_direction: z.number(),
  /** Rain that falls, 0 none to 1 a downpour; water on the road, 0 dry to 1 standing. */
  rain: z.number(),
  wetness: z.number(),
});
export type WeatherReport = z.infer<typeof weatherReport>;

/** `dry`: a day of its own, without rain. `wet`: it rains most of the time. `changing`: rain comes and goes. */
export const WEATHERS = ['dry', 'wet', 'changing'] as const;
export type WeatherKind = (typeof WEATHERS)[number];

/** What a race is run with, beyond track, laps and seed. */
export const raceSetup = z.object({
  track_title: z.string(),
  /** What all drive; null where each team has its own version of ours. */
  car_title: z.string().nullable(),
  /** Of the physics, a second. */
  step: z.number(),
  /** What the sensors read is recorded, errors included; else what is true. */
  noise: z.boolean(),
  /** Null: mild, dry and the same to the end. */
  weather_kind: z.enum(WEATHERS).nullable(),
});
export type RaceSetup = z.infer<typeof raceSetup>;

/** A time against those before it: the best of the race, the car's own best, or neither. */
export const mark = z.enum(['session', 'personal']).nullable();
export type Mark = z.infer<typeof mark>;

const racetime = z.number();
const car = z.string();
const lap = z.number().int();

const flagEvent = z.object({
  type: z.literal('flag'),
  racetime,
  flag: z.enum(FLAGS),
  /** From 1; with `yellow` and `clear`. */
  sector: z.number().int().optional(),
  /** `ending`: the safety car comes in at the end of this lap, or the virtual one is about to end. */
  phase: z.enum(FLAG_PHASES).optional(),
  reason: z.string().optional(),
});

const fastestLapEvent = z.object({ type: z.literal('fastest-lap'), racetime, car, lap, lap_time: z.number() });

const pitEvent = z.object({
  type: z.literal('pit'),
  racetime,
  car,
  lap,
  phase: z.enum(['in', 'out']),
  /** Stationary time, s; with `out`. */
  stationary: z.number().optional(),
  /** Fitted, with `out`. */
  compound: compound.optional(),
  /** What called it in, with `in`. */
  reason: z.string().optional(),
  /** kg put in, with `out`. */
  fuel: z.number().optional(),
});

/** `car` has passed `passed` on the track and is now `position`; m from the line. */
const overtakeEvent = z.object({
  type: z.literal('overtake'),
  racetime,
  car,
  passed: z.string(),
  lap,
  position: z.number().int(),
  distance: z.number(),
});

/** A car has stopped for good, `distance` m from the line. */
const retiredEvent = z.object({ type: z.literal('retired'), racetime, car, lap, distance: z.number(), reason: z.string() });

const weatherEvent = z.object({ type: z.literal('weather'), racetime, ...weatherReport.shape });

/**
 * What the timing loops and race control say. `racetime` in s from lights out. Events that an older version stored must
 * parse for ever: what is new is optional, or a type of its own.
 */
export const timingEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    racetime,
    track: z.string(),
    laps: z.number().int(),
    seed: z.number().int(),
    /** Unix time of race time 0, s. */
    started: z.number(),
    cars: z.array(carEntry),
    ...raceSetup.partial().shape,
  }),
  flagEvent,
  z.object({
    type: z.literal('lap'),
    racetime,
    car,
    lap,
    lap_time: z.number(),
    sectors: z.array(z.number()),
    position: z.number().int(),
    best: mark.optional(),
  }),
  /** A car has passed a sector's end; `sector` from 1, `time` in s. */
  z.object({ type: z.literal('sector'), racetime, car, lap, sector: z.number().int(), time: z.number(), best: mark }),
  fastestLapEvent,
  pitEvent,
  overtakeEvent,
  /** `car` is shown the blue flag for `by`, who laps it. */
  z.object({ type: z.literal('blue'), racetime, car, by: z.string(), lap }),
  retiredEvent,
  weatherEvent,
  z.object({ type: z.literal('standings'), racetime, rows: z.array(standing) }),
  z.object({ type: z.literal('finished'), racetime, results: z.array(result) }),
]);
export type TimingEvent = z.infer<typeof timingEvent>;

/** Those of the timing events that a person at the pit wall reads as they come. */
export const raceMessage = z.discriminatedUnion('type', [
  flagEvent,
  fastestLapEvent,
  pitEvent,
  overtakeEvent,
  retiredEvent,
  weatherEvent,
]);
export type RaceMessage = z.infer<typeof raceMessage>;

export const MESSAGE_TYPES: readonly TimingEvent['type'][] = raceMessage.options.map((option) => option.shape.type.value);

export function isRaceMessage(event: TimingEvent): event is RaceMessage {
  return MESSAGE_TYPES.includes(event.type);
}
