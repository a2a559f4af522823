import { ByteReader, type ByteWriter } from '../../../../common/bytes.ts';
import { crc32c } from '../../../../common/crc32c.ts';

/** Bytes before the content of a record: kind u32, length u32, id f64, seq f64, lane u32, crc32c u32 of these. */
export const RECORD_HEAD = 32;
const CHECKED = 28;

/** What a record is; the bytes of each kind are looked for where a segment is damaged. */
export const RECORD_KIND = { head: 0x4445484c, lane: 0x4e414c4c, frame: 0x4d52464c } as const;
const KINDS: ReadonlySet<number> = new Set(Object.values(RECORD_KIND));

export interface RecordHead {
  kind: number;
  /** Bytes of content. */
  length: number;
  /** Of a frame: its place in the order of buffering. Of others: the id of the frame that comes next. */
  id: number;
  /** Of a frame: its number. Of others: the checksum of the content. */
  seq: number;
  /** Of a frame, and of what names a lane: which lane of this segment. */
  lane: number;
}

/** Writes a head where `writer.skip(RECORD_HEAD)` has left room for it. */
export function writeHead(writer: ByteWriter, at: number, { kind, length, id, seq, lane }: RecordHead): void {
  writer.setU32(at, kind);
  writer.setU32(at + 4, length);
  writer.setF64(at + 8, id);
  writer.setF64(at + 16, seq);
  writer.setU32(at + 24, lane);
  writer.setU32(at + CHECKED, writer.checksum(at, at + CHECKED));
}

/** The head that lies at the beginning of `bytes`; undefined where none does. */
export function readHead(bytes: Uint8Array): RecordHead | undefined {
  if (bytes.length < RECORD_HEAD) return undefined;
  const reader = new ByteReader(bytes);
  const head = { kind: reader.u32(), length: reader.u32(), id: reader.f64(), seq: reader.f64(), lane: reader.u32() };
  return KINDS.has(head.kind) && reader.u32() === crc32c(bytes, 0, CHECKED) ? head : undefined;
}

/** Appends a record whose content is JSON. `id` as in `RecordHead`. */
export function writeNote(writer: ByteWriter, kind: number, id: number, lane: number, content: unknown): void {
  const bytes = Buffer.from(JSON.stringify(content));
  const at = writer.skip(RECORD_HEAD);
  writer.raw(bytes);
  writeHead(writer, at, { kind, length: bytes.length, id, seq: crc32c(bytes), lane });
}

/** The content of such a record; undefined when it is not what was written. */
export function readNote(head: RecordHead, content: Uint8Array): unknown {
  return crc32c(content) === head.seq ? JSON.parse(Buffer.from(content).toString()) : undefined;
}
