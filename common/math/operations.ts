import { MathError } from './math-error.ts';
import type { MathFunctionName } from './math-functions.ts';
import { derivative, integral, lowpass, ofLap, shifted, smooth } from './over-samples.ts';
import type { Plan } from './plan.ts';
import { brief, bySample, coherent, inUnit, jumps, sameUnit, unitWords, wantNumber, wantPositive, wantTruth, wantUnit, type Typed } from './typed.ts';
import { isDimensionless, PLAIN, productUnit, unitNamed, type Unit } from './unit.ts';

/** What comes of an operation: all but how it is written. */
export type Outcome = Omit<Typed, 'words' | 'at' | 'free'>;
interface Operation {
  /** Fewest and most parts. */
  count: readonly [number, number];
  of(...parts: Typed[]): Outcome;
}
type OperatorName = '+' | '-' | '*' | '/' | '^' | 'negative' | 'not' | 'and' | 'or' | '<' | '<=' | '>' | '>=' | '=' | '<>';

const MANY = 20;
const RADIAN = unitNamed('rad')!;
const value = (plan: Plan, unit: Unit, stepped: boolean): Outcome => ({ plan, unit, truth: false, stepped });
const truth = (call: (...values: number[]) => number, of: readonly Typed[]): Outcome => ({ plan: bySample(call, of), unit: PLAIN, truth: true, stepped: true });

/** The unit stays, and so do all parts' units. */
const alike = (count: readonly [number, number], together: string, call: (...values: number[]) => number): Operation => ({
  count,
  of: (...parts) => {
    const { of, unit } = sameUnit(parts, together);
    return value(bySample(call, of), unit, jumps(of));
  },
});

const whole = (call: (x: number) => number): Operation => ({ count: [1, 1], of: (x) => value(bySample(call, [wantNumber(x)]), x.unit, true) });

const compared = (call: (a: number, b: number) => boolean): Operation => ({
  count: [2, 2],
  of: (...parts) => truth((a, b) => (Number.isNaN(a) || Number.isNaN(b) ? NaN : Number(call(a, b))), sameUnit(parts, 'compared').of),
});

/** Of a plain number: an angle, a share. */
const plain = (call: (x: number) => number, unit = PLAIN): Operation => ({
  count: [1, 1],
  of: (x) => value(bySample(call, [inUnit(wantPlain(x), PLAIN)]), unit, jumps([x])),
});

function wantPlain(x: Typed): Typed {
  if (wantNumber(x) && !isDimensionless(x.unit)) throw new MathError(`${brief(x)} is ${unitWords(x)}: a plain number or an angle is wanted. Divide it by 1 ${x.unit.symbol}.`, x.at.from, x.at.to);
  return x;
}

/** A plain number leaves the other's unit as it is. */
const isBare = ({ unit }: Typed): boolean => unit.symbol === '' && isDimensionless(unit);

function times(a: Typed, b: Typed): Outcome {
  for (const part of [a, b]) wantNumber(part);
  const stays = isBare(a) ? b.unit : isBare(b) ? a.unit : undefined;
  const of = stays ? [a, b] : [coherent(a), coherent(b)];
  return value(bySample((x, y) => x * y, of), stays ?? productUnit(a.unit, 1, b.unit), jumps(of));
}

function over(a: Typed, b: Typed): Outcome {
  for (const part of [a, b]) wantNumber(part);
  const of = isBare(b) ? [a, b] : [coherent(a), coherent(b)];
  return value(bySample((x, y) => x / y, of), isBare(b) ? a.unit : productUnit(a.unit, 1, b.unit, -1), jumps(of));
}

function power(a: Typed, b: Typed): Outcome {
  wantNumber(a);
  const exponent = inUnit(wantPlain(b), PLAIN);
  const of = [coherent(a), exponent];
  if (isDimensionless(a.unit)) return value(bySample((x, y) => x ** y, of), PLAIN, jumps(of));
  if (exponent.plan.kind !== 'constant') throw new MathError(`${brief(b)} changes along the lap: a value in ${a.unit.symbol} can only be raised to a number.`, b.at.from, b.at.to);
  if (Math.abs(exponent.plan.value) > 12) throw new MathError('A value with a unit is raised to 12 at most.', b.at.from, b.at.to);
  return value(bySample((x, y) => x ** y, of), productUnit(a.unit, exponent.plan.value), jumps(of));
}

const TIME: Outcome = value({ kind: 'time' }, unitNamed('s')!, false);
const PLACE: Outcome = value({ kind: 'place' }, unitNamed('m')!, false);
const along = (part: Typed | undefined, x: Typed): Typed => part ?? { ...TIME, words: 'time', at: x.at, free: false };

/** x over time or another value: `unit` says how its exponent goes into the outcome's. */
const accumulated = (call: typeof derivative, exponent: 1 | -1): Operation => ({
  count: [1, 2],
  of: (x, given) => {
    const other = coherent(wantNumber(along(given, x)));
    return value({ kind: 'over', call, of: [coherent(wantNumber(x)).plan, other.plan] }, productUnit(x.unit, 1, other.unit, exponent), false);
  },
});

/** x and a width or a shift in s or m. */
const spread = (what: string, call: (width: number) => Extract<Plan, { kind: 'over' }>['call'], isPositive: boolean): Operation => ({
  count: [2, 2],
  of: (x, by) => {
    const width = wantUnit(by, ['s', 'm'], `${what} is in s or in m`);
    const size = isPositive ? wantPositive(width, what) : constant(width, what);
    return value({ kind: 'over', call: call(size), of: [wantNumber(x).plan, width.unit.symbol === 's' ? TIME.plan : PLACE.plan] }, x.unit, x.stepped && !isPositive);
  },
});

