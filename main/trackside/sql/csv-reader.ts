import { LapwingError } from '../../../common/errors.ts';

/** Cells of one line of a table that is added. */
export const MOST_COLUMNS = 200;
const LONGEST_CELL = 100_000;
const DELIMITERS = [',', ';', '\t', '|'];
const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;

/** What stands between cells, by the first line of a text: the mark that it has most of. */
export function delimiterOf(text: string): string {
  const counts = DELIMITERS.map(() => 0);
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '\n' || character === '\r')) break;
    else if (!quoted && DELIMITERS.includes(character)) counts[DELIMITERS.indexOf(character)]!++;
  }
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

/** Reads CSV (RFC 4180) as it comes: quotes, line breaks inside them, any of the three line ends. Empty lines are passed over. */
export class CsvReader {
  private readonly delimiter: number;
  private readonly row: (cells: string[], line: number) => void;
  private cells: string[] = [];
  private cell = '';
  private state: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  private line = 1;
  private begun = 1;
  private afterCr = false;

  /** @param row told of each line with its number, from 1 */
  constructor(delimiter: string, row: (cells: string[], line: number) => void) {
    this.delimiter = delimiter.charCodeAt(0);
    this.row = row;
  }

  /** Throws LapwingError E_TABLE_SYNTAX or E_TABLE_LIMIT, or what `row` throws. */
  push(text: string): void {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i);
      const skip = c === LF && this.afterCr && this.state !== 'quoted';
      this.afterCr = c === CR;
      if (c === LF && !skip) this.line++;
      if (c === CR) this.line++;
      if (skip) {
        from = i + 1;
      } else if (this.state === 'quoted') {
        if (c !== QUOTE) continue;
        this.take(text.slice(from, i));
        from = i + 1;
        this.state = 'closing';
      } else if (this.state === 'closing' && c === QUOTE) {
        from = i;
        this.state = 'quoted';
      } else if (this.state === 'start' && c === QUOTE) {
        from = i + 1;
        this.state = 'quoted';
      } else if (c === this.delimiter || c === LF || c === CR) {
        this.take(text.slice(from, i));
        from = i + 1;
        this.endCell();
        if (c !== this.delimiter) this.endRow();
      } else if (this.state !== 'plain') {
        from = i;
        this.state = 'plain';
      }
    }
    if (this.state !== 'closing') this.take(text.slice(from));
  }

  /** Throws LapwingError as `push` does. */
  end(): void {
    if (this.state === 'quoted') throw new LapwingError('E_TABLE_SYNTAX', `line ${this.begun}: a quote is opened and never closed`);
    this.endCell();
    this.endRow();
  }

  private take(piece: string): void {
    this.cell += piece;
    if (this.cell.length > LONGEST_CELL) throw new LapwingError('E_TABLE_LIMIT', `line ${this.begun}: a cell has more than ${LONGEST_CELL} characters`);
  }

  private endCell(): void {
    if (this.cells.length >= MOST_COLUMNS) throw new LapwingError('E_TABLE_LIMIT', `line ${this.begun} has more than ${MOST_COLUMNS} cells`);
    this.cells.push(this.cell);
    this.cell = '';
    this.state = 'start';
  }

  private endRow(): void {
    const { cells, begun } = this;
    this.cells = [];
    this.begun = this.line;
    if (cells.length > 1 || cells[0] !== '') this.row(cells, begun);
  }
}
