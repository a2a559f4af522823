import { openFrame, SEALED_MARK, sealedLength } from '../../../../common/frame.ts';
import { readWhatCanBeRead } from './read-bytes.ts';

/**
 * Calls `take` with the sealed bytes of every frame with a right checksum that a segment has from byte `from` to byte `to`, whatever state it
 * is in: it looks at every place where one could begin. A segment fits into memory. Returns whether all of it could be read. Throws the
 * system's errors.
 */
export function salvageSegment(path: string, take: (sealed: Uint8Array) => void, from = 0, to = Infinity): boolean {
  const { bytes: all, whole } = readWhatCanBeRead(path);
  const bytes = all.subarray(0, to);
  for (let at = bytes.indexOf(SEALED_MARK, from); at >= 0; at = bytes.indexOf(SEALED_MARK, at)) {
    const sealed = bytes.subarray(at, at + (sealedLength(bytes.subarray(at)) ?? 0));
    try {
      openFrame(sealed);
    } catch {
      at++;
      continue;
    }
    take(sealed);
    at += sealed.length;
  }
  return whole;
}
