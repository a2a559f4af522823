import { crc32cOf } from './crc32c.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Of 32 bits, in bytes. */
const LONGEST_VARINT = 5;
/** Characters whose count takes one byte as a varint; and the last code that takes one byte as UTF-8. */
const SHORT_TEXT = 0x7f;

/** Appends little-endian numbers, varints and texts to a buffer that grows. Reuse one with `reset`. */
export class ByteWriter {
  private bytes: Uint8Array<ArrayBuffer>;
  private view: DataView<ArrayBuffer>;
  length = 0;

  constructor(capacity = 1024) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  reset(): void {
    this.length = 0;
  }

  /** A copy of what was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }

  /** What was written from `start` on: a view, good until more is written. */
  written(start = 0): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(start, this.length);
  }

  /** CRC-32C of what was written from `start` to `end`. */
  checksum(start: number, end = this.length): number {
    return crc32cOf(this.view, start, end);
  }

  /** Leaves room for so many bytes, which are filled in later. Returns where it begins. */
  skip(count: number): number {
    return this.room(count);
  }

  /** Fills in what was skipped. */
  setU32(at: number, value: number): void {
    this.view.setUint32(at, value, true);
  }

  /** Fills in what was skipped. */
  setF64(at: number, value: number): void {
    this.view.setFloat64(at, value, true);
  }

  /** Call it before touching `bytes` or `view`: it may replace them. */
  private room(count: number): number {
    const at = this.length;
    if (at + count > this.bytes.length) {
      const bigger = new Uint8Array(Math.max(this.bytes.length * 2, at + count));
      bigger.set(this.bytes);
      this.bytes = bigger;
      this.view = new DataView(bigger.buffer);
    }
    this.length = at + count;
    return at;
  }

  u8(value: number): void {
    const at = this.room(1);
    this.view.setUint8(at, value);
  }
  u16(value: number): void {
    const at = this.room(2);
    this.view.setUint16(at, value, true);
  }
  u32(value: number): void {
    const at = this.room(4);
    this.view.setUint32(at, value, true);
  }
  f64(value: number): void {
    const at = this.room(8);
    this.view.setFloat64(at, value, true);
  }
  raw(bytes: Uint8Array): void {
    const at = this.room(bytes.length);
    this.bytes.set(bytes, at);
  }

  /** An unsigned integer below 2^32, seven bits a byte, low bits first. */
  varint(value: number): void {
    let at = this.room(LONGEST_VARINT);
    const { bytes } = this;
    let v = value >>> 0;
    while (v > 0x7f) {
      bytes[at++] = v | 0x80;
      v >>>= 7;
    }
    bytes[at++] = v;
    this.length = at;
  }

  /** A signed 32-bit integer, small magnitudes short (zigzag). */
  signed(value: number): void {
    this.varint((value << 1) ^ (value >> 31));
  }

  /** Length-prefixed UTF-8. */
  text(value: string): void {
    if (value.length <= SHORT_TEXT && this.shortText(value)) return;
    const bytes = encoder.encode(value);
    this.varint(bytes.length);
    this.raw(bytes);
  }

  /** ASCII, whose length takes one byte: what names are, and far faster than the encoder. False when it is something else. */
  private shortText(value: string): boolean {
    const at = this.room(value.length + 1);
    const { bytes } = this;
    bytes[at] = value.length;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > SHORT_TEXT) {
        this.length = at;
        return false;
      }
      bytes[at + 1 + i] = code;
    }
    return true;
  }
}

/** Reads what ByteWriter wrote. Throws RangeError past the end, TypeError on invalid UTF-8. */
export class ByteReader {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.at = at;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  u8(): number {
    return this.view.getUint8(this.at++);
  }
  u16(): number {
    this.at += 2;
    return this.view.getUint16(this.at - 2, true);
  }
  u32(): number {
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }
  f64(): number {
    this.at += 8;
    return this.view.getFloat64(this.at - 8, true);
  }

  /** A view, not a copy. */
  raw(length: number): Uint8Array {
    if (length > this.left) throw new RangeError(`${length} bytes wanted, ${this.left} left`);
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.u8();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    throw new RangeError('a varint of more than five bytes');
  }

  signed(): number {
    const v = this.varint();
    return (v >>> 1) ^ -(v & 1);
  }

  text(): string {
    return decoder.decode(this.raw(this.varint()));
  }
}
