import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { SQLite, sql, type SQLNamespace } from '@codemirror/lang-sql';
import { syntaxTree } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import type { SqlCatalogue } from '../../common/sql-answer.ts';

/** What is said of a channel by its name. */
export type ChannelWords = ReadonlyMap<string, string>;

/** SQLite's SQL with the names of the catalogue: tables and columns behind the words and dots where they stand, functions, and channels within quotes. */
export function sqlLanguage(catalogue: SqlCatalogue | null, words: ChannelWords): Extension {
  const schema: SQLNamespace = Object.fromEntries(
    (catalogue?.tables ?? []).map(({ name, says, rows, columns }) => [
      name,
      {
        self: { label: name, type: 'type', detail: rows === null ? 'table' : `${rows.toLocaleString('en-GB')} rows`, info: says },
        children: columns.map((column): Completion => ({ label: column.name, type: 'property', detail: column.type.toLowerCase(), apply: written(column.name) })),
      },
    ]),
  );
  const functions = functionCompletions(catalogue);
  const channels = channelCompletions(catalogue, words);
  return [
    sql({ dialect: SQLite, schema, upperCaseKeywords: true }),
    SQLite.language.data.of({ autocomplete: (context: CompletionContext) => completeFunctions(context, functions) }),
    SQLite.language.data.of({ autocomplete: (context: CompletionContext) => completeChannels(context, channels) }),
  ];
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
    boost: takes.startsWith('id') ? 1 : -1,
  }));
}

export function channelCompletions(catalogue: SqlCatalogue | null, words: ChannelWords): Completion[] {
  return (catalogue?.channels ?? []).map(({ name, unit, laps }) => {
    const said = words.get(name);
    return { label: name, type: 'constant', detail: unit, info: `${said ? `${said}. ` : ''}In ${laps.toLocaleString('en-GB')} ${laps === 1 ? 'lap' : 'laps'}.` };
  });
}

function completeFunctions(context: CompletionContext, options: Completion[]): CompletionResult | null {
  const word = context.matchBefore(/[A-Za-z_]\w*$/);
  if (!word || isIn(context, /String|Comment|QuotedIdentifier/) || context.state.sliceDoc(word.from - 1, word.from) === '.') return null;
  return { from: word.from, options, validFor: /^\w*$/ };
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
