import type { DeclaredChannel } from '../../../common/car-declaration.ts';
import { LapDocuments, lapStatistics } from './lap-document.ts';
import { decodeSamples } from './lap-samples.ts';

/** How the message of a lap's function begins when what it is given is not a lap. */
export const DAMAGED_LAP = 'a lap is damaged';

type Scalar = (...args: unknown[]) => Uint8Array | string | null;

/**
 * The SQL functions that the views need; every connection to a lap store must have them. Null where an argument is null.
 * `lap_document(head, channels, samples)`: the lap's JSON as UTF-8 bytes.
 * `lap_statistics(channels, samples)`: the `statistics` of that document alone, as text.
 */
export function lapFunctions(): { name: string; call: Scalar }[] {
  const documents = new LapDocuments();
  const lapDocument = (head: unknown, channels: unknown, samples: unknown): Uint8Array | null => {
    if (head === null || channels === null || samples === null) return null;
    if (typeof head !== 'string' || typeof channels !== 'string' || !(samples instanceof Uint8Array)) {
      throw new TypeError('lap_document takes the head and the channels as text, and the samples as a BLOB');
    }
    return reading(() => documents.write(head, channels, samples));
  };
  const statistics = (channels: unknown, samples: unknown): string | null => {
    if (channels === null || samples === null) return null;
    if (typeof channels !== 'string' || !(samples instanceof Uint8Array)) {
      throw new TypeError('lap_statistics takes the channels as text, and the samples as a BLOB');
    }
    return reading(() => JSON.stringify(lapStatistics(JSON.parse(channels) as DeclaredChannel[], decodeSamples(samples).columns)));
  };
  return [
    { name: 'lap_document', call: lapDocument },
    { name: 'lap_statistics', call: statistics },
  ];
}

/** What reading a lap gives; a lap that cannot be read is told as damaged. */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${DAMAGED_LAP}: ${(cause as Error).message}`, { cause });
  }
}
