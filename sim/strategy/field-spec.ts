import type { MonteCarloFile } from './field-file.ts';
import type { Phase } from './phases.ts';
import type { PitLoss, SoloCar, Stint } from './solo.ts';
import type { TyreSets } from './tyre-file.ts';

/** One car of a field and its plan. */
export interface FieldCar {
  id: string;
  team: string;
  /** Place on the grid, from 1. */
  grid: number;
  /** s a lap that car and driver are off the best. */
  offPace: number;
  /** km/h, at the end of the straight. */
  topSpeed: number;
  /** s that a pass takes more (or, below 0, less) when this car is behind its team mate. */
  teamOrder: number;
  stints: readonly Stint[];
  tyres: TyreSets;
  /** kg at the start and kg a lap. */
  fuel: number;
  burn: number;
  /** How much of a green lap's fuel a lap behind the safety car, or under a virtual one, takes. */
  burnBehindSafetyCar: number;
  burnSlow: number;
  /** Whether the car burns what is left over evenly on the laps that remain. */
  burnsWhatIsLeft: boolean;
  electric: boolean;
  /** s a kg (or kWh), where energy can be taken in the pits. */
  refuelRate: number | null;
  /** s, what this team needs beyond the fastest change of tyres. */
  slowerChange: number;
  /** What is drawn in a random race; null where the file does not say. */
  variation: CarVariation | null;
}

export interface CarVariation {
  /** s. */
  lapDeviation: number;
  startMean: number;
  startDeviation: number;
  /** Shape, location and scale of the log-logistic distribution of `slowerChange`, s. */
  change: readonly [shape: number, location: number, scale: number];
  /** Chances in a race. */
  accident: number;
  failure: number;
}

/** A phase in seconds of the race. */
export interface TimedPhase {
  start: number;
  end: number;
  kind: Phase['kind'];
  /** s and laps, of a safety car. */
  delay: number;
  turns: number;
}

export interface Retirement {
  /** Index into `cars`. */
  car: number;
  /** Laps driven, or s. */
  at: number;
}

/** A race of a whole field, as it would be run without chance. */
export interface FieldSpec {
  laps: number;
  /** In the order in which equals are kept. */
  cars: readonly FieldCar[];
  /** s: nobody follows closer, and nobody closer behind the safety car. */
  leastGap: number;
  leastGapBehindSafetyCar: number;
  /** s that both cars lose when one attacks, and that who is overtaken loses. */
  duel: number;
  overtaken: number;
  /** s: gap from which it is open, what it gives (below 0); laps. Null when there is none. */
  drs: { window: number; effect: number; fromLap: number; lapsAfterSafetyCar: number } | null;
  /** s a lap, before car, driver, fuel and tyres. */
  pace: number;
  sensitivity: number;
  startLoss: number;
  gridLoss: number;
  /** s that who passes must be ahead by, and what each km/h of top speed changes that. */
  overtakeGap: number;
  overtakeGapPerSpeed: number;
  fastestChange: number;
  boxPastLine: boolean;
  pit: Readonly<Record<'green' | 'slow' | 'safetyCar', PitLoss>>;
  slowLap: number;
  safetyCarLap: number;
  /** In laps driven by the reference car, or in seconds. */
  phases: { in: 'laps'; list: readonly Phase[] } | { in: 'seconds'; list: readonly TimedPhase[] };
  retirements: { in: 'laps' | 'seconds'; list: readonly Retirement[] };
  /** What may be drawn in a random race: the file leaves the list empty. */
  drawsPhases: boolean;
  drawsRetirements: boolean;
  /** Who turns laps driven into seconds; null where the file names nobody. */
  reference: { car: SoloCar; stints: readonly Stint[] } | null;
  chances: MonteCarloFile | null;
}
