import { createHash } from 'node:crypto';

/**
 * SHA-256 over every sample that the simulator generates at its source rate of 100 Hz: instants in order of race time,
 * at each the cars still racing in the order of the entry list, for each the channels in the order of the catalogue,
 * each as the whole number of its resolution's steps, a little-endian int32. What thins, delays or carries the samples
 * does not change it.
 */
export class SampleDigest {
  /** Physics steps from one digested instant to the next. */
  readonly stride = 5;
  private readonly hash = createHash('sha256');
  private readonly bytes: Buffer;
  private used = 0;

  constructor(channels: number) {
    this.bytes = Buffer.alloc(channels * 4 * 64);
  }

  add(steps: Int32Array): void {
    for (let c = 0; c < steps.length; c++) this.bytes.writeInt32LE(steps[c]!, this.used + c * 4);
    this.used += steps.length * 4;
    if (this.used + steps.length * 4 > this.bytes.length) this.drain();
  }

  private drain(): void {
    this.hash.update(this.bytes.subarray(0, this.used));
    this.used = 0;
  }

  /** Lower-case hex; ends the digest. */
  finish(): string {
    this.drain();
    return this.hash.digest('hex');
  }
}
