import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The lanes of an edge buffer, and what was put back into it. */
export const databaseOf = (folder: string): string => join(folder, 'edge.db');

const segmentsOf = (folder: string): string => join(folder, 'edge.db.frames');
const segment = (folder: string, number: number): string => join(segmentsOf(folder), `${String(number).padStart(8, '0')}.seg`);

/** Segments that a short life may write. */
const MOST_SEGMENTS = 40;

/** Where the newest frames lie: a segment that is kept ready has none. */
export function newestSegment(folder: string): string {
  const written = readdirSync(segmentsOf(folder)).sort().map((name) => join(segmentsOf(folder), name)).filter((path) => usedBytes(readFileSync(path)) > 0);
  return written.at(-1)!;
}

/** Every file whose sync makes frames safe. */
export const syncedFiles = (folder: string): string[] => Array.from({ length: MOST_SEGMENTS }, (_, i) => segment(folder, i + 1));

/** Without the zeros at the end, which are room that is kept ready. */
function usedBytes(bytes: Buffer): number {
  let used = bytes.length;
  while (used > 0 && bytes[used - 1] === 0) used--;
  return used;
}

/** Flips one bit, `share` of the way through what is used of the file. */
export function flip(path: string, share: number): void {
  patch(path, (bytes) => {
    const at = Math.floor(usedBytes(bytes) * share);
    bytes[at]! ^= 1;
  });
}

/** Flips a bit in the body of one of the frames that the file holds, `share` of the way through them. */
export function flipInFrame(path: string, share: number): void {
  patch(path, (bytes) => {
    const places = [...bytes.toString('latin1').matchAll(/#\d{12}/g)].map(({ index }) => index);
    if (places.length === 0) throw new Error(`${path} holds no frames`);
    bytes[places[Math.floor(places.length * share)]! + 20]! ^= 1;
  });
}

/** Changes a file as it lies on the disk. */
export function patch(path: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
}

/** Cuts off so many of the bytes that are used, or a share of them. */
export function cutShort(path: string, { bytes = 0, share = 0 }): void {
  const used = usedBytes(readFileSync(path));
  truncateSync(path, Math.max(0, used - bytes - Math.floor(used * share)));
}

/** Throws when it is not there. */
export function remove(path: string): void {
  rmSync(path);
}
