import { CUT, type ColumnType, type SqlColumn, type SqlValue } from '../../common/sql-answer.ts';

const LONGEST = 200;
/** What is not seen, or turns the direction of what stands around it. */
const UNSEEN = /[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** A text as a cell shows it: in one line, what cannot be seen written out, and not longer than can be looked over. */
export function cellText(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const shown = value.length > LONGEST ? `${value.slice(0, LONGEST)} …` : value;
  return shown.replace(UNSEEN, (c) => (c === '\n' ? '⏎' : c === '\t' ? '⇥' : `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

export function isNumeric(type: ColumnType): boolean {
  return type === 'integer' || type === 'number';
}

/** Whether a value is the beginning of a text that was too long to be sent. */
export function isCut(value: SqlValue): boolean {
  return typeof value === 'string' && CUT.test(value);
}

/** px of one character of the grid's font, and of what stands around a text. */
const CHARACTER = 7.2;
const ROOM = 24;

/** Widths of columns, px, for their names and some rows; none gets narrower than `before`. */
export function columnWidths(columns: readonly SqlColumn[], rows: readonly (readonly SqlValue[])[], before: readonly number[] = []): number[] {
  return columns.map(({ name }, c) => {
    let longest = name.length;
    for (const row of rows) longest = Math.max(longest, row[c] === null || row[c] === undefined ? 4 : cellText(row[c]).length);
    return Math.max(before[c] ?? 0, Math.round(Math.min(360, Math.max(56, longest * CHARACTER + ROOM))));
  });
}

/** Cells as a spreadsheet takes them from the clipboard. */
export function clipboardText(rows: readonly (readonly SqlValue[])[]): string {
  const field = (value: SqlValue): string => {
    const text = value === null ? '' : String(value);
    return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => row.map(field).join('\t')).join('\n');
}
