import { createHash } from 'node:crypto';
import { endianness } from 'node:os';

/** Instants a second that are digested. */
export const DIGEST_RATE = 100;
const INSTANTS_HELD = 64;

/**
 * SHA-256 over what the simulator knows a hundred times a second, whatever is recorded of it: instants in order of race time,
 * at each the cars still racing in the order of the entry list, for each every channel in the order of the catalogue,
 * each as the whole number of its resolution's steps, a little-endian int32. What thins, delays, carries or blurs the
 * samples does not change it.
 */
export class SampleDigest {
  private readonly hash = createHash('sha256');
  private readonly held: Int32Array<ArrayBuffer>;
  private readonly bytes: Buffer;
  private used = 0;

  constructor(channels: number) {
    this.held = new Int32Array(channels * INSTANTS_HELD);
    this.bytes = Buffer.from(this.held.buffer);
  }

  /** One car's channels, each in steps of its resolution. */
  add(steps: Int32Array): void {
    this.held.set(steps, this.used);
    this.used += steps.length;
    if (this.used + steps.length > this.held.length) this.drain();
  }

  private drain(): void {
    const bytes = this.bytes.subarray(0, this.used * 4);
    this.hash.update(endianness() === 'LE' ? bytes : bytes.swap32());
    this.used = 0;
  }

  /** Lower-case hex; ends the digest. */
  finish(): string {
    this.drain();
    return this.hash.digest('hex');
  }
}
