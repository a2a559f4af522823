import { z } from 'zod';

export const DRY_COMPOUNDS = ['soft', 'medium', 'hard'] as const;
export const COMPOUNDS = [...DRY_COMPOUNDS, 'intermediate', 'wet'] as const;
export type Compound = (typeof COMPOUNDS)[number];

/** `grid`: from the grid to the first crossing of the line (lap 0). `incomplete`: the data ends inside the lap. */
export const LAP_TYPES = ['grid', 'flying', 'in', 'out', 'incomplete'] as const;
export type LapType = (typeof LAP_TYPES)[number];

/** What ends with a lap: said by the car in the last frame of that lap, stored at the head of its document. */
export const lapSummary = z.object({
  lap: z.number().int().min(0),
  lap_type: z.enum(LAP_TYPES),
  /** s, from line to line, interpolated to the crossing; null for a lap that was not finished. */
  lap_time: z.number().nullable(),
  /** s each; as many as the track has sectors, fewer for a lap that was not finished. */
  sectors: z.array(z.number()),
  /** Null where the data ends before the car has said it. */
  compound: z.enum(COMPOUNDS).nullable(),
  /** Laps that this set had done when the lap began; null where the data ends before the car has said it. */
  tyre_age: z.number().nullable(),
  /** Place in the race at the end of the lap, or of the data. */
  position: z.number().nullable(),
  /** kg left at the end of the lap, or of the data. */
  fuel: z.number().nullable(),
  /** kg burnt in the lap. Missing from laps of older versions and where the data ends before the car has said it. */
  fuel_used: z.number().optional(),
});
export type LapSummary = z.infer<typeof lapSummary>;

/** Who drives what: the part of a lap document that holds for the whole race. */
export const carEntry = z.object({
  /** `car7`: the key of everything that this car sends. */
  car: z.string(),
  number: z.number(),
  driver: z.string(),
  team: z.string(),
  model: z.string(),
});
export type CarEntry = z.infer<typeof carEntry>;

/** A lap document without its records (`docs/architecture.md`, Lap documents). */
export interface LapHead extends LapSummary, CarEntry {
  _id: string;
  schema: 2;
  race_id: string;
  track: string;
  /** Unix time of the first sample, s. */
  timestamp: number;
  /** Race time of the first sample, s. */
  racetime: number;
  /** Samples a second. */
  rate: number;
  /** Number of records. */
  samples: number;
}

/** `20261122T140000Z-monza-1f3a/car7/012`: sorts by race, car, lap. */
export function lapId(race: string, car: string, lap: number): string {
  return `${race}/${car}/${String(lap).padStart(3, '0')}`;
}
