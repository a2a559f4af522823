import { LapwingError } from '../../../common/errors.ts';

const NOT_CSV: readonly (readonly [begin: string, what: string])[] = [
  ['PK\u0003\u0004', 'a spreadsheet or archive'],
  ['SQLite format 3\0', 'a SQLite database'],
  ['%PDF', 'a PDF'],
  ['PAR1', 'a Parquet file'],
];

/** The text of a file that comes in parts: UTF-8, or what its byte order mark says. */
export class FileText {
  private readonly decoder: InstanceType<typeof TextDecoder>;
  private readonly encoding: string;

  /** @param begin the first bytes. Throws LapwingError E_TABLE_FORMAT. */
  constructor(begin: Uint8Array) {
    const first = Buffer.from(begin.subarray(0, 16)).toString('latin1');
    const other = NOT_CSV.find(([mark]) => first.startsWith(mark));
    if (other) throw new LapwingError('E_TABLE_FORMAT', `it is ${other[1]}; save it as CSV first`);
    this.encoding = first.startsWith('\u00ff\u00fe') ? 'utf-16le' : first.startsWith('\u00fe\u00ff') ? 'utf-16be' : 'utf-8';
    this.decoder = new TextDecoder(this.encoding, { fatal: true });
  }

  /** Throws LapwingError E_TABLE_FORMAT. */
  read(bytes: Uint8Array, last: boolean): string {
    try {
      return this.decoder.decode(bytes, { stream: !last });
    } catch (cause) {
      throw new LapwingError('E_TABLE_FORMAT', `it has bytes that are no ${this.encoding.toUpperCase()}; save it as CSV in UTF-8`, { cause });
    }
  }
}
