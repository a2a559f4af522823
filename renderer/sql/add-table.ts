import type { Connection } from '../../common/contract.ts';
import { LapwingError } from '../../common/errors.ts';
import { MOST_TABLE_BYTES } from '../../common/sql-answer.ts';
import { base64 } from '../base64.ts';

const PART = 512 * 1024;
let uploads = 0;

/** Sends a CSV file that is to be a table. Gives what came in, in one line. Rejects with a LapwingError. */
export async function addTable(connection: Connection, file: File, progress: (bytes: number) => void): Promise<string> {
  if (file.size > MOST_TABLE_BYTES) throw new LapwingError('E_TABLE_LIMIT', `${file.name} was not added: it is larger than ${MOST_TABLE_BYTES >> 20} MB. Cut it down to what you want to join.`);
  const upload = uploads++;
  for (let part = 0; ; part++) {
    const piece = new Uint8Array(await file.slice(part * PART, (part + 1) * PART).arrayBuffer());
    const last = (part + 1) * PART >= file.size;
    const table = await connection.request('tables.add', { upload, file: nameOf(file), part, bytes: base64(piece), last });
    progress(Math.min(file.size, (part + 1) * PART));
    if (table) return table.told;
  }
}

/** As the workstation takes it: one line, not too long. */
function nameOf({ name }: File): string {
  return name.replace(/\p{Cc}/gu, ' ').slice(-255) || 'table.csv';
}