function constant({ plan, at, ...typed }: Typed, what: string): number {
  if (plan.kind === 'constant' && Number.isFinite(plan.value)) return plan.value;
  throw new MathError(`${brief(typed)} is not one number: ${what} is.`, at.from, at.to);
}

const filtered = (call: (x: Float64Array, low: Float64Array) => Float64Array): Operation => ({
  count: [2, 2],
  of: (x, frequency) => {
    const cutoff = wantPositive(wantUnit(frequency, ['Hz'], 'a frequency is in Hz, as in 5 Hz'), 'The frequency');
    return value({ kind: 'over', call: (grid, values) => call(values, lowpass(grid, values, cutoff)), of: [wantNumber(x).plan] }, x.unit, false);
  },
});

const ofAll = (what: Parameters<typeof ofLap>[1]): Operation => ({
  count: [1, 1],
  of: (x) => value({ kind: 'over', call: (_, values) => ofLap(values, what), of: [wantNumber(x).plan] }, x.unit, true),
});

function chosen(condition: Typed, ...rest: Typed[]): Outcome {
  wantTruth(condition);
  const isTruth = rest.every((part) => part.truth);
  const { of, unit } = isTruth ? { of: rest, unit: PLAIN } : sameUnit(rest, 'chosen from');
  const plan = bySample((holds, x, y) => (holds === 1 ? x : holds === 0 ? y : NaN), [condition, ...of]);
  return { plan, unit, truth: isTruth, stepped: isTruth || jumps([condition, ...of]) };
}

const both = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a === 1 && b === 1 ? 1 : NaN);
const logical = (call: (...values: number[]) => number, parts: number): Operation => ({ count: [parts, parts], of: (...of) => truth(call, of.map(wantTruth)) });

/** Every operator and function: how many parts it takes, and what comes of them. Each throws MathError for parts that do not fit. */
export const OPERATIONS: Readonly<Record<MathFunctionName | OperatorName, Operation>> = {
  '+': alike([2, 2], 'added', (a, b) => a + b),
  '-': alike([2, 2], 'subtracted', (a, b) => a - b),
  '*': { count: [2, 2], of: times },
  '/': { count: [2, 2], of: over },
  '^': { count: [2, 2], of: power },
  negative: alike([1, 1], '', (x) => -x),
  not: logical((a) => 1 - a, 1),
  and: logical((a, b) => both(a, b), 2),
  or: logical((a, b) => 1 - both(1 - a, 1 - b), 2),
  '<': compared((a, b) => a < b),
  '<=': compared((a, b) => a <= b),
  '>': compared((a, b) => a > b),
  '>=': compared((a, b) => a >= b),
  '=': compared((a, b) => a === b),
  '<>': compared((a, b) => a !== b),
  derivative: accumulated(derivative, -1),
  integrate: accumulated(integral, 1),
  lowpass: filtered((_, low) => low),
  highpass: filtered((x, low) => low.map((each, i) => x[i]! - each)),
  smooth: spread('The width', (width) => (grid, x, y) => smooth(grid, x, y, width), true),
  shift: spread('The shift', (by) => (grid, x, y) => shifted(grid, x, y, by), false),
  reference: { count: [1, 1], of: (x) => ({ plan: { kind: 'reference', of: x.plan, stepped: x.stepped }, unit: x.unit, truth: x.truth, stepped: x.stepped }) },
  if: { count: [3, 3], of: chosen },
  min: alike([2, MANY], 'compared', Math.min),
  max: alike([2, MANY], 'compared', Math.max),
  clamp: alike([3, 3], 'compared', (x, least, most) => Math.min(Math.max(x, least), most)),
  abs: alike([1, 1], '', Math.abs),
  sign: { count: [1, 1], of: (x) => value(bySample(Math.sign, [wantNumber(x)]), PLAIN, true) },
  sqrt: { count: [1, 1], of: (x) => value(bySample(Math.sqrt, [coherent(wantNumber(x))]), isDimensionless(x.unit) ? PLAIN : productUnit(x.unit, 0.5), jumps([x])) },
  hypot: alike([2, MANY], 'put together', Math.hypot),
  floor: whole(Math.floor),
  ceil: whole(Math.ceil),
  round: whole(Math.round),
  mod: alike([2, 2], 'divided with a rest', (x, y) => x - y * Math.floor(x / y)),
  exp: plain(Math.exp),
  log: plain(Math.log),
  log10: plain(Math.log10),
  sin: plain(Math.sin),
  cos: plain(Math.cos),
  tan: plain(Math.tan),
  asin: plain(Math.asin, RADIAN),
  acos: plain(Math.acos, RADIAN),
  atan: plain(Math.atan, RADIAN),
  atan2: { count: [2, 2], of: (...parts) => value(bySample(Math.atan2, sameUnit(parts, 'put together').of), RADIAN, jumps(parts)) },
  isnan: { count: [1, 1], of: (x) => truth((sample) => Number(Number.isNaN(sample)), [x]) },
  lap_mean: ofAll('mean'),
  lap_min: ofAll('min'),
  lap_max: ofAll('max'),
  lap_deviation: ofAll('deviation'),
};
