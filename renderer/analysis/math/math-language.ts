import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { StreamLanguage } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { CHANNELS } from '../../../common/channels.ts';
import { isMathWord, MATH_FUNCTIONS, MATH_WORDS } from '../../../common/math/math-functions.ts';
import { UNIT_SYMBOLS } from '../../../common/math/unit.ts';

const NAME = /^[\p{L}_][\p{L}\d_]*/u;
const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;

const colours = StreamLanguage.define<null>({
  name: 'math',
  token(stream) {
    if (stream.eatSpace()) return null;
    if (stream.match(/^#.*/)) return 'comment';
    if (stream.match(NUMBER)) return 'number';
    const name = stream.match(NAME) as RegExpMatchArray | null;
    if (name) return isMathWord(name[0].toLowerCase()) ? 'keyword' : 'string';
    stream.next();
    return null;
  },
});

const functions: readonly Completion[] = MATH_FUNCTIONS.map(({ name, takes, says }) => ({ label: name, type: 'function', detail: `(${takes})`, info: says, apply: `${name}(` }));
const words: readonly Completion[] = MATH_WORDS.map(({ name, says }) => ({ label: name, type: 'keyword', detail: says }));
const channels: readonly Completion[] = CHANNELS.map(({ name, unit, description }) => ({ label: name, type: 'constant', detail: unit, info: description }));
const units: readonly Completion[] = UNIT_SYMBOLS.map((label) => ({ label, type: 'unit' }));

/** The language of math channels with its colours, and all names that can be completed. @param others names and expressions of math channels */
export function mathLanguage(others: () => readonly { name: string; expression: string }[]): Extension {
  const autocomplete = (context: CompletionContext): CompletionResult | null => {
    const unit = context.matchBefore(/(?:\d|\bin)\s+[\p{L}°%/·²³]*$/u);
    if (unit) return { from: unit.from + /^(?:\d|in)\s+/.exec(unit.text)![0].length, options: [...units], validFor: /^[\p{L}°%/·²³]*$/u };
    const word = context.matchBefore(/[\p{L}_][\p{L}\d_]*$/u);
    if (!word) return null;
    const own = others().map(({ name, expression }): Completion => ({ label: name, type: 'variable', detail: 'math', info: expression }));
    return { from: word.from, options: [...own, ...channels, ...functions, ...words], validFor: /^[\p{L}\d_]*$/u };
  };
  return [colours, colours.data.of({ autocomplete })];
}
