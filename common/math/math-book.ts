import { z } from 'zod';
import { CHANNELS } from '../channels.ts';
import { checkMath, type MathNames, type NamedChannel } from './check.ts';
import { MathError } from './math-error.ts';
import { isMathWord } from './math-functions.ts';
import { MATH_LIMITS } from './math-limits.ts';
import { parseMath } from './parse.ts';
import type { MathProgram } from './plan.ts';

/** A math channel as a person wrote it. */
export const mathChannel = z.strictObject({
  name: z.string().regex(/^[\p{L}_][\p{L}\d_]*$/u).max(40),
  expression: z.string().max(MATH_LIMITS.characters),
});
export type MathChannel = z.infer<typeof mathChannel>;

export const mathChannels = z.array(mathChannel).max(MATH_LIMITS.channels);

/** Channels of the catalogue, by their name in small letters. */
const catalogue: ReadonlyMap<string, NamedChannel> = new Map(
  CHANNELS.map(({ name, unit, resolution }) => [name.toLowerCase(), { name, unit, stepped: unit === '' && resolution === 1 }]),
);

/** Why a math channel cannot be called that, in one line; null where it can. @param others names that are taken */
export function nameTrouble(name: string, others: Iterable<string>): string | null {
  const word = name.toLowerCase();
  if (word === '') return 'The math channel needs a name.';
  if (!mathChannel.shape.name.safeParse(name).success) return 'A name is made of letters, digits and _, begins with a letter, and has 40 characters at most.';
  const channel = catalogue.get(word);
  if (channel) return `${channel.name} is a channel already: choose another name.`;
  if (isMathWord(word)) return `"${word}" is a word of the language: choose another name.`;
  for (const other of others) if (other.toLowerCase() === word) return `There is a math channel ${other} already: choose another name.`;
  return null;
}

/** A math channel is made of itself. */
class MathCircle extends MathError {}

/** Math channels that may be made of each other, each worked out when it is first asked for. */
export class MathBook {
  readonly #written = new Map<string, MathChannel>();
  readonly #known = new Map<string, MathProgram | MathError>();
  /** Names in small letters of those that are being worked out, the outermost first. */
  readonly #under: string[] = [];
  readonly #names: MathNames;

  /** @param channel what a name means among channels; those of the catalogue where it is not given */
  constructor(written: readonly MathChannel[], channel: (name: string) => NamedChannel | undefined = (name) => catalogue.get(name.toLowerCase())) {
    for (const each of written) this.#written.set(each.name.toLowerCase(), each);
    this.#names = {
      channel,
      math: (name, at) => this.#used(name, at),
      all: () => [...catalogue.values()].map((each) => each.name).concat([...this.#written.values()].map(({ name: each }) => each)),
    };
  }

  has(name: string): boolean {
    return this.#written.has(name.toLowerCase());
  }

  /** What a math channel comes to, or what is wrong with it; undefined where there is none of that name. */
  program(name: string): MathProgram | MathError | undefined {
    const key = name.toLowerCase();
    const written = this.#written.get(key);
    if (!written) return undefined;
    let known = this.#known.get(key);
    if (known === undefined) {
      this.#under.push(key);
      known = this.compile(written.expression);
      this.#under.pop();
      // What is wrong inside a circle depends on where it was entered.
      if (this.#under.length === 0 || !(known instanceof MathError)) this.#known.set(key, known);
    }
    return known;
  }

  /** An expression in which these math channels may be named. */
  compile(expression: string): MathProgram | MathError {
    try {
      return checkMath(expression, parseMath(expression), this.#names);
    } catch (error) {
      if (error instanceof MathError) return error;
      throw error;
    }
  }

  #used(name: string, at: { from: number; to: number }): MathProgram | undefined {
    const key = name.toLowerCase();
    const circle = this.#under.indexOf(key);
    if (circle >= 0) {
      const way = [...this.#under.slice(circle), key].map((each) => this.#written.get(each)!.name);
      throw new MathCircle(way.length === 2 ? `${way[0]!} is made of itself.` : `${way[0]!} is made of itself: ${way.join(' → ')}.`, at.from, at.to);
    }
    if (this.#under.length >= MATH_LIMITS.nesting) throw new MathError(`More than ${MATH_LIMITS.nesting} math channels lie in each other here.`, at.from, at.to);
    const program = this.program(name);
    if (program instanceof MathCircle) throw new MathCircle(program.message, at.from, at.to);
    if (program instanceof MathError) throw new MathError(`The math channel ${this.#written.get(key)!.name} does not work: ${program.message}`, at.from, at.to);
    return program;
  }
}
