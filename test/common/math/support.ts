import { MathError } from '../../../common/math/math-error.ts';
import { MathBook, type MathChannel } from '../../../common/math/math-book.ts';
import { evaluateMath } from '../../../common/math/evaluate.ts';
import type { MathLap, MathProgram } from '../../../common/math/plan.ts';

/** What a lap of a test is made of: instants a given time apart, and columns of some of them. */
export interface TestLap {
  interval: number;
  count: number;
  columns: Record<string, { stride?: number; of(time: number): number }>;
  /** Instants behind which samples are missing. */
  missing?: number[];
  reference?: MathLap;
}

/** A lap whose channels are functions of time; `Distance` is 50 m/s where it is not given. */
export function testLap({ interval, count, columns, missing = [], reference }: TestLap): MathLap {
  const all = { Distance: { of: (time: number) => 50 * time }, ...columns } as TestLap['columns'];
  const times = once((stride: number) => Float64Array.from({ length: Math.ceil(count / stride) }, (_, i) => i * stride * interval));
  const valuesOf = once((name: string) => times(all[name]!.stride ?? 1).map((time) => all[name]!.of(time)));
  const lap: MathLap = {
    column: (name) => {
      const column = all[name];
      if (!column) return null;
      return { stride: column.stride ?? 1, values: valuesOf(name) };
    },
    grid: (stride) => ({
      times: times(stride),
      places: times(stride).map((time) => all['Distance']!.of(time)),
      breaks: Uint8Array.from(times(stride), (_, i) => Number(missing.some((at) => at >= i * stride && at < (i + 1) * stride))),
      interval: stride * interval,
    }),
    reference: (plan, budget) => {
      const other = reference ?? lap;
      const found = evaluateMath(plan, other, budget);
      if (!found) return null;
      const { places, breaks } = other.grid(found.stride);
      return { xs: places!, ys: found.values, breaks };
    },
  };
  return lap;
}

/** An expression that must be right. */
export function program(expression: string, others: readonly MathChannel[] = []): MathProgram {
  const compiled = new MathBook(others).compile(expression);
  if (compiled instanceof MathError) throw new Error(`${expression}: ${compiled.message}`);
  return compiled;
}

/** What is wrong with an expression, with the part at which that is. */
export function trouble(expression: string, others: readonly MathChannel[] = []): { says: string; at: string } {
  const compiled = new MathBook(others).compile(expression);
  if (!(compiled instanceof MathError)) throw new Error(`${expression} is right`);
  return { says: compiled.message, at: expression.slice(compiled.from, compiled.to) };
}

/** Values of an expression over a lap. */
export const values = (expression: string, lap: MathLap, others: readonly MathChannel[] = []): Float64Array => evaluateMath(program(expression, others).plan, lap)!.values;

/** Value and unit of an expression that has no channel in it. */
export function constant(expression: string): [number, string] {
  const { plan, unit } = program(expression);
  if (plan.kind !== 'constant') throw new Error(`${expression} is not constant`);
  return [plan.value, unit];
}

/** Remembers what a function gave. */
function once<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key)!;
  };
}
