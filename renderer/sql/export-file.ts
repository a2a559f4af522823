import type { Connection } from '../../common/contract.ts';
import type { ExportFormat } from '../../common/sql-answer.ts';
import { fileStamp, saveFile } from '../save-file.ts';

const KINDS: Readonly<Record<ExportFormat, readonly [extension: string, type: string]>> = {
  csv: ['csv', 'text/csv'],
  'csv-raw': ['csv', 'text/csv'],
  json: ['json', 'application/json'],
  parquet: ['parquet', 'application/vnd.apache.parquet'],
};

/**
 * Fetches an answer as a file and hands it to the browser, which asks where to put it, or does as it was set to.
 * Gives the number of bytes. Rejects with the error of the request, or when `signal` says so.
 */
export async function exportAnswer(connection: Connection, result: number, format: ExportFormat, progress: (bytes: number) => void, signal: AbortSignal): Promise<number> {
  const [extension, type] = KINDS[format];
  const parts: Blob[] = [];
  let bytes = 0;
  for (let part = 0, last = false; !last; part++) {
    signal.throwIfAborted();
    const answer = await connection.request('sql.export', { result, format, part });
    const piece = Uint8Array.from(atob(answer.bytes), (character) => character.charCodeAt(0));
    parts.push(new Blob([piece]));
    bytes += piece.length;
    progress(bytes);
    last = answer.last;
  }
  saveFile(`lapwing-${fileStamp(new Date())}.${extension}`, new Blob(parts, { type }));
  return bytes;
}
