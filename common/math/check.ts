import { MathError } from './math-error.ts';
import { MATH_LIMITS } from './math-limits.ts';
import { MATH_FUNCTIONS, MATH_WORDS, type MathWord } from './math-functions.ts';
import { nearestName } from './nearest-name.ts';
import { OPERATIONS, type Outcome } from './operations.ts';
import type { MathProgram, Plan } from './plan.ts';
import type { Syntax } from './syntax.ts';
import { inUnit, wantNumber, type Typed } from './typed.ts';
import { GRAVITY, isDimensionless, PLAIN, sameDimension, unitNamed, type Unit } from './unit.ts';

/** A channel that an expression may name. */
export interface NamedChannel {
  name: string;
  unit: string;
  /** Its values jump rather than move. */
  stepped: boolean;
}

/** What the names in an expression stand for, whatever their case. */
export interface MathNames {
  channel(name: string): NamedChannel | undefined;
  /** Throws MathError at the name for a math channel that cannot be used. */
  math(name: string, at: { from: number; to: number }): MathProgram | undefined;
  /** All of them, to find what may have been meant. */
  all(): Iterable<string>;
}

/** A unit that the table does not know counts as one of its own kind of plain numbers. */
const unitOf = (symbol: string): Unit => unitNamed(symbol) ?? { ...PLAIN, symbol };
const ANGLES = new Set(['rad', '°']);
const outcome = (plan: Outcome['plan'], unit = '', stepped = false): Outcome => ({ plan, unit: unitOf(unit), truth: false, stepped });
const constant = (value: number, unit?: string): Outcome => outcome({ kind: 'constant', value }, unit);
const truth = (value: 0 | 1): Outcome => ({ ...constant(value), truth: true, stepped: true });

const WORDS: Readonly<Record<MathWord, Outcome>> = {
  time: outcome({ kind: 'time' }, 's'),
  distance: outcome({ kind: 'place' }, 'm'),
  pi: constant(Math.PI),
  g: constant(GRAVITY, 'm/s²'),
  nan: constant(NaN),
  true: truth(1),
  false: truth(0),
};

/** Settles names and units of an expression. Throws MathError at the part that does not fit. */
export function checkMath(text: string, syntax: Syntax, names: MathNames): MathProgram {
  const channels = new Set<string>();
  let refers = false;
  let nesting = 1;

  const resolve = (name: string, at: Syntax): Outcome => {
    const word = name.toLowerCase();
    if (Object.hasOwn(WORDS, word)) return WORDS[word as MathWord];
    const channel = names.channel(name);
    if (channel) {
      channels.add(channel.name);
      return outcome({ kind: 'channel', name: channel.name, stepped: channel.stepped }, channel.unit, channel.stepped);
    }
    const program = names.math(name, at);
    if (program) {
      for (const each of program.channels) channels.add(each);
      refers ||= program.refers;
      nesting = Math.max(nesting, program.nesting + 1);
      if (nesting > MATH_LIMITS.nesting) throw new MathError(`More than ${MATH_LIMITS.nesting} math channels lie in each other here.`, at.from, at.to);
      return { ...outcome({ kind: 'math', program }, program.unit, program.stepped), truth: program.truth };
    }
    const isFunction = MATH_FUNCTIONS.find((each) => each.name === word);
    if (isFunction) throw new MathError(`${name} is a function: write ${word}(${isFunction.takes}).`, at.from, at.to);
    throw new MathError(`There is no channel "${name}".${meant(name, [...names.all(), ...MATH_WORDS.map((each) => each.name)])}`, at.from, at.to);
  };

  const call = (name: string, of: readonly Typed[], at: Syntax): Outcome => {
    const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name as keyof typeof OPERATIONS] : undefined;
    if (!operation) throw new MathError(`There is no function "${name}".${meant(name, MATH_FUNCTIONS.map((each) => each.name))}`, at.from, Math.min(at.to, at.from + name.length));
    const [fewest, most] = operation.count;
    if (of.length < fewest || of.length > most) {
      const takes = MATH_FUNCTIONS.find((each) => each.name === name)?.takes ?? '';
      throw new MathError(`${name} is written ${name}(${takes}); here it has ${of.length === 1 ? 'one value' : `${of.length} values`}.`, at.from, at.to);
    }
    if (name === 'reference') {
      if (looksAtReference(of[0]!.plan)) throw new MathError(`${of[0]!.words} looks at the reference lap already.`, at.from, at.to);
      refers = true;
    }
    return operation.of(...of);
  };

  const counted = (typed: Typed, unit: Unit, at: Syntax): Outcome => {
    wantNumber(typed);
    const isFit = typed.free || (sameDimension(typed.unit, unit) && (!isDimensionless(unit) || ANGLES.has(unit.symbol) === ANGLES.has(typed.unit.symbol) || typed.unit.symbol === ''));
    if (!isFit) throw new MathError(`${typed.words} is ${typed.unit.symbol || 'a plain number'}: it cannot be counted in ${unit.symbol}.`, at.from, at.to);
    return inUnit(typed, unit);
  };

  const visit = (at: Syntax): Typed => {
    const words = text.slice(at.from, at.to).replaceAll(/\s+/g, ' ');
    const found = ((): Outcome => {
      if (at.kind === 'number') return constant(at.value, at.unit.symbol);
      if (at.kind === 'name') return resolve(at.name, at);
      if (at.kind === 'in') return counted(visit(at.of), at.unit, at);
      return call(at.name, at.of.map(visit), at);
    })();
    const { plan, unit } = found;
    const free = plan.kind === 'constant' && !found.truth && unit.symbol === '' && (plan.value === 0 || Number.isNaN(plan.value));
    return { ...found, words, at, free };
  };

  const { plan, unit, truth: isTruth, stepped } = visit(syntax);
  return { plan, unit: unit.symbol, truth: isTruth, stepped, channels: [...channels], refers, nesting };
}

function meant(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : ` Is ${nearest} meant?`;
}

function looksAtReference(plan: Plan): boolean {
  if (plan.kind === 'math') return plan.program.refers;
  return plan.kind === 'reference' || ((plan.kind === 'each' || plan.kind === 'over') && plan.of.some(looksAtReference));
}
