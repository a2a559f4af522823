import { z } from 'zod';
import { SURFACE_NAMES } from './surfaces.ts';

const MOST_SEGMENTS = 2000;

const metres = z.number().min(-30_000).max(30_000);
const surface = z.enum(SURFACE_NAMES);
const strip = z.strictObject({ surface, width: z.number().min(0.5).max(200) });

/** From the edge (and its kerb) outwards; behind the last stands a wall. An empty list: the wall stands at the edge. */
const runoff = z.strictObject({ left: z.array(strip).max(3), right: z.array(strip).max(3) });

/** What any segment may say of itself; what it does not is as the plan has it. */
const ground = {
  /** Of the road, m. */
  width: z.number().min(4).max(60).optional(),
  /** Of the road at the end of the segment, m above the start line. Between two heights the road climbs evenly. */
  height: z.number().min(-1000).max(1000).optional(),
  /** Rise for each m, all along the segment. */
  grade: z.number().min(-0.3).max(0.3).optional(),
  /** Degrees, positive where the left edge is the higher one; a turn's clothoids lead to it and away. */
  banking: z.number().min(-40).max(40).default(0),
  surface: surface.optional(),
  runoff: runoff.partial().optional(),
  /** Whether the segment has kerbs; only turns do. */
  kerbs: z.boolean().optional(),
};

const straight = z.strictObject({
  kind: z.literal('straight'),
  /** m. */
  length: z.number().positive().max(10_000),
  /** True on exactly two straights of a circuit: their lengths are adjusted until it closes. */
  closes: z.boolean().default(false),
  ...ground,
});

/** An arc between two clothoids, along which the curvature grows and falls linearly. */
const turn = z.strictObject({
  kind: z.literal('turn'),
  name: z.string().min(1).max(60),
  /** Of the arc, m; where it ends with another radius, the curvature changes linearly along it. */
  radius: z.number().min(8).max(5000),
  endRadius: z.number().min(8).max(5000).optional(),
  /** Turned through in all, degrees, positive to the left. */
  angle: z.number().min(-360).max(360).refine((angle) => angle !== 0, 'must not be 0'),
  /** Length of each clothoid, m. */
  ease: z.number().min(0).max(1000).default(0),
  ...ground,
});

const pit = z.strictObject({
  entry: metres,
  exit: metres,
  limitFrom: metres,
  limitTo: metres,
  limit: z.number().min(3).max(60),
  offset: z.number().min(-80).max(80),
  firstBox: metres,
  boxCount: z.number().int().min(1).max(60),
  boxSpacing: z.number().min(4).max(60),
  boxOffset: z.number().min(-100).max(100),
});

/** What a designer says of a circuit; `shapeTrack` works out the rest. Ways are m from the start line. */
export const trackPlan = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'must be of small letters, digits and dashes'),
  title: z.string().min(1).max(80),
  /** One line for a list. */
  description: z.string().max(200).default(''),
  /** Of the road where a segment does not say otherwise, m. */
  width: z.number().min(4).max(60),
  surface: surface.default('asphalt'),
  segments: z.array(z.discriminatedUnion('kind', [straight, turn])).min(2).max(MOST_SEGMENTS),
  runoff: runoff.default({ left: [{ surface: 'grass', width: 12 }], right: [{ surface: 'grass', width: 12 }] }),
  /** Kerbs on the inside of turns and outside where they end. */
  kerbs: z.boolean().default(true),
  /** To the end of each sector but the last. */
  sectors: z.array(z.number().positive()).min(1).max(8),
  pit,
  /** The first slot's way from the line, each slot's from the one ahead, and the slots' from the centre line to either side, m. */
  grid: z.strictObject({ first: z.number().min(1).max(200), spacing: z.number().min(4).max(40), side: z.number().min(0).max(20) }),
  drs: z.array(z.strictObject({ detection: z.number().min(0), from: z.number().min(0), to: z.number().min(0) })).max(8).default([]),
});

/** As it is written down. */
export type TrackPlan = z.input<typeof trackPlan>;
/** With what was left out. */
export type PlannedTrack = z.output<typeof trackPlan>;
export type PlannedSegment = PlannedTrack['segments'][number];
export type PlannedTurn = Extract<PlannedSegment, { kind: 'turn' }>;
