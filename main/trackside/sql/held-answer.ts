import { zstdCompressSync, zstdDecompressSync, constants } from 'node:zlib';
import { cutText, type ColumnType, type SqlColumn, type SqlValue } from '../../../common/sql-answer.ts';
import { LapwingError } from '../../../common/errors.ts';
import { SQL_LIMITS } from './sql-limits.ts';

/** Characters past which a text is packed by itself, so that the rows around it can be read without it. */
const LONG = 2000;
const PAGE_ROWS = 1000;
const PAGE_CHARACTERS = 1 << 20;
const FASTEST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** A text that is packed by itself: the number of it, its length, and how it begins. */
interface LongText {
  n: number;
  length: number;
  head: string;
}

type HeldValue = SqlValue | LongText;

interface Page {
  /** Number of its first row. */
  first: number;
  packed: Uint8Array;
}

/** The rows of an answer, packed: a million of them take some ten megabytes. Rows are added at the end and read anywhere. */
export class HeldAnswer {
  readonly columns: SqlColumn[];
  private readonly pages: Page[] = [];
  private readonly texts: Uint8Array[] = [];
  private fresh: HeldValue[][] = [];
  private freshCharacters = 0;
  private bytes = 0;
  private readonly least: number[];
  private readonly most: number[];
  private last: { page: Page; rows: HeldValue[][] } | undefined;
  /** Rows that it holds. */
  count = 0;

  constructor(names: readonly string[]) {
    this.columns = names.map((name) => ({ name, type: 'none' }));
    this.least = names.map(() => Infinity);
    this.most = names.map(() => -Infinity);
  }

  /** Between which all finite numbers of a column lie; 0 and 0 where it has none. */
  extent(column: number): [least: number, most: number] {
    const [least, most] = [this.least[column]!, this.most[column]!];
    return least <= most ? [least, most] : [0, 0];
  }

  /** There is no room for another row. */
  get full(): boolean {
    return this.bytes > SQL_LIMITS.held || this.count >= SQL_LIMITS.heldRows;
  }

  /** Names of the columns, each once: one that was there before gets a number. */
  distinctNames(): string[] {
    const taken = new Set<string>();
    return this.columns.map(({ name }) => {
      let distinct = name;
      for (let n = 2; taken.has(distinct); n++) distinct = `${name}_${n}`;
      taken.add(distinct);
      return distinct;
    });
  }

  /** Takes a row as SQLite gives it, whole numbers as bigint. Throws LapwingError E_SQL_LIMIT. */
  add(values: readonly unknown[]): void {
    let characters = 0;
    for (const value of values) if (typeof value === 'string') characters += value.length;
    if (characters > SQL_LIMITS.result) throw new LapwingError('E_SQL_LIMIT', `One row is larger than ${SQL_LIMITS.result >> 20} MB. Select fewer columns.`);
    this.fresh.push(values.map((value, c) => this.held(value, c)));
    this.count++;
    this.freshCharacters += characters + 8 * values.length;
    if (this.fresh.length >= PAGE_ROWS || this.freshCharacters >= PAGE_CHARACTERS) this.turn();
  }

  /** Rows from a place; texts longer than `maxCell` are cut, and say how long they are. */
  rows(from: number, count: number, maxCell = Infinity): SqlValue[][] {
    const rows: SqlValue[][] = [];
    for (let row = from; row < Math.min(from + count, this.count); row++) rows.push(this.heldRow(row).map((value) => this.value(value, maxCell)));
    return rows;
  }

  /** Every row with whole texts, in pieces of at most a thousand rows and about a million characters. */
  *all(): Generator<SqlValue[][]> {
    for (const page of this.pages) yield* this.pieces(unpack(page));
    yield* this.pieces(this.fresh);
  }

  private *pieces(held: readonly HeldValue[][]): Generator<SqlValue[][]> {
    let rows: SqlValue[][] = [];
    let characters = 0;
    for (const each of held) {
      const row = each.map((value) => this.value(value, Infinity));
      for (const value of row) if (typeof value === 'string') characters += value.length;
      rows.push(row);
      if (characters < PAGE_CHARACTERS) continue;
      yield rows;
      [rows, characters] = [[], 0];
    }
    if (rows.length > 0) yield rows;
  }

  private heldRow(row: number): HeldValue[] {
    const page = this.pageOf(row);
    if (!page) return this.fresh[row - (this.count - this.fresh.length)]!;
    if (this.last?.page !== page) this.last = { page, rows: unpack(page) };
    return this.last.rows[row - page.first]!;
  }

  /** Undefined for rows that are not packed yet. */
  private pageOf(row: number): Page | undefined {
    if (row >= this.count - this.fresh.length) return undefined;
    let [low, high] = [0, this.pages.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.pages[middle]!.first <= row) low = middle;
      else high = middle - 1;
    }
    return this.pages[low];
  }

  private turn(): void {
    const packed = zstdCompressSync(JSON.stringify(this.fresh), FASTEST);
    this.pages.push({ first: this.count - this.fresh.length, packed });
    this.bytes += packed.length;
    this.fresh = [];
    this.freshCharacters = 0;
  }

  private held(value: unknown, c: number): HeldValue {
    if (value === null) return null;
    const column = this.columns[c]!;
    if (typeof value === 'bigint') {
      column.type = joined(column.type, 'integer');
      const number = Number(value);
      this.reach(c, number);
      return Number.isSafeInteger(number) ? number : String(value);
    }
    if (typeof value === 'number') {
      column.type = joined(column.type, 'number');
      if (!Number.isFinite(value)) return String(value);
      this.reach(c, value);
      return value;
    }
    column.type = 'text';
    if (value instanceof Uint8Array) return `blob, ${value.length} ${value.length === 1 ? 'byte' : 'bytes'}`;
    const text = value as string;
    if (text.length <= LONG) return text;
    const packed = zstdCompressSync(text, FASTEST);
    this.bytes += packed.length;
    this.freshCharacters -= text.length - LONG;
    // Through bytes: a slice would keep the whole text alive.
    return { n: this.texts.push(packed) - 1, length: text.length, head: Buffer.from(text.slice(0, LONG)).toString() };
  }

  private reach(c: number, number: number): void {
    if (number < this.least[c]!) this.least[c] = number;
    if (number > this.most[c]!) this.most[c] = number;
  }

  private value(held: HeldValue, maxCell: number): SqlValue {
    if (typeof held === 'string') return held.length <= maxCell ? held : cutText(held, maxCell, held.length);
    if (typeof held !== 'object' || held === null) return held;
    if (held.length > maxCell && maxCell <= LONG) return cutText(held.head, maxCell, held.length);
    const whole = zstdDecompressSync(this.texts[held.n]!).toString();
    return held.length <= maxCell ? whole : cutText(whole, maxCell, held.length);
  }
}

function unpack({ packed }: Page): HeldValue[][] {
  return JSON.parse(zstdDecompressSync(packed).toString()) as HeldValue[][];
}

function joined(before: ColumnType, now: 'integer' | 'number'): ColumnType {
  if (before === 'none' || before === now) return now;
  return before === 'text' ? 'text' : 'number';
}
