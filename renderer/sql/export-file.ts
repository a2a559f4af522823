import type { Connection } from '../../common/contract.ts';
import type { ExportFormat } from '../../common/sql-answer.ts';

const KINDS: Readonly<Record<ExportFormat, readonly [extension: string, type: string]>> = {
  csv: ['csv', 'text/csv'],
  'csv-raw': ['csv', 'text/csv'],
  json: ['json', 'application/json'],
  parquet: ['parquet', 'application/vnd.apache.parquet'],
};

/** Kept until the browser has surely taken it, ms. */
const KEPT_MS = 60_000;

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
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `lapwing-${stamp(new Date())}.${extension}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
  return bytes;
}

/** `20260124-153012`, of the place where the screen is. */
function stamp(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;
}
