import { SQLDialect } from '@codemirror/lang-sql';

/**
 * The words of SQLite that ask: the store is read-only here. Words that only other databases have, such as `value`, are names like
 * any other.
 */
export const ASKING = SQLDialect.define({
  keywords:
    'all and as asc between by case cast collate cross current current_date current_time current_timestamp desc distinct else end escape except ' +
    'exclude exists explain filter first following from full glob group groups having in inner intersect is isnull join last left like limit ' +
    'materialized natural not notnull null nulls offset on or order others outer over partition plan preceding query range recursive regexp right ' +
    'row rows select then ties unbounded union using values when where window with',
  types: 'blob integer numeric real text',
  builtin: '',
  operatorChars: '*+-%<>!=&|/~',
  identifierQuotes: '"`',
  specialVar: '@:?$',
});
