export type GuessedType = 'integer' | 'number' | 'text';

/** Leading zeros are part of a text: a part number, not a number. */
const INTEGER = /^[+-]?(?:0|[1-9]\d{0,14})$/;
const NUMBER = /^[+-]?(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/i;
const COMMA_NUMBER = /^[+-]?(?:0|[1-9]\d*)(?:,\d+)?$/;

/** What all cells of a column can be read as. */
export class TypeGuess {
  private readonly commas: boolean;
  private integer = true;
  private point = true;
  private comma: boolean;
  private some = false;

  /** @param commas numbers may have a decimal comma: something else stands between cells */
  constructor(commas: boolean) {
    this.commas = this.comma = commas;
  }

  /** Empty cells say nothing. */
  see(cell: string): void {
    const text = cell.trim();
    if (text === '') return;
    this.some = true;
    this.integer &&= INTEGER.test(text);
    this.point &&= NUMBER.test(text);
    this.comma &&= COMMA_NUMBER.test(text);
  }

  get type(): GuessedType {
    if (!this.some) return 'text';
    if (this.integer) return 'integer';
    return this.point || this.comma ? 'number' : 'text';
  }

  /** A column that was seen, `raw`, as SQL of its type. */
  cast(raw: string): string {
    if (this.type === 'text') return raw;
    if (this.type === 'integer') return `CAST(trim(${raw}) AS INTEGER)`;
    return this.point || !this.commas ? `CAST(trim(${raw}) AS REAL)` : `CAST(replace(trim(${raw}), ',', '.') AS REAL)`;
  }
}

/** Whether a cell by itself is a number: then its line is no line of names. */
export function isNumber(cell: string): boolean {
  return NUMBER.test(cell.trim()) || COMMA_NUMBER.test(cell.trim());
}
