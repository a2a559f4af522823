import type { Completion, CompletionContext, CompletionResult, CompletionSource } from '@codemirror/autocomplete';
import { keywordCompletionSource, schemaCompletionSource, type SQLNamespace } from '@codemirror/lang-sql';
import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import type { SqlCatalogue } from '../../common/sql-answer.ts';
import { ASKING } from './sql-dialect.ts';

/** What is said of a channel by its name. */
export type ChannelWords = ReadonlyMap<string, string>;

/** SQLite's SQL with the names of the catalogue: tables and columns behind the words and dots where they stand, functions, and channels within quotes. */
export function sqlLanguage(catalogue: SqlCatalogue | null, words: ChannelWords): Extension {
  const schema: SQLNamespace = Object.fromEntries(
    (catalogue?.tables ?? []).map(({ name, says, rows, columns }) => [
      name,
      {
        self: { label: name, type: 'type', detail: rows === null ? 'table' : `${rows.toLocaleString('en-GB')} rows`, info: says },
        children: columns.map(columnCompletion),
      },
    ]),
  );
  const functions = functionCompletions(catalogue);
  const channels = channelCompletions(catalogue, words);
  const keywords = keywordCompletionSource(ASKING, true);
  const sources: CompletionSource[] = [
    schemaCompletionSource({ dialect: ASKING, schema }),
    (context) => (bareWord(context) ? keywords(context) : null),
    (context) => complete(context, functions),
    (context) => complete(context, columnCompletions(catalogue, context.state.doc.toString())),
    (context) => completeChannels(context, channels),
  ];
  return [ASKING.extension, ...sources.map((autocomplete) => ASKING.language.data.of({ autocomplete }))];
}

/** A name as it stands in SQL: in quotes where it must. */
export function written(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

export function functionCompletions(catalogue: SqlCatalogue | null): Completion[] {
  return (catalogue?.functions ?? []).map(({ name, takes, says }) => ({
    label: name,
    type: 'function',
    detail: `(${takes})`,
    info: says,
    apply: `${name}(`,
    boost: takes.startsWith('id') ? 0 : -1,
  }));
}

export function channelCompletions(catalogue: SqlCatalogue | null, words: ChannelWords): Completion[] {
  return (catalogue?.channels ?? []).map(({ name, unit, laps }) => {
    const said = words.get(name);
    return { label: name, type: 'constant', detail: unit, info: `${said ? `${said}. ` : ''}In ${laps.toLocaleString('en-GB')} ${laps === 1 ? 'lap' : 'laps'}.` };
  });
}

/** Columns that can be written without their table: of the tables that the text names, of all while it names none. */
export function columnCompletions(catalogue: SqlCatalogue | null, text: string): Completion[] {
  const tables = catalogue?.tables ?? [];
  const words = new Set(text.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  const named = tables.filter(({ name }) => words.has(name.toLowerCase()));
  const columns = (named.length > 0 ? named : tables).flatMap((table) => table.columns);
  return [...new Map(columns.map((column) => [column.name.toLowerCase(), columnCompletion(column)])).values()];
}

function columnCompletion({ name, type }: { name: string; type: string }): Completion {
  return { label: name, type: 'property', detail: type === '' ? 'column' : type.toLowerCase(), apply: written(name) };
}

function complete(context: CompletionContext, options: Completion[]): CompletionResult | null {
  const word = bareWord(context);
  return word && { from: word.from, options, validFor: /^\w*$/ };
}

/** The word before the cursor, where it may be any name: not behind a dot, nor in a text or comment. */
function bareWord(context: CompletionContext): { from: number } | null {
  const word = context.matchBefore(/[A-Za-z_]\w*$/);
  if (!word || isIn(context, /String|Comment|QuotedIdentifier/) || context.state.sliceDoc(word.from - 1, word.from) === '.') return null;
  return word;
}

function completeChannels(context: CompletionContext, options: Completion[]): CompletionResult | null {
  const text = context.matchBefore(/'[\w.$]*$/);
  if (!text || !isIn(context, /String/)) return null;
  // A path into a lap document ends with the channel.
  const from = text.from + Math.max(1, text.text.lastIndexOf('.') + 1);
  return { from, options, validFor: /^\w*$/ };
}

function isIn(context: CompletionContext, kind: RegExp): boolean {
  return kind.test(syntaxTree(context.state).resolveInner(context.pos, -1).name);
}
