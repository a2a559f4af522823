import { LapwingError } from '../../../common/errors.ts';
import type { Sqlite } from '../../sqlite.ts';
import { CsvReader, delimiterOf } from './csv-reader.ts';
import { isNumber, TypeGuess } from './guessed-type.ts';
import { columnNames, quoted, tableName } from './table-names.ts';

const MOST_ROWS = 2_000_000;
/** Where the cells lie until all have been seen. No file can have that name. */
const RAW = quoted('coming in');
const TYPES = { integer: 'INTEGER', number: 'REAL', text: 'TEXT' };
/** Columns that are named in the line that a person gets. */
const TOLD = 8;

/** What came in. */
export interface AddedTable {
  name: string;
  /** In one line. */
  told: string;
}

/** Turns the text of a CSV file into a table of `db`, in one transaction. */
export class TableFromCsv {
  private readonly db: Sqlite;
  private readonly file: string;
  private reader: CsvReader | undefined;
  private names: string[] | undefined;
  private guesses: TypeGuess[] = [];
  private insert: ((cells: (string | null)[]) => void) | undefined;
  private rows = 0;
  private short = 0;

  /** @param file the name of the file, for the table's name and for what is told */
  constructor(db: Sqlite, file: string) {
    this.db = db;
    this.file = file;
    db.exec('BEGIN IMMEDIATE');
  }

  /** Throws LapwingError E_TABLE_SYNTAX, E_TABLE_LIMIT or E_TABLE_FORMAT. */
  push(text: string): void {
    if (text.includes('\0')) throw new LapwingError('E_TABLE_FORMAT', 'it is not a text file; save it as CSV first');
    if (!this.reader) {
      const delimiter = delimiterOf(text);
      this.reader = new CsvReader(delimiter, (cells, line) => this.row(cells, line, delimiter !== ','));
    }
    this.reader.push(text);
  }

  /** The table is there when this returns, in place of one that the same file made before. `taken` names belong to others. Throws as `push` does. */
  finish(taken: (name: string) => boolean): AddedTable {
    this.reader?.end();
    const { names, db, guesses, rows, short, file } = this;
    if (!names) throw new LapwingError('E_TABLE_FORMAT', 'it is empty');
    const name = tableName(file, taken);
    const replaced = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;
    db.exec(`DROP TABLE IF EXISTS ${quoted(name)};
      CREATE TABLE ${quoted(name)} (${names.map((column, c) => `${quoted(column)} ${TYPES[guesses[c]!.type]}`).join(', ')}) STRICT;
      INSERT INTO ${quoted(name)} SELECT ${guesses.map((guess, c) => guess.cast(`c${c}`)).join(', ')} FROM ${RAW} ORDER BY rowid;
      DROP TABLE ${RAW};
      COMMIT`);
    db.pragma('incremental_vacuum');
    const columns = names.slice(0, TOLD).map((column, c) => `${column} ${guesses[c]!.type}`).join(', ');
    const more = names.length > TOLD ? ` and ${names.length - TOLD} more` : '';
    const shorter = short === 0 ? '' : ` ${short === 1 ? 'One line was' : `${short} lines were`} shorter than the first and filled up with NULL.`;
    const told = `${file} is ${replaced ? 'again the' : 'now the'} table ${name}: ${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'}; ${columns}${more}.${shorter}`;
    return { name, told };
  }

  private row(cells: string[], line: number, commas: boolean): void {
    if (!this.names) {
      const named = !cells.some(isNumber);
      this.names = columnNames(named ? cells : cells.map(() => ''));
      this.guesses = cells.map(() => new TypeGuess(commas));
      this.db.exec(`CREATE TABLE ${RAW} (${cells.map((_, c) => `c${c}`).join(', ')})`);
      const statement = this.db.prepare(`INSERT INTO ${RAW} VALUES (${cells.map(() => '?').join(', ')})`);
      this.insert = (values) => void statement.run(values);
      if (named) return;
    }
    const { length } = this.names;
    if (cells.length > length && cells.slice(length).some((cell) => cell !== '')) {
      throw new LapwingError('E_TABLE_SYNTAX', `line ${line} has ${cells.length} cells, the first has ${length}`);
    }
    if (cells.length < length) this.short++;
    if (++this.rows > MOST_ROWS) throw new LapwingError('E_TABLE_LIMIT', `it has more than ${MOST_ROWS.toLocaleString('en-GB')} lines`);
    for (let c = 0; c < length; c++) this.guesses[c]!.see(cells[c] ?? '');
    this.insert!(Array.from({ length }, (_, c) => (cells[c] === undefined || cells[c].trim() === '' ? null : cells[c])));
  }
}
