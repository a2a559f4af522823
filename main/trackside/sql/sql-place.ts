const BLANK = /\s+|;|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;

/** Where the next statement begins, past blanks, comments and empty statements; the length of `sql` when there is none. */
export function statementStart(sql: string, from: number): number {
  BLANK.lastIndex = from;
  let at = from;
  while (BLANK.test(sql)) at = BLANK.lastIndex;
  return at;
}

/** Texts, comments and words of SQL; only words and single marks can be what an error names. */
const TOKEN = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[\p{L}_$\d][\p{L}\p{N}_$]*|\S/gu;
const NAMED =
  /^near "(.+)": syntax error|^unrecognized token: "(.+)"|^(?:no such (?:column|table|function|collation sequence)|ambiguous column name|no such table-valued function): (\S+)|function (\S+?)\(\)/s;

/** Where in `sql` the thing lies that SQLite's message names, as ` (line 1, column 8)`; empty when that cannot be told. */
export function errorPlace(sql: string, message: string, isThePlace: (upTo: string) => boolean): string {
  const match = NAMED.exec(message);
  if (!match) return '';
  const syntax = match[1] ?? match[2];
  const name = syntax ?? (match[3] ?? match[4])!.split('.').at(-1)!;
  const offset = syntax === undefined ? wordAt(sql, name) : syntaxErrorAt(sql, name, isThePlace);
  if (offset === undefined) return '';
  const before = sql.slice(0, offset).split('\n');
  return ` (line ${before.length}, column ${Array.from(before.at(-1)!).length + 1})`;
}

function* offsets(sql: string, name: string): Generator<number> {
  const bare = (token: string): string => token.replace(/^["`[](.*)["`\]]$/s, '$1').toLowerCase();
  for (const { 0: token, index } of sql.matchAll(TOKEN)) {
    if (token === name || bare(token) === name.toLowerCase()) yield index;
  }
}

function wordAt(sql: string, name: string): number | undefined {
  return offsets(sql, name).next().value as number | undefined;
}

/** The parser reads from left to right: the spot is the first token with which the text so far is already wrong. */
function syntaxErrorAt(sql: string, token: string, isThePlace: (upTo: string) => boolean): number | undefined {
  for (const offset of offsets(sql, token)) if (isThePlace(sql.slice(0, offset + token.length))) return offset;
  const plain = sql.indexOf(token);
  return plain < 0 || plain !== sql.lastIndexOf(token) ? undefined : plain;
}
