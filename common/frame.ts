import { ByteReader, ByteWriter } from './bytes.ts';
import { crc32c } from './crc32c.ts';

const MAGIC = 0x574c;
/** How every sealed frame begins. */
export const SEALED_MARK = Uint8Array.of(MAGIC & 0xff, MAGIC >> 8);
/** Raised when a reader of the old form could misread the new one. */
export const FRAME_VERSION = 2;
/** What a gap record is written as: an older reader would take it for an empty frame. */
export const GAP_VERSION = 3;
/** The oldest version that is still read. In version 1 every channel has a sample at each instant. */
const OLDEST_VERSION = 1;
/** The flag of a frame whose clock was not to be trusted. Readers of before look at no flags. */
const CLOCK_SUSPECT = 1;
const scratch = new ByteWriter(4096);

/**
 * What is buffered, sent and confirmed: the identity of a frame and its body as bytes (`frame-body.ts`), which buffer, stream and
 * sinks pass on without looking inside.
 */
export interface SealedFrame {
  /** The life of the edge buffer that numbered this frame: a UUID. */
  incarnation: string;
  race: string;
  car: string;
  /** Gapless per incarnation, race and car, from 0. */
  seq: number;
  /** Unix time at which the frame was closed, ms. */
  closed: number;
  body: Uint8Array;
  /** `closed` is not to be trusted: the clock had jumped. */
  clockSuspect?: boolean;
  /** Present on a gap record: the frames from `seq` to `last` are lost for ever. The body is then empty. */
  gap?: FrameGap;
}

export interface FrameGap {
  /** The last number that is lost. */
  last: number;
  /** What happened, in a few words for a person. */
  reason: string;
}

/** Wire form: magic u16, version u8, flags u8, crc32c u32 of all that follows, then identity, gap if it is one, and body. */
export function sealFrame(frame: SealedFrame): Uint8Array<ArrayBuffer> {
  scratch.reset();
  sealInto(scratch, frame);
  return scratch.finish();
}

/** Writes what `sealFrame` gives to the end of `writer`. Returns how many bytes that is. */
export function sealInto(writer: ByteWriter, frame: SealedFrame): number {
  const start = writer.length;
  writer.u16(MAGIC);
  writer.u8(frame.gap ? GAP_VERSION : FRAME_VERSION);
  writer.u8(frame.clockSuspect ? CLOCK_SUSPECT : 0);
  writer.u32(0);
  writer.text(frame.incarnation);
  writer.text(frame.race);
  writer.text(frame.car);
  writer.f64(frame.seq);
  writer.f64(frame.closed);
  if (frame.gap) {
    writer.f64(frame.gap.last);
    writer.text(frame.gap.reason);
  }
  writer.varint(frame.body.length);
  writer.raw(frame.body);
  writer.setU32(start + 4, writer.checksum(start + 8));
  return writer.length - start;
}

/** How many bytes of `bytes` the sealed frame takes with which they begin, if they begin with one; undefined where they cannot. */
export function sealedLength(bytes: Uint8Array): number | undefined {
  const reader = new ByteReader(bytes);
  try {
    if (reader.u16() !== MAGIC) return undefined;
    const version = reader.u8();
    if (version > GAP_VERSION) return undefined;
    reader.raw(5);
    for (let texts = 0; texts < 3; texts++) reader.raw(reader.varint());
    reader.raw(16);
    if (version === GAP_VERSION) {
      reader.raw(8);
      reader.raw(reader.varint());
    }
    reader.raw(reader.varint());
    return reader.at;
  } catch {
    return undefined;
  }
}

/** Why bytes from a stream are not a frame. */
export class FrameError extends Error {
  override name = 'FrameError';
}

/** Whose frame it is, of bytes that `sealFrame` made; nothing is checked. */
export function frameIdentity(sealed: Uint8Array): Pick<SealedFrame, 'incarnation' | 'race' | 'car' | 'seq'> {
  const reader = new ByteReader(sealed);
  reader.u32();
  reader.u32();
  return { incarnation: reader.text(), race: reader.text(), car: reader.text(), seq: reader.f64() };
}

/** Whether these are the bytes that `sealFrame` gave; what they say is not looked at. */
export function sealedIsWhole(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false;
  const head = new ByteReader(bytes);
  return head.u16() === MAGIC && (head.u16() & 0xff) <= GAP_VERSION && head.u32() === crc32c(bytes, 8);
}

/** Checks magic, version and checksum; the body stays a view into `bytes`. Throws FrameError with the reason. */
export function openFrame(bytes: Uint8Array): SealedFrame {
  if (bytes.length < 8) throw new FrameError(`${bytes.length} bytes are too few for a frame`);
  const head = new ByteReader(bytes);
  if (head.u16() !== MAGIC) throw new FrameError('does not begin like a frame');
  const version = head.u8();
  if (version < OLDEST_VERSION || version > GAP_VERSION) {
    throw new FrameError(`frame version ${version}; this Lapwing reads ${OLDEST_VERSION} to ${GAP_VERSION}`);
  }
  const flags = head.u8();
  if (head.u32() !== crc32c(bytes, 8)) throw new FrameError('the checksum does not match');
  try {
    const incarnation = head.text();
    const race = head.text();
    const car = head.text();
    const seq = head.f64();
    const closed = head.f64();
    if (!Number.isSafeInteger(seq) || seq < 0) throw new FrameError(`sequence number ${seq} is out of range`);
    if (!Number.isFinite(closed)) throw new FrameError(`${closed} is no time of closing`);
    const clock = (flags & CLOCK_SUSPECT) === 0 ? undefined : { clockSuspect: true };
    if (version < GAP_VERSION) return { incarnation, race, car, seq, closed, ...clock, body: head.raw(head.varint()) };
    const gap = { last: head.f64(), reason: head.text() };
    if (!Number.isSafeInteger(gap.last) || gap.last < seq) throw new FrameError(`${gap.last} is no end of a gap that begins at ${seq}`);
    return { incarnation, race, car, seq, closed, body: head.raw(head.varint()), gap };
  } catch (error) {
    if (error instanceof FrameError) throw error;
    throw new FrameError(`cut short or malformed: ${(error as Error).message}`);
  }
}
