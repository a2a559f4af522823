import { EXPORT_FORMATS, type ExportFormat, type ExportPart } from '../../../common/sql-answer.ts';
import { LapwingError } from '../../../common/errors.ts';
import { csvRow } from './csv-row.ts';
import type { HeldAnswer } from './held-answer.ts';
import { parquetPieces } from './parquet-file.ts';

/** Bytes of one part; in base64 it passes any socket of ours. */
const PART = 512 * 1024;

/** An answer on its way into a file, a part at a time. */
export class AnswerExport {
  readonly format: ExportFormat;
  private readonly pieces: Iterator<Uint8Array>;
  private waiting: Uint8Array[] = [];
  private size = 0;
  private next = 0;

  private constructor(format: ExportFormat, pieces: Iterator<Uint8Array>) {
    this.format = format;
    this.pieces = pieces;
  }

  static async begin(answer: HeldAnswer, format: ExportFormat): Promise<AnswerExport> {
    return new AnswerExport(format, format === 'parquet' ? await parquetPieces(answer) : textPieces(answer, format));
  }

  /** Throws LapwingError E_SQL_EXPORT when it is not the part after the last one. */
  part(number: number): ExportPart {
    if (number !== this.next++) throw new LapwingError('E_SQL_EXPORT', 'The export was begun anew elsewhere. Begin it again.');
    let done = false;
    while (this.size < PART && !done) {
      const piece = this.pieces.next();
      if (piece.done) done = true;
      else {
        this.waiting.push(piece.value);
        this.size += piece.value.length;
      }
    }
    const all = Buffer.concat(this.waiting);
    const rest = all.subarray(PART);
    this.waiting = rest.length > 0 ? [rest] : [];
    this.size = rest.length;
    return { bytes: all.subarray(0, PART).toString('base64'), last: done && rest.length === 0 };
  }
}

function textPieces(answer: HeldAnswer, format: Exclude<ExportFormat, 'parquet'>): Iterator<Uint8Array> {
  return format === 'json' ? jsonPieces(answer) : csvPieces(answer, format === EXPORT_FORMATS[0]);
}

function* csvPieces(answer: HeldAnswer, guard: boolean): Generator<Uint8Array> {
  const { columns } = answer;
  yield Buffer.from(csvRow(columns.map(({ name }) => name), () => guard));
  const guarded = (c: number): boolean => guard && columns[c]!.type === 'text';
  for (const rows of answer.all()) yield Buffer.from(rows.map((row) => csvRow(row, guarded)).join(''));
}

function* jsonPieces(answer: HeldAnswer): Generator<Uint8Array> {
  const names = answer.distinctNames().map((name) => `${JSON.stringify(name)}:`);
  let before = '[\n';
  for (const rows of answer.all()) {
    yield Buffer.from(before + rows.map((row) => `{${row.map((value, c) => names[c] + JSON.stringify(value)).join(',')}}`).join(',\n'));
    before = ',\n';
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n');
}
