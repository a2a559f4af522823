import { MathError } from './math-error.ts';
import type { Plan } from './plan.ts';
import type { Syntax } from './syntax.ts';
import { PLAIN, sameDimension, unitNamed, type Unit } from './unit.ts';

/** A part of an expression whose names and units are settled. */
export interface Typed {
  plan: Plan;
  unit: Unit;
  truth: boolean;
  stepped: boolean;
  /** 0 and nan go with any unit. */
  free: boolean;
  /** How it was written, and where. */
  words: string;
  at: Pick<Syntax, 'from' | 'to'>;
}

/** The same value counted in another unit of its dimension. */
export function inUnit(typed: Typed, unit: Unit): Typed {
  if (typed.free || typed.unit.factor === unit.factor) return { ...typed, unit };
  const factor = typed.unit.factor / unit.factor;
  return { ...typed, unit, plan: bySample((x) => x * factor, [typed]) };
}

/** In the coherent unit of its dimension. */
export const coherent = (typed: Typed): Typed => (typed.unit.factor === 1 ? typed : inUnit(typed, { ...typed.unit, symbol: '', factor: 1 }));

/** A step that takes its numbers sample by sample; worked out at once where all are constant. */
export function bySample(call: (...values: number[]) => number, of: readonly Typed[]): Plan {
  const plans = of.map(({ plan }) => plan);
  const known = plans.flatMap((plan) => (plan.kind === 'constant' ? [plan.value] : []));
  return known.length === plans.length ? { kind: 'constant', value: call(...known) } : { kind: 'each', call, of: plans };
}

/** Whether what comes of some parts jumps: where at least one does and no other moves. */
export function jumps(of: readonly Typed[]): boolean {
  const moving = of.filter(({ plan }) => plan.kind !== 'constant');
  return moving.length > 0 && moving.every(({ stepped }) => stepped);
}

/** A name in quotes would be too much; a long part is cut. */
export const brief = ({ words }: Pick<Typed, 'words'>): string => (words.length > 32 ? `${words.slice(0, 30)} …` : words);

export const unitWords = ({ unit, truth }: Typed): string => (truth ? 'a condition' : unit.symbol === '' ? 'a plain number' : unit.symbol);

/** Throws MathError for what is a condition where a value is wanted. */
export function wantNumber(typed: Typed): Typed {
  if (typed.truth) throw new MathError(`${brief(typed)} is a condition, not a value: write if(${brief(typed)}, 1, 0) to count with it.`, typed.at.from, typed.at.to);
  return typed;
}

/** Throws MathError for what is a value where a condition is wanted. */
export function wantTruth(typed: Typed): Typed {
  if (!typed.truth) throw new MathError(`${brief(typed)} is ${unitWords(typed)}, not a condition: compare it, as in ${brief(typed)} > 0.`, typed.at.from, typed.at.to);
  return typed;
}

/**
 * All parts in the unit of the first that has one. Throws MathError where they do not fit, at the one that does not.
 * @param together what cannot be done with them: `added`, `compared`
 */
export function sameUnit(of: readonly Typed[], together: string): { of: readonly Typed[]; unit: Unit } {
  const first = of.map(wantNumber).find(({ free }) => !free);
  if (!first) return { of, unit: PLAIN };
  for (const other of of) if (!other.free) refuseMixed(first, other, together);
  const { unit } = first;
  return { of: of.map((each) => inUnit(each, unit)), unit };
}

function refuseMixed(first: Typed, other: Typed, together: string): void {
  const [a, b] = [first.unit, other.unit];
  const wrong = (rest: string): MathError => new MathError(`${brief(first)} is ${unitWords(first)}, ${brief(other)} is ${unitWords(other)}: ${rest}`, other.at.from, other.at.to);
  const bare = a.symbol === '' ? first : b.symbol === '' ? other : undefined;
  const counted = bare === first ? b : a;
  const hint = bare?.plan.kind === 'constant' && /^[\d.]+$/.test(bare.words) ? ` Write ${bare.words} ${counted.symbol}.` : '';
  if (!sameDimension(a, b)) throw wrong(`they cannot be ${together}.${hint}`);
  if (bare && a.symbol !== b.symbol && counted.factor !== 1) throw wrong(hint === '' ? `divide by 1 ${counted.symbol}, or write a unit behind the number.` : `which is meant?${hint}`);
}

/** A part whose unit must be that of the wanted one. Throws MathError. */
export function wantUnit(typed: Typed, symbols: readonly string[], what: string): Typed {
  const units = symbols.map((symbol) => unitNamed(symbol)!);
  const unit = wantNumber(typed) && units.find((one) => sameDimension(one, typed.unit));
  if (unit) return inUnit(typed, unit);
  throw new MathError(`${brief(typed)} is ${unitWords(typed)}: ${what}.`, typed.at.from, typed.at.to);
}

/** The value of a part that must be a number known beforehand and above 0. Throws MathError. */
export function wantPositive({ plan, at, ...typed }: Typed, what: string): number {
  if (plan.kind !== 'constant') throw new MathError(`${brief(typed)} changes along the lap: ${what} is one number.`, at.from, at.to);
  if (!(plan.value > 0)) throw new MathError(`${what} must be above 0.`, at.from, at.to);
  return plan.value;
}
