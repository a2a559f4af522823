import { MathError } from './math-error.ts';
import { MATH_LIMITS } from './math-limits.ts';
import type { Syntax } from './syntax.ts';
import { tokens, type Token } from './tokens.ts';

/** How tightly an operator binds, and what it is called in the tree. */
const OPERATORS: Readonly<Record<string, readonly [binds: number, name: string]>> = {
  ...{ or: [1, 'or'], '||': [1, 'or'], and: [2, 'and'], '&&': [2, 'and'] },
  ...{ '<': [4, '<'], '<=': [4, '<='], '>': [4, '>'], '>=': [4, '>='], '=': [4, '='], '==': [4, '='], '!=': [4, '<>'], '<>': [4, '<>'] },
  ...{ '+': [6, '+'], '-': [6, '-'], '*': [7, '*'], '/': [7, '/'], '^': [9, '^'] },
};
const NOT_BINDS = 3;
const COMPARES = 4;
const IN_BINDS = 5;
const MINUS_BINDS = 8;

/** Reads an expression. Throws MathError where it is none, or where it is longer or deeper than `MATH_LIMITS`. */
export function parseMath(text: string): Syntax {
  return new Parser(tokens(text)).whole();
}

/** A Pratt parser: each operator says how tightly it binds, and brackets and calls begin anew. */
class Parser {
  private readonly found: readonly Token[];
  private at = 0;
  private depth = 0;
  private parts = 0;

  constructor(found: readonly Token[]) {
    this.found = found;
  }

  whole(): Syntax {
    if (this.ended) throw this.wrong('Nothing is written yet: an expression is, for example, derivative(Speed) / g.');
    const read = this.expression(0);
    if (this.isSign(')')) throw this.wrong('This bracket closes nothing.');
    if (!this.ended) throw this.wrong('An operator is missing before this: +, -, *, / or the like.');
    return read;
  }

  private get next(): Token {
    return this.found[this.at]!;
  }

  private get ended(): boolean {
    return this.next.kind === 'end';
  }

  private take(): Token {
    return this.found[this.at++]!;
  }

  private isSign(text: string): boolean {
    return this.next.kind === 'sign' && this.next.text === text;
  }

  private wrong(message: string, { from, to } = this.next): MathError {
    return new MathError(message, from, to);
  }

  private expression(least: number): Syntax {
    if (++this.depth > MATH_LIMITS.depth) throw this.wrong(`More than ${MATH_LIMITS.depth} parts lie inside each other here. Make two math channels of it.`);
    let left = this.first();
    let compared = false;
    for (;;) {
      const { next } = this;
      if (next.kind === 'in') {
        if (least > IN_BINDS) break;
        this.take();
        left = this.part({ kind: 'in', unit: next.unit, of: left, from: left.from, to: next.to });
        continue;
      }
      const operator = next.kind === 'sign' || next.kind === 'name' ? OPERATORS[next.text.toLowerCase()] : undefined;
      if (!operator || operator[0] < least) break;
      const [binds, name] = operator;
      if (binds === COMPARES && compared) throw this.wrong('Two comparisons stand side by side: join them with "and".');
      compared = binds === COMPARES;
      this.take();
      const right = this.expression(name === '^' ? MINUS_BINDS : binds + 1);
      left = this.part({ kind: 'call', name, of: [left, right], from: left.from, to: right.to });
    }
    this.depth--;
    return left;
  }

  private first(): Syntax {
    const token = this.take();
    const { from, to } = token;
    if (token.kind === 'number') return this.part({ kind: 'number', value: token.value, unit: token.unit, from, to });
    if (token.kind === 'end') throw this.wrong('The expression ends too early: a value is missing.', token);
    if (token.kind === 'in') throw this.wrong('A value is missing before "in".', token);
    if (token.kind === 'name') return this.named(token.text, token);
    if (token.text === '(') {
      const inside = this.expression(0);
      const close = this.close();
      return { ...inside, from, to: close.to };
    }
    if (token.text === '-' || token.text === '+' || token.text === '!') {
      const of = this.expression(MINUS_BINDS);
      if (token.text === '+') return of;
      return this.part({ kind: 'call', name: token.text === '-' ? 'negative' : 'not', of: [of], from, to: of.to });
    }
    throw this.wrong(`A value is missing before "${token.text}".`, token);
  }

  private named(name: string, { from, to }: Token): Syntax {
    const word = name.toLowerCase();
    if (word === 'not') {
      const of = this.expression(NOT_BINDS);
      return this.part({ kind: 'call', name: 'not', of: [of], from, to: of.to });
    }
    if (word === 'and' || word === 'or') throw this.wrong(`A value is missing before "${name}".`, { from, to } as Token);
    if (!this.isSign('(')) return this.part({ kind: 'name', name, from, to });
    this.take();
    const of: Syntax[] = [];
    if (!this.isSign(')')) {
      do of.push(this.expression(0));
      while (this.isSign(',') && this.take());
    }
    return this.part({ kind: 'call', name: word, of, from, to: this.close().to });
  }

  private close(): Token {
    if (this.isSign(')')) return this.take();
    throw this.wrong(this.ended ? 'A bracket is not closed: ")" is missing.' : 'An operator, a comma or ")" is missing before this.');
  }

  private part(syntax: Syntax): Syntax {
    if (++this.parts > MATH_LIMITS.parts) throw new MathError(`The expression has more than ${MATH_LIMITS.parts} parts. Make two math channels of it.`, syntax.from, syntax.to);
    return syntax;
  }
}
