import type { z } from 'zod';

/** What is wrong with a value that came from outside, for a person. */
export interface Fault {
  /** Of the field, as `events[2].at`; empty for the whole. */
  where: string;
  /** Such as `must be at least 0, not -3`, without a full stop. */
  words: string;
  /** Both in one line. */
  text: string;
}

export type Checked<T> = { data: T; fault?: undefined } | { data?: undefined; fault: Fault };

type Issue = z.core.$ZodIssue;

/** Characters of a value that are shown. */
const SHOWN = 40;
/** Values of a list that are named. */
const NAMED = 20;

/** The one way in for what others have written: the value as the schema takes it, or the first fault in plain words. `root` names the whole. */
export function check<S extends z.ZodType>(schema: S, value: unknown, root = ''): Checked<z.output<S>> {
  const parsed = schema.safeParse(value, { error: (issue) => wordsOf(issue as unknown as Issue), reportInput: true });
  if (parsed.success) return { data: parsed.data };
  const { path, message } = leafOf(parsed.error.issues[0]!);
  const where = path.reduce<string>((way, key) => (typeof key === 'number' ? `${way}[${key}]` : way ? `${way}.${String(key)}` : String(key)), root);
  return { fault: { where, words: message, text: where === '' ? message : `${where}: ${message}` } };
}

/** As `check`. Throws Error with the fault in one line. */
export function parsePlainly<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const { data, fault } = check(schema, value);
  if (fault) throw new Error(fault.text);
  return data;
}

/** Of a choice between shapes, what is wrong with the one that was meant: the one of which least is missing, then the one that fits deepest. */
function leafOf(issue: Issue): { path: PropertyKey[]; message: string } {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const branches = issue.errors.map((issues) => issues.map(leafOf));
  const depth = (leaves: (typeof branches)[number]): number => Math.max(...leaves.map(({ path }) => path.length));
  if (branches.every((leaves) => depth(leaves) === 0)) return issue;
  const missing = (leaves: (typeof branches)[number]): number => leaves.filter(({ message }) => message.startsWith(MISSING)).length;
  const [meant] = branches.toSorted((a, b) => missing(a) - missing(b) || depth(b) - depth(a));
  const { path, message } = meant![0]!;
  return { path: [...issue.path, ...path], message };
}

const MISSING = 'is missing';

function wordsOf(issue: Issue): string {
  const input = issue.code === 'invalid_union' && issue.discriminator !== undefined ? fieldOf(issue.input, issue.discriminator) : issue.input;
  if (input === undefined) return `${MISSING}: give ${wanted(issue)}`;
  if (issue.code === 'unrecognized_keys') return `there is no ${issue.keys.slice(0, NAMED).map(shown).join(' or ')} here; take it out`;
  if (issue.code === 'invalid_union' && issue.errors.some((issues) => issues.some(({ path }) => path.length > 0))) return 'does not have one of the shapes that can be taken';
  if (issue.code === 'too_small' && sizeOf(issue.origin) && Number(issue.minimum) === 1) return 'must not be empty';
  return `must ${verb(issue)} ${wanted(issue)}${Number.isNaN(input) ? '' : `, not ${shown(input)}`}`;
}

const verb = (issue: Issue): string => ((issue.code === 'too_small' || issue.code === 'too_big') && sizeOf(issue.origin) ? 'have' : 'be');

const UNITS: Readonly<Record<string, string>> = { string: 'characters', array: 'entries', set: 'entries', map: 'entries', object: 'entries' };
const sizeOf = (origin: string): string | undefined => UNITS[origin];

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
  null: 'null',
};

function wanted(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? `of the kind ${issue.expected}`;
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', Number(issue.minimum));
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', Number(issue.maximum));
    case 'invalid_value':
      return issue.values.length === 1 ? shown(issue.values[0]) : oneOf(issue.values);
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return issue.errors.length > 0 ? [...new Set(issue.errors.map(([first]) => wanted(first!)))].join(' or ') : oneOf('options' in issue ? (issue.options ?? []) : []);
    default:
      return 'in the right form';
  }
}

function bound(origin: string, words: string, limit: number): string {
  const unit = sizeOf(origin);
  if (unit === undefined) return Math.abs(limit) === Number.MAX_SAFE_INTEGER ? 'a number that can be counted exactly' : `${words} ${limit}`;
  return `${words} ${limit} ${unit}`;
}

const fieldOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : value);

const oneOf = (values: readonly unknown[]): string => `one of ${values.slice(0, NAMED).map(named).join(', ')}${values.length > NAMED ? ' …' : ''}`;

const named = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function shown(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (value === '') return 'an empty text';
  const text = JSON.stringify(value) ?? String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
