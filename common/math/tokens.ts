import { MathError } from './math-error.ts';
import { MATH_LIMITS } from './math-limits.ts';
import { PLAIN, unitAt, type Unit } from './unit.ts';

/** A piece of an expression; `from` and `to` are where it stands. */
export type Token = { from: number; to: number } & (
  | { kind: 'number'; value: number; unit: Unit }
  | { kind: 'name'; text: string }
  | { kind: 'sign'; text: string }
  /** `in km/h`. */
  | { kind: 'in'; unit: Unit }
  | { kind: 'end' }
);

const SPACE = /(?:\s|#[^\n]*)+/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const NAME = /[\p{L}_][\p{L}\d_]*/uy;
const SIGN = /<=|>=|==|!=|<>|&&|\|\||[-+*/^(),<>=!]/y;

/** Splits an expression; `#` makes the rest of a line a comment. Throws MathError. */
export function tokens(text: string): Token[] {
  if (text.length > MATH_LIMITS.characters) {
    throw new MathError(`The expression has ${text.length} characters; ${MATH_LIMITS.characters} are the most. Make two math channels of it.`, MATH_LIMITS.characters, text.length);
  }
  const found: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const piece = pattern.exec(text)?.[0];
    at += piece?.length ?? 0;
    return piece;
  };
  for (;;) {
    take(SPACE);
    const from = at;
    if (at >= text.length) return [...found, { kind: 'end', from: at, to: at }];
    const digits = take(NUMBER);
    const name = digits === undefined ? take(NAME) : undefined;
    if (digits !== undefined) found.push({ kind: 'number', value: numberOf(digits, from), ...unitBehind() });
    else if (name?.toLowerCase() === 'in') found.push({ kind: 'in', unit: unitOf(from), from, to: at });
    else if (name !== undefined) found.push({ kind: 'name', text: name, from, to: at });
    else {
      const sign = take(SIGN);
      if (sign === undefined) throw new MathError(`"${String.fromCodePoint(text.codePointAt(at)!)}" means nothing here.`, at, at + 1);
      found.push({ kind: 'sign', text: sign, from, to: at });
    }
    if (found.length > MATH_LIMITS.parts * 2) throw new MathError('The expression has too many parts. Make two math channels of it.', from, at);

    function unitBehind(): { unit: Unit; from: number; to: number } {
      const end = at;
      take(SPACE);
      // `in` and words such as `and` are no units; a unit is known by its spelling.
      const unit = unitAt(text, at);
      at = unit ? at + unit.length : end;
      if (!unit) refuseUnknownUnit(text, at);
      return { unit: unit?.unit ?? PLAIN, from, to: at };
    }
  }

  function unitOf(from: number): Unit {
    take(SPACE);
    const unit = unitAt(text, at);
    if (!unit) throw new MathError('Behind "in" stands a unit, as in "Speed in km/h".', from, Math.max(at, from + 2));
    at += unit.length;
    return unit.unit;
  }
}

function numberOf(digits: string, from: number): number {
  const value = Number(digits);
  if (!Number.isFinite(value)) throw new MathError(`${digits} is too large.`, from, from + digits.length);
  return value;
}

const WORDS = new Set(['in', 'and', 'or']);

/** `5 parsecs`: what stands right behind a number is a unit, or a word between two parts. */
function refuseUnknownUnit(text: string, at: number): void {
  const found = /^\s*([\p{L}°%][\p{L}\d_/°·²³]*)/u.exec(text.slice(at));
  if (!found || WORDS.has(found[1]!.toLowerCase())) return;
  const from = at + found[0].length - found[1]!.length;
  throw new MathError(`"${found[1]!}" is no unit that Lapwing knows. Between a number and a name stands *, +, or the like.`, from, from + found[1]!.length);
}
