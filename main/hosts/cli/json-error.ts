const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type Expect = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'end';

/** Where a text stops being JSON. */
export interface JsonError {
  /** Of the first character that may not stand there, or the length of the text where it ends too early. */
  offset: number;
  /** Keys and indices that lead to the value there. */
  path: (string | number)[];
}

/** Where `text` stops being JSON. Node's own message names a place for some errors only, and never the field. */
export function jsonError(text: string): JsonError {
  const open: ('{' | '[')[] = [];
  const path: (string | number)[] = [];
  let expect: Expect = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    const next: Expect | undefined = token ? step(expect, token[1], token[2] !== undefined, open) : undefined;
    if (!token || !next) return { offset: skipSpace(text, at), path };
    follow(path, expect, token, open);
    expect = next;
    at = TOKEN.lastIndex;
  }
}

/** Brings `path` to what the next value would be. */
function follow(path: (string | number)[], expected: Expect, [, mark, string]: RegExpExecArray, open: readonly string[]): void {
  const last = path.length - 1;
  if (mark === '{') path.push('');
  else if (mark === '[') path.push(0);
  else if (mark === '}' || mark === ']') path.pop();
  else if (mark === ',' && open.at(-1) === '[') path[last] = Number(path[last]) + 1;
  else if (string !== undefined && (expected === 'key' || expected === 'first key')) path[last] = String(JSON.parse(string));
}

/** What may follow the token, or undefined where the token may not stand there. */
function step(expect: Expect, mark: string | undefined, isString: boolean, open: ('{' | '[')[]): Expect | undefined {
  switch (expect) {
    case 'colon':
      return mark === ':' ? 'value' : undefined;
    case 'first key':
    case 'key':
      if (isString) return 'colon';
      return mark === '}' && expect === 'first key' ? close(open) : undefined;
    case 'end': {
      const inside = open.at(-1);
      if (mark === ',') return inside === '{' ? 'key' : inside === '[' ? 'value' : undefined;
      return (mark === '}' && inside === '{') || (mark === ']' && inside === '[') ? close(open) : undefined;
    }
    default:
      if (mark === undefined) return 'end';
      if (mark === ']' && expect === 'first value') return close(open);
      if (mark !== '{' && mark !== '[') return undefined;
      open.push(mark);
      return mark === '{' ? 'first key' : 'first value';
  }
}

function close(open: ('{' | '[')[]): Expect {
  open.pop();
  return 'end';
}

function skipSpace(text: string, at: number): number {
  while (at < text.length && ' \t\n\r'.includes(text[at]!)) at++;
  return at;
}
