import type { Connection } from '../../common/contract.ts';
import { LapwingError } from '../../common/errors.ts';
import type { Unpacked } from '../../common/store-view.ts';
import { base64 } from '../base64.ts';

const PART = 512 * 1024;
let uploads = 0;

/** Sends a .lapwing file to be unpacked. `progress` hears how many of its bytes are there. Rejects with a LapwingError. */
export async function sendPack(connection: Connection, file: File, progress: (bytes: number) => void): Promise<Unpacked> {
  const name = file.name.replace(/\p{Cc}/gu, ' ').slice(-255) || 'a file';
  if (!name.endsWith('.lapwing')) {
    const table = /\.(csv|tsv|txt)$/i.test(name) ? ' A table to join with the laps goes onto the SQL screen.' : '';
    throw new LapwingError('E_PACK_FILE', `${name} was not taken in: races come in files that end in .lapwing, as “Pack” writes them.${table}`);
  }
  const upload = uploads++;
  for (let part = 0; ; part++) {
    const piece = new Uint8Array(await file.slice(part * PART, (part + 1) * PART).arrayBuffer());
    const last = (part + 1) * PART >= file.size;
    const unpacked = await connection.request('race.unpack.part', { upload, file: name, size: file.size, part, bytes: base64(piece), last });
    progress(Math.min(file.size, (part + 1) * PART));
    if (unpacked) return unpacked;
  }
}
