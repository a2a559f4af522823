/** Values behind a chart, to be read by other programs. */
export interface ValueTable {
  /** What is to be known of it: name and text of each. */
  facts: readonly (readonly [name: string, text: string])[];
  columns: readonly ValueColumn[];
}

export interface ValueColumn {
  name: string;
  /** Empty where it has none. */
  unit: string;
  /** Digits after the point. */
  digits: number;
  /** NaN where there is none; text as it is. */
  values: ArrayLike<number | string>;
}

/**
 * A table as CSV (RFC 4180): lines with `#` first that say what it is, one line with the names and units of the columns, a line for each row; where
 * a value is missing there is nothing between the commas.
 */
export function tableCsv({ facts, columns }: ValueTable): string {
  const lines = facts.map(([name, text]) => `# ${name}: ${text.replace(/\s+/g, ' ')}`);
  lines.push(columns.map(({ name, unit }) => quoted(unit === '' ? name : `${name} [${unit}]`)).join(','));
  const rows = Math.max(0, ...columns.map(({ values }) => values.length));
  for (let row = 0; row < rows; row++) lines.push(columns.map((column) => cell(column, row)).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function cell({ values, digits }: ValueColumn, row: number): string {
  const value = values[row] ?? '';
  if (typeof value === 'string') return quoted(value);
  return Number.isFinite(value) ? String(Number(value.toFixed(digits))) : '';
}

/** Text that a spreadsheet would take for a formula begins with an apostrophe. */
function quoted(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
