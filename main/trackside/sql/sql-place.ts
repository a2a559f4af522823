import type { TextPlace } from '../../../common/errors.ts';

const BLANK = /\s+|;|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;

/** Where the next statement begins, past blanks, comments and empty statements; the length of `sql` when there is none. */
export function statementStart(sql: string, from: number): number {
  BLANK.lastIndex = from;
  let at = from;
  while (BLANK.test(sql)) at = BLANK.lastIndex;
  return at;
}

/** Line and column of a stretch of a text. */
export function placeOf(sql: string, offset: number, length: number): TextPlace {
  const before = sql.slice(0, offset).split('\n');
  return { line: before.length, column: Array.from(before.at(-1)!).length + 1, length: Array.from(sql.slice(offset, offset + length)).length };
}

/** Texts, comments and words of SQL; only words and single marks can be what an error names. */
const TOKEN = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[\p{L}_$\d][\p{L}\p{N}_$]*|\S/gu;
const NAMED = [
  /^no such (?:column|table|function|collation sequence|table-valued function|index): (\S+)/s,
  /^ambiguous column name: (\S+)/s,
  /function (\S+?)\(\)/s,
  /^(\w+)\([^)]*\): /s,
];

/** Where in `sql` the thing lies that SQLite's message names; undefined when that cannot be told. */
export function errorPlace(sql: string, message: string, isThePlace: (upTo: string) => boolean): TextPlace | undefined {
  if (message === 'incomplete input') return placeOf(sql, sql.trimEnd().length, 0);
  const syntax = /^near "(.+)": syntax error|^unrecognized token: "(.+)"/s.exec(message);
  const token = syntax?.[1] ?? syntax?.[2];
  if (token !== undefined) return stretch(sql, syntaxErrorAt(sql, token, isThePlace), token.length);
  for (const named of NAMED) {
    const name = named.exec(message)?.[1]?.split('.').at(-1);
    if (name !== undefined) return wordPlace(sql, name);
  }
  return undefined;
}

/** Where a name stands first, quoted or not. */
export function wordPlace(sql: string, name: string): TextPlace | undefined {
  const found = tokens(sql, name).next().value as Token | undefined;
  return found && placeOf(sql, found.offset, found.length);
}

function stretch(sql: string, offset: number | undefined, length: number): TextPlace | undefined {
  return offset === undefined ? undefined : placeOf(sql, offset, length);
}

interface Token {
  offset: number;
  length: number;
}

function* tokens(sql: string, name: string): Generator<Token> {
  const bare = (token: string): string => token.replace(/^["`[](.*)["`\]]$/s, '$1').toLowerCase();
  for (const { 0: token, index } of sql.matchAll(TOKEN)) {
    if (token === name || bare(token) === name.toLowerCase()) yield { offset: index, length: token.length };
  }
}

/** The parser reads from left to right: the spot is the first token with which the text so far is already wrong. */
function syntaxErrorAt(sql: string, token: string, isThePlace: (upTo: string) => boolean): number | undefined {
  for (const { offset } of tokens(sql, token)) if (isThePlace(sql.slice(0, offset + token.length))) return offset;
  const plain = sql.indexOf(token);
  return plain < 0 || plain !== sql.lastIndexOf(token) ? undefined : plain;
}
