import { z } from 'zod';
import { strategyInputs } from './strategy.ts';

/** A field to weigh plans in, around one car. */
export const fieldParams = z.object({
  /** Our car; its place on the grid says how fast the others are. */
  inputs: strategyInputs,
  /** s a lap by which it is off the pace that its place on the grid speaks of; below 0 faster. */
  pace: z.number().min(-5).max(5).default(0),
  /** The chance that a race has a safety car. */
  safety_car: z.number().min(0).max(1).default(0.545),
});
export type FieldParams = z.output<typeof fieldParams>;

/** What `strategy.weigh` and `strategy compare` take, without plans. */
export const fieldDocument = z.record(z.string(), z.unknown());

/** Plans of one driver in random races of the whole field. */
export const weighParams = z.object({
  /** What `strategy compare` takes as a file: `inputs` with `monte_carlo_pars`, and `driver`, `plans`, `compounds` where they are named. */
  field: z.record(z.string(), z.unknown()),
  driver: z.string().optional(),
  runs: z.number().int().min(1).max(1_000_000).default(10_000),
  seed: z.number().int().min(0).max(0xffffffff).default(1),
  /** Deviations that are added to the mean: above 0 for who likes chance. */
  risk: z.number().min(-2).max(2).default(0),
  rivals: z.enum(['react', 'fixed']).default('react'),
});
export type WeighParams = z.output<typeof weighParams>;

/** One plan against another: more (+) or less (−), each with half the width of the interval that holds it. */
const difference = z.object({
  points: z.number(),
  points_within: z.number(),
  places: z.number(),
  places_within: z.number(),
  worth: z.number(),
  worth_within: z.number(),
  /** Else the plans cannot be told apart by these races. */
  apart: z.boolean(),
});

/** What `strategy compare FILE --json` prints: the best plan first. */
export const planVerdict = z.object({
  driver: z.string(),
  seed: z.number(),
  risk: z.number(),
  rivals: z.enum(['react', 'fixed']),
  /** Whether all races were run; false while they are, and after a stop. */
  done: z.boolean(),
  plans: z.array(
    z.object({
      compounds: z.array(z.string()),
      inlaps: z.array(z.number().int()),
      /** s, alone on the track. */
      free_air_s: z.number(),
      /** Races that it was driven in, and whether it was left out before the final round. */
      races: z.number().int(),
      left_out: z.boolean(),
      score: z.number(),
      /** Null for the best, and for one that was left out. */
      to_best: difference.nullable(),
      /** Races by place, the first at index 0. */
      position_counts: z.array(z.number().int()),
      p_win: z.number(),
      p_podium: z.number(),
      p_points: z.number(),
      mean_position: z.number(),
      /** Points a race, 25 for a win. */
      expected_points: z.number(),
    }),
  ),
  /** In one line. */
  verdict: z.string(),
  races_per_second: z.number(),
});
export type PlanVerdict = z.infer<typeof planVerdict>;
