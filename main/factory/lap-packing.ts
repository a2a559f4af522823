import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { LapDocuments } from '../trackside/laps/lap-document.ts';
import type { StoredLapParts } from '../trackside/laps/lap-source.ts';
import { sha256Of } from './lap-record.ts';

/** The packing thread: a document is some ten megabytes of JSON, and writing one would make everything else in the engine wait. */
export type ToPacking = StoredLapParts;

export type FromPacking = { sha256: string; bytes: number; packed: Uint8Array } | { error: string };

/** The fastest: a document shrinks to a fifth, and the next one does not wait. */
const LEVEL = 1;

const port = parentPort!;
const documents = new LapDocuments();

function pack({ head, channels, samples }: ToPacking): FromPacking {
  try {
    const document = documents.write(head, channels, samples);
    return { sha256: sha256Of(document), bytes: document.length, packed: gzipSync(document, { level: LEVEL }) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

port.on('message', (lap: ToPacking) => port.postMessage(pack(lap)));
