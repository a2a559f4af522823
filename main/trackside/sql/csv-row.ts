import type { SqlValue } from '../../../common/sql-answer.ts';

/** RFC 4180; with an apostrophe before guarded text that a spreadsheet would run as a formula (OWASP, CSV injection). */
export function csvRow(cells: readonly SqlValue[], guarded: (column: number) => boolean): string {
  return `${cells.map((cell, c) => field(cell, guarded(c))).join(',')}\r\n`;
}

function field(cell: SqlValue, guard: boolean): string {
  if (cell === null) return '';
  const text = String(cell);
  if (typeof cell === 'number') return text;
  const safe = guard && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
