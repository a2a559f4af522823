/** Of a difference between two 32-bit integers, bytes. */
const LONGEST = 5;
const FIRST_ROOM = 1024;
/** What is asked for when the room is not enough, against what there is. */
const GROWTH = 1.5;

/**
 * The samples of one channel while its lap is being driven: differences as zigzag varints, a third of what the plain numbers
 * take, for a field has thousands of channels.
 */
export class PackedColumn {
  private bytes = new Uint8Array(FIRST_ROOM);
  private used = 0;
  /** Samples that there are. */
  length = 0;
  /** The newest of them; 0 while there is none. */
  last = 0;

  add(samples: Int32Array): void {
    this.reserve(samples.length * LONGEST);
    const { bytes } = this;
    let { used: at, last } = this;
    for (let i = 0; i < samples.length; i++) {
      const value = samples[i]!;
      const difference = (value - last) | 0;
      let bits = ((difference << 1) ^ (difference >> 31)) >>> 0;
      while (bits > 0x7f) {
        bytes[at++] = (bits & 0x7f) | 0x80;
        bits >>>= 7;
      }
      bytes[at++] = bits;
      last = value;
    }
    this.used = at;
    this.last = last;
    this.length += samples.length;
  }

  private reserve(more: number): void {
    const needed = this.used + more;
    if (needed <= this.bytes.length) return;
    const wider = new Uint8Array(Math.max(Math.ceil(this.bytes.length * GROWTH), needed));
    wider.set(this.bytes.subarray(0, this.used));
    this.bytes = wider;
  }

  /** Writes all samples, in order, to an array of this `length`. */
  unpack(samples: Int32Array): void {
    const { bytes, length } = this;
    let value = 0;
    for (let i = 0, at = 0; i < length; i++) {
      let byte = bytes[at++]!;
      let bits = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = bytes[at++]!;
        bits |= (byte & 0x7f) << shift;
      }
      value = (value + ((bits >>> 1) ^ -(bits & 1))) | 0;
      samples[i] = value;
    }
  }

  /** Begins anew; the room is kept. */
  clear(): void {
    this.used = 0;
    this.length = 0;
    this.last = 0;
  }
}
