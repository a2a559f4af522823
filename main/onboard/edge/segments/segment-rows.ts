import type { StoredRow } from '../edge-rows.ts';
import type { Segment } from './segment.ts';
import { SegmentDamage } from './segment-damage.ts';
import { SegmentReader } from './segment-reader.ts';
import { RECORD_HEAD, RECORD_KIND } from './segment-record.ts';

/** Where a record begins. */
export interface Place {
  segment: Segment;
  at: number;
}

/**
 * The unconfirmed frames of a segment whose ids are above `id`, up to and with `until`. `from` is a place after which they come,
 * if one is known. Throws SegmentDamage where something else lies, or nothing can be read.
 */
export function* rowsOf(segment: Segment, id: number, until: number, from: Place | undefined): Generator<StoredRow> {
  const { number, path, bytes, stretches } = segment;
  let reader: SegmentReader | undefined;
  try {
    reader = openAt(segment, from?.segment === segment ? Math.max(from.at, segment.tail) : segment.tail);
    let untouched = reader.at === segment.tail;
    while (reader.at < bytes) {
      const head = reader.head(bytes);
      if (!head) throw new SegmentDamage(number, path, `is damaged at byte ${reader.at}`);
      if (head.kind !== RECORD_KIND.frame) {
        reader.pass(head);
        continue;
      }
      if (head.id > until) return;
      const stretch = stretches[head.lane];
      if (!stretch || head.seq < stretch.first || head.seq >= stretch.next) throw new SegmentDamage(number, path, `has another frame than it should at byte ${reader.at}`);
      const { lane } = stretch;
      const confirmed = head.seq < lane.confirmed;
      if (confirmed && untouched) segment.tail = reader.at + RECORD_HEAD + head.length;
      untouched &&= confirmed;
      if (confirmed || head.id <= id) {
        reader.pass(head);
        continue;
      }
      const sealed = reader.content(head);
      reader.pass(head);
      yield { id: head.id, lane, seq: head.seq, last: head.seq, sealed, place: { segment, at: reader.at } };
    }
  } finally {
    reader?.close();
  }
}

function openAt({ number, path, bytes }: Segment, at: number): SegmentReader {
  let reader: SegmentReader;
  try {
    reader = new SegmentReader(number, path, at, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new SegmentDamage(number, path, 'is gone');
    throw error;
  }
  if (reader.size >= bytes) return reader;
  reader.close();
  throw new SegmentDamage(number, path, 'is cut short');
}
