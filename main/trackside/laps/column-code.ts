import { packRice, unpackRice } from './rice-column.ts';
import { PACKING, type Chunk } from './sample-index.ts';
import { packStates, unpackStates } from './state-column.ts';
import { unpackVarints } from './varint-column.ts';

/** A column of which more samples than one in so many are the one before them, but not all, may have few different misses: Rice's code has a word for those. */
const HELD_SHARE = 3;

/** Packs a column in the shorter of two ways. The bytes are valid until the next call. */
export function packColumn(column: Int32Array): { packing: number; packed: Uint8Array<ArrayBuffer> } {
  const states = packStates(column);
  if (isHeld(column)) {
    const rice = packRice(column);
    if (rice.length < states.length) return { packing: PACKING.rice, packed: rice };
  }
  return { packing: PACKING.states, packed: states };
}

function isHeld(column: Int32Array): boolean {
  let held = 0;
  for (let i = 1; i < column.length; i++) if (column[i] === column[i - 1]) held++;
  return held * HELD_SHARE > column.length && held < column.length - 1;
}

/** The reverse, into a column of the right length. Throws RangeError, or zlib's error, for bytes that cannot be of so many samples. */
export function unpackColumn(packed: Uint8Array, chunk: Chunk, column: Int32Array): void {
  if (chunk.packing === PACKING.states) unpackStates(packed, column);
  else if (chunk.packing === PACKING.rice) unpackRice(packed, column);
  else if (chunk.packing === PACKING.zstd || chunk.packing === PACKING.varints) unpackVarints(packed, chunk, column);
  else throw new RangeError(`a column is packed in way ${chunk.packing}, which this Lapwing does not know`);
}
