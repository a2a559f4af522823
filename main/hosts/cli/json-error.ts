const TOKEN = /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/y;

type Expect = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'end';

/**
 * Offset of the first character at which `text` stops being JSON, or its length where the text ends too early.
 * Node's own message names a place for some errors only.
 */
export function jsonErrorOffset(text: string): number {
  const open: ('{' | '[')[] = [];
  let expect: Expect = 'value';
  let at = 0;
  for (;;) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(text);
    if (!token) return skipSpace(text, at);
    const [, mark, string] = token;
    const next = step(expect, mark, string !== undefined, open);
    if (!next) return skipSpace(text, at);
    expect = next;
    at = TOKEN.lastIndex;
  }
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
