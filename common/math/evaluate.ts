import { lastAtOrBefore } from '../analysis/lap-progress.ts';
import { MathBudget } from './math-budget.ts';
import type { MathGrid, MathLap, MathProgram, Plan } from './plan.ts';

/** Values of an expression over a lap, and how many instants lie from one to the next. */
export interface MathValues {
  stride: number;
  values: Float64Array;
}

/** By how much two samples may be further apart than usual before something counts as missing. */
const APART = 1.5;

/** Ends an evaluation: the lap lacks a channel. */
class Missing extends Error {}

/**
 * Values of a plan over a lap, at the samples of the fastest channel in it; slower ones are drawn straight between their samples, or held where
 * they jump. Null where the lap lacks a channel. Throws MathError where it takes more than its budget.
 */
export function evaluateMath(plan: Plan, lap: MathLap, budget = new MathBudget()): MathValues | null {
  try {
    const stride = strideOf(plan, lap);
    const grid = lap.grid(stride);
    const values = new Evaluation(lap, stride, grid, budget).whole(plan);
    budget.release(values.length);
    return { stride, values };
  } catch (error) {
    if (error instanceof Missing) return null;
    throw error;
  }
}

/** Of the fastest channel; where there is none but the distance, that of the distance. */
function strideOf(plan: Plan, lap: MathLap): number {
  let fastest = Infinity;
  const seen = new Set<MathProgram>();
  const visit = (each: Plan): void => {
    if (each.kind === 'channel') {
      const column = lap.column(each.name);
      if (!column) throw new Missing();
      fastest = Math.min(fastest, column.stride);
    } else if (each.kind === 'math' && !seen.has(each.program)) {
      seen.add(each.program);
      visit(each.program.plan);
    } else if (each.kind === 'each' || each.kind === 'over') each.of.forEach(visit);
    else if (each.kind === 'reference') visit(each.of);
  };
  visit(plan);
  if (fastest < Infinity) return fastest;
  const distance = lap.column('Distance');
  if (!distance) throw new Missing();
  return distance.stride;
}

type Value = number | Float64Array;

class Evaluation {
  private readonly lap: MathLap;
  private readonly stride: number;
  private readonly grid: MathGrid;
  private readonly budget: MathBudget;
  private readonly programs = new Map<MathProgram, Value>();
  private readonly length: number;

  constructor(lap: MathLap, stride: number, grid: MathGrid, budget: MathBudget) {
    this.lap = lap;
    this.stride = stride;
    this.grid = grid;
    this.budget = budget;
    this.length = grid.times.length;
  }

  whole(plan: Plan): Float64Array {
    const value = this.value(plan);
    return typeof value === 'number' ? this.room().fill(value) : value;
  }

  private room(): Float64Array {
    this.budget.take(this.length);
    return new Float64Array(this.length);
  }

  /** Arrays that a step has used up; those that others still need are not counted. */
  private used(plans: readonly Plan[], values: readonly Value[]): void {
    values.forEach((value, i) => {
      if (typeof value !== 'number' && !isShared(plans[i]!)) this.budget.release(value.length);
    });
  }

  private value(plan: Plan): Value {
    switch (plan.kind) {
      case 'constant':
        return plan.value;
      case 'time':
        return this.grid.times;
      case 'place':
        return this.places();
      case 'channel':
        return this.channel(plan.name, plan.stepped);
      case 'math': {
        let value = this.programs.get(plan.program);
        if (value === undefined) this.programs.set(plan.program, (value = this.value(plan.program.plan)));
        return value;
      }
      case 'each': {
        const values = plan.of.map((each) => this.value(each));
        const out = values.every((value) => typeof value === 'number') ? plan.call(...values) : sampleBySample(plan.call, values, this.room());
        this.used(plan.of, values);
        return out;
      }
      case 'over': {
        const values = plan.of.map((each) => this.value(each));
        this.budget.take(this.length);
        const arrays = values.map((value) => (typeof value === 'number' ? new Float64Array(this.length).fill(value) : value));
        const out = plan.call(this.grid, ...arrays);
        this.used(plan.of, values);
        return out;
      }
      case 'reference':
        return this.reference(plan.of, plan.stepped);
    }
  }

  private places(): Float64Array {
    if (!this.grid.places) throw new Missing();
    return this.grid.places;
  }

  private channel(name: string, stepped: boolean): Float64Array {
    const { stride, values } = this.lap.column(name)!;
    if (stride === this.stride) return values;
    const { times, breaks, interval } = this.lap.grid(stride);
    return between({ xs: times, ys: values, breaks }, this.grid.times, stepped, interval * APART, this.room());
  }

  private reference(plan: Plan, stepped: boolean): Float64Array {
    const line = this.lap.reference(plan, this.budget);
    const room = this.room();
    return line ? between(line, this.places(), stepped, 0, room) : room.fill(NaN);
  }
}

/** What is not this step's to give back: it lies in the lap, or another step may ask for it again. */
const isShared = ({ kind }: Plan): boolean => kind === 'math' || kind === 'time' || kind === 'place' || kind === 'constant' || kind === 'channel';

function sampleBySample(call: (...values: number[]) => number, values: readonly Value[], out: Float64Array): Float64Array {
  const read = values.map((value) => (typeof value === 'number' ? () => value : (i: number) => value[i]!));
  const [a, b, c] = read;
  if (read.length === 1) for (let i = 0; i < out.length; i++) out[i] = call(a!(i));
  else if (read.length === 2) for (let i = 0; i < out.length; i++) out[i] = call(a!(i), b!(i));
  else if (read.length === 3) for (let i = 0; i < out.length; i++) out[i] = call(a!(i), b!(i), c!(i));
  else for (let i = 0; i < out.length; i++) out[i] = call(...read.map((each) => each(i)));
  return out;
}

/** Values of a line at rising places. Within `beyond` of its ends and of what is missing the nearest sample stands for what is not known. */
function between({ xs, ys, breaks }: { xs: Float64Array; ys: Float64Array; breaks: Uint8Array }, places: Float64Array, stepped: boolean, beyond: number, out: Float64Array): Float64Array {
  for (let k = 0; k < places.length; k++) {
    const x = places[k]!;
    const i = lastAtOrBefore(xs, x);
    if (i < 0) out[k] = xs.length > 0 && xs[0]! - x <= beyond ? ys[0]! : NaN;
    else if (xs[i] === x) out[k] = ys[i]!;
    else if (i + 1 >= xs.length || breaks[i] === 1) out[k] = x - xs[i]! <= beyond ? ys[i]! : NaN;
    else out[k] = stepped ? ys[i]! : ys[i]! + ((ys[i + 1]! - ys[i]!) * (x - xs[i]!)) / (xs[i + 1]! - xs[i]!);
  }
  return out;
}
