import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What a disk cannot read is looked for in pieces of this size, bytes: a sector, or what a disk takes for one. */
const BLOCK = 4096;
/** Read at a time where all is well, bytes. */
const PIECE = 256 * 1024;

/** Whether the disk says that it cannot read what is there. */
export const isUnreadable = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EIO';

/**
 * Reads into all of `into` from byte `at` of a file on, as far as the file goes. What the disk cannot read it is asked for once more. Returns
 * how many bytes there were. Throws the system's errors.
 */
export function readBytes(file: number, into: Uint8Array, at: number): number {
  let done = 0;
  for (let again = true; done < into.length; ) {
    try {
      const read = readSync(file, into, done, into.length - done, at + done);
      if (read === 0) break;
      done += read;
      again = true;
    } catch (error) {
      if (!isUnreadable(error) || !again) throw error;
      again = false;
    }
  }
  return done;
}

/** What can be read of a file, and whether that is all of it: blocks that the disk cannot read are zero. Throws the system's other errors. */
export function readWhatCanBeRead(path: string): { bytes: Buffer; whole: boolean } {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(fstatSync(file).size);
    let whole = true;
    for (const piece of piecesOf(bytes.length, 0, PIECE)) {
      if (couldRead(file, bytes, piece)) continue;
      for (const block of piecesOf(piece.to, piece.from, BLOCK)) {
        if (couldRead(file, bytes, block)) continue;
        bytes.fill(0, block.from, block.to);
        whole = false;
      }
    }
    return { bytes, whole };
  } finally {
    closeSync(file);
  }
}

interface Piece {
  from: number;
  to: number;
}

function* piecesOf(end: number, begin: number, size: number): Generator<Piece> {
  for (let from = begin; from < end; from += size) yield { from, to: Math.min(end, from + size) };
}

/** Reads a piece of a file to the same place in `bytes`. False where the disk cannot. */
function couldRead(file: number, bytes: Buffer, { from, to }: Piece): boolean {
  try {
    readBytes(file, bytes.subarray(from, to), from);
    return true;
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    return false;
  }
}
