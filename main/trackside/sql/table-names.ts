/** Characters that are not seen, or turn the direction of writing. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
/** Names that SQLite makes tables and functions of its own under. */
const RESERVED = /^(?:sqlite_|pragma_|jsonb?_|generate_series$)/;
const LONGEST_COLUMN = 60;
const LONGEST_TABLE = 40;

/** A name for a table that can be written without quotes, from that of a file; `taken` says what cannot be used. */
export function tableName(file: string, taken: (name: string) => boolean): string {
  const bare = file.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '').normalize('NFKD').toLowerCase();
  const plain = bare.replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, LONGEST_TABLE);
  const name = /^[a-z]/.test(plain) && !RESERVED.test(plain) ? plain : `table_${plain}`.replace(/_$/, '');
  if (!taken(name)) return name;
  for (let n = 1; ; n++) {
    const other = n === 1 ? `${name}_csv` : `${name}_csv${n}`;
    if (!taken(other)) return other;
  }
}

/** Names of columns from the cells of a first line: what can be read of them, each once whatever its case. */
export function columnNames(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, c) => {
    const name = cell.normalize('NFC').replace(UNSEEN, '').trim().slice(0, LONGEST_COLUMN) || `column_${c + 1}`;
    let distinct = name;
    for (let n = 2; taken.has(distinct.toLowerCase()); n++) distinct = `${name}_${n}`;
    taken.add(distinct.toLowerCase());
    return distinct;
  });
}

/** As it is written in SQL. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
