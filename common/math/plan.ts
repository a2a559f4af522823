import type { MathBudget } from './math-budget.ts';

/** What is to be done, with all names and units settled: every step takes numbers and gives numbers. */
export type Plan =
  | { kind: 'constant'; value: number }
  | { kind: 'channel'; name: string; stepped: boolean }
  /** s since the lap began. */
  | { kind: 'time' }
  /** m from the line. */
  | { kind: 'place' }
  /** Another math channel. */
  | { kind: 'math'; program: MathProgram }
  /** Sample by sample. */
  | { kind: 'each'; call(...values: number[]): number; of: readonly Plan[] }
  /** Over all samples of the lap. */
  | { kind: 'over'; call(grid: MathGrid, ...values: Float64Array[]): Float64Array; of: readonly Plan[] }
  /** The same in the reference lap, at the same place. */
  | { kind: 'reference'; of: Plan; stepped: boolean };

/** An expression that can be evaluated. */
export interface MathProgram {
  plan: Plan;
  /** Symbol of the unit that its values are in; empty for plain numbers and truths. */
  unit: string;
  /** 1 for true, 0 for false. */
  truth: boolean;
  /** Its values jump rather than move. */
  stepped: boolean;
  /** Channels of the catalogue that it needs, those of the math channels in it too. */
  channels: readonly string[];
  /** Whether it looks at the reference lap. */
  refers: boolean;
  /** How many math channels lie in each other, itself counted. */
  nesting: number;
}

/** Samples of a lap, one after the other. */
export interface MathGrid {
  /** s since the lap began. */
  times: Float64Array;
  /** m from the line, none less than the one before; null where nobody knows. */
  places: Float64Array | null;
  /** 1 where samples are missing between this one and the next. */
  breaks: Uint8Array;
  /** From one sample to the next where none is missing, s. */
  interval: number;
}

/** Values over the distance. */
export interface MathLine {
  /** m; none less than the one before. */
  xs: Float64Array;
  ys: Float64Array;
  breaks: Uint8Array;
}

/** What an expression is evaluated over. */
export interface MathLap {
  /** Samples of a channel in its unit, and how many instants lie from one to the next. Null where the lap has none. */
  column(name: string): { stride: number; values: Float64Array } | null;
  /** When and where a channel of a stride is sampled. */
  grid(stride: number): MathGrid;
  /** Values of a plan in the reference lap; null where there is no such lap, or it lacks a channel. Uses the same budget. */
  reference(plan: Plan, budget: MathBudget): MathLine | null;
}
