import { basename } from 'node:path';

/** Bytes of a segment that were acknowledged are not there, are others, or cannot be read. */
export class SegmentDamage extends Error {
  override name = 'SegmentDamage';
  readonly number: number;

  constructor(number: number, path: string, what: string) {
    super(`${basename(path)} ${what}`);
    this.number = number;
  }
}
