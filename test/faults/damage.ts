import { existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where an edge buffer's newest frames are in the folder of a way that was killed. */
export const logOf = (folder: string): string => join(folder, 'edge.db-wal');
export const databaseOf = (folder: string): string => join(folder, 'edge.db');

/** Flips one bit, `share` of the way through the file. */
export function flip(path: string, share: number): void {
  patch(path, (bytes) => {
    const at = Math.floor(bytes.length * share);
    bytes[at]! ^= 1;
  });
}

/** Changes a file as it lies on the disk. */
export function patch(path: string, change: (bytes: Buffer) => void): void {
  const bytes = readFileSync(path);
  change(bytes);
  writeFileSync(path, bytes);
}

/** Cuts so many bytes from the end. */
export function cutShort(path: string, bytes: number): void {
  truncateSync(path, Math.max(0, statSync(path).size - bytes));
}

export function remove(path: string): void {
  if (!existsSync(path)) throw new Error(`${path} is not there to be deleted`);
  rmSync(path);
}

/** Flips a bit in the body of one of the frames that the file holds, `share` of the way through them. */
export function flipInFrame(path: string, share: number): void {
  patch(path, (bytes) => {
    const places = [...bytes.toString('latin1').matchAll(/#\d{12}/g)].map(({ index }) => index);
    if (places.length === 0) throw new Error(`${path} holds no frames`);
    bytes[places[Math.floor(places.length * share)]! + 20]! ^= 1;
  });
}
