import type { NamedChannel } from '../../../common/math/check.ts';
import { evaluateMath } from '../../../common/math/evaluate.ts';
import { MathBook } from '../../../common/math/math-book.ts';
import { MathError } from '../../../common/math/math-error.ts';
import { ofLap } from '../../../common/math/over-samples.ts';
import type { MathProgram } from '../../../common/math/plan.ts';
import type { OpenLap } from '../laps/open-lap.ts';
import type { LapReader } from './lap-reader.ts';
import { StoredMathLap } from './math-lap.ts';
import type { SqlArguments } from './sql-arguments.ts';

/** Expressions that stay read: a query asks the same one of lap after lap. */
const MOST_READ = 50;

/** Expressions that were read, for laps of the same channels. */
const programs = new WeakMap<OpenLap['declared'], Map<string, MathProgram>>();

/** `math_values(id, expression [, reference id])`: `[{racetime, distance, value}]`, the value null where it is not known. */
export function mathRows(lap: OpenLap, args: SqlArguments, reader: LapReader): string | undefined {
  const found = mathValues(lap, args, reader);
  if (!found) return undefined;
  const { stride, values, places } = found;
  const instants = lap.instants(stride);
  return JSON.stringify(Array.from(values, (value, i) => ({ racetime: lap.racetime(instants[i]!), distance: places && Number(places[i]!.toFixed(3)), value: Number.isFinite(value) ? value : null })));
}

/** `math_mean(id, expression [, reference id])` and the like, of the samples that are known. Undefined where none is. */
export function mathSummary(lap: OpenLap, args: SqlArguments, reader: LapReader, what: 'mean' | 'min' | 'max'): number | undefined {
  const [value = NaN] = ofLap(mathValues(lap, args, reader)?.values ?? new Float64Array(), what);
  return Number.isFinite(value) ? value : undefined;
}

function mathValues(lap: OpenLap, args: SqlArguments, reader: LapReader): { stride: number; values: Float64Array; places: Float64Array | null } | undefined {
  const expression = args.text();
  const other = args.left > 0 ? args.text() : undefined;
  args.end();
  const program = programOf(lap, expression, reader, args);
  if (program.refers && other === undefined) throw args.refusal('an expression with reference() takes the id of the reference lap as its last argument');
  const reference = other === undefined ? null : reader.lap(other);
  if (reference === undefined) return undefined;
  const over = new StoredMathLap(lap, reference);
  try {
    const found = evaluateMath(program.plan, over);
    return found ? { ...found, places: over.grid(found.stride).places } : undefined;
  } catch (error) {
    if (error instanceof MathError) throw args.refusal(error.message.replace(/\.$/, ''));
    throw error;
  }
}

function programOf(lap: OpenLap, expression: string, reader: LapReader, args: SqlArguments): MathProgram {
  let read = programs.get(lap.declared);
  if (!read) programs.set(lap.declared, (read = new Map()));
  const known = read.get(expression);
  if (known) return known;
  const compiled = new MathBook(reader.math, channelsOf(lap, reader)).compile(expression);
  if (compiled instanceof MathError) throw args.refusal(`in the expression at character ${compiled.from + 1}: ${compiled.message.replace(/\.$/, '')}`);
  if (read.size >= MOST_READ) read.delete(read.keys().next().value!);
  read.set(expression, compiled);
  return compiled;
}

/** Channels by name, whatever its case: the lap's own first, and those that other laps have. */
function channelsOf({ declared }: OpenLap, reader: LapReader) {
  return (name: string): NamedChannel | undefined => {
    const channel = declared.find((each) => each.name.toLowerCase() === name.toLowerCase()) ?? reader.known(name);
    return channel && { name: channel.name, unit: channel.unit, stepped: channel.unit === '' && channel.resolution === 1 };
  };
}
