import { ByteReader, ByteWriter } from './bytes.ts';
import { carDeclaration, declaredGrid, type CarDeclaration } from './car-declaration.ts';
import { lapSummary, type LapSummary } from './lap.ts';
import { parsePlainly } from './plain-parse.ts';
import { samplesIn, type SampleGrid } from './sample-grid.ts';

/** What a frame says: a stretch of one car's samples, within one lap. */
export interface FrameBody extends SampleGrid {
  lap: number;
  /** Race time of the first instant, s. */
  racetime: number;
  /** Number of the first instant, which is a record. */
  instant: number;
  /** Instants that the frame spans; 0 where it has no samples. */
  count: number;
  /** One array a channel, in declared order, in steps of its resolution: the samples at the instants of its stride. */
  columns: Int32Array[];
  declaration?: CarDeclaration;
  /** Present when this frame ends its lap. */
  summary?: LapSummary;
}

const HAS_DECLARATION = 1;
const HAS_SUMMARY = 2;
/** The channels' strides are said. Bodies of frames of version 1 lack it, wherever they were kept. */
const HAS_STRIDES = 4;
/** A second at the finest grid: what spans more is no frame. */
const MOST_INSTANTS = 100_000;
const MOST_CHANNELS = 10_000;
const MOST_SAMPLES = 10_000_000;
const writer = new ByteWriter(4096);

/** The samples part of a frame: made on the simulation's side, before the buffer has given it a number. */
export function encodeBody(body: FrameBody): Uint8Array<ArrayBuffer> {
  const { instant, count, strides, columns } = body;
  writer.reset();
  writer.u8(HAS_STRIDES | (body.declaration ? HAS_DECLARATION : 0) | (body.summary ? HAS_SUMMARY : 0));
  writer.varint(body.lap);
  writer.f64(body.racetime);
  writer.f64(body.interval);
  writer.varint(instant);
  writer.varint(count);
  writer.varint(columns.length);
  writeStrides(strides);
  let stride = 0;
  let samples = 0;
  for (let c = 0; c < columns.length; c++) {
    if (strides[c] !== stride) {
      stride = strides[c]!;
      samples = samplesIn(stride, instant, count);
    }
    writeColumn(columns[c]!, samples);
  }
  if (body.declaration) writer.text(JSON.stringify(body.declaration));
  if (body.summary) writer.text(JSON.stringify(body.summary));
  return writer.finish();
}

/** Differences from sample to sample; after one of 0, how many more of them follow. */
function writeColumn(column: Int32Array, samples: number): void {
  let last = 0;
  for (let i = 0; i < samples; ) {
    const value = column[i++]!;
    writer.signed((value - last) | 0);
    if (value === last) {
      const from = i;
      while (i < samples && column[i] === value) i++;
      writer.varint(i - from);
    }
    last = value;
  }
}

/** In runs of channels with the same one: how many, and the stride. */
function writeStrides(strides: readonly number[]): void {
  for (let from = 0, to = 0; from < strides.length; from = to) {
    while (to < strides.length && strides[to] === strides[from]) to++;
    writer.varint(to - from);
    writer.varint(strides[from]!);
  }
}

function readStrides(reader: ByteReader, width: number): number[] {
  const strides: number[] = [];
  while (strides.length < width) {
    const run = reader.varint();
    const stride = reader.varint();
    if (run === 0 || run > width - strides.length || stride === 0) throw new RangeError(`${run} channels of stride ${stride}, ${width} announced`);
    for (let i = 0; i < run; i++) strides.push(stride);
  }
  return strides;
}

/** Throws RangeError, SyntaxError or Error for bytes that are no body. */
export function decodeBody(bytes: Uint8Array): FrameBody {
  const reader = new ByteReader(bytes);
  const flags = reader.u8();
  const lap = reader.varint();
  const racetime = reader.f64();
  const interval = reader.f64();
  if (!(interval > 0 && Number.isFinite(racetime / interval))) throw new RangeError(`instants every ${interval} s from ${racetime} s on`);
  const instant = flags & HAS_STRIDES ? reader.varint() : Math.max(0, Math.round(racetime / interval));
  const count = reader.varint();
  const width = reader.varint();
  if (count > MOST_INSTANTS || width > MOST_CHANNELS) throw new RangeError(`${count} instants of ${width} channels announced, ${reader.left} bytes left`);
  const strides = flags & HAS_STRIDES ? readStrides(reader, width) : Array.from({ length: width }, () => 1);
  let announced = 0;
  for (const stride of strides) announced += samplesIn(stride, instant, count);
  const most = flags & HAS_STRIDES ? MOST_SAMPLES : reader.left;
  if (announced > most) throw new RangeError(`${announced} samples announced, ${reader.left} bytes left`);
  const read = flags & HAS_STRIDES ? readColumn : readPlainColumn;
  const samples = new Int32Array(announced);
  let at = 0;
  const columns = strides.map((stride) => {
    const column = samples.subarray(at, (at += samplesIn(stride, instant, count)));
    read(reader, column);
    return column;
  });
  const body: FrameBody = { lap, racetime, interval, instant, count, strides, columns };
  if (flags & HAS_DECLARATION) {
    body.declaration = parsePlainly(carDeclaration, JSON.parse(reader.text()));
    declaredGrid(body.declaration);
  }
  if (flags & HAS_SUMMARY) body.summary = parsePlainly(lapSummary, JSON.parse(reader.text()));
  return body;
}

function readColumn(reader: ByteReader, column: Int32Array): void {
  let value = 0;
  for (let i = 0; i < column.length; ) {
    const difference = reader.signed();
    value = (value + difference) | 0;
    column[i++] = value;
    if (difference !== 0) continue;
    const same = reader.varint();
    if (same > column.length - i) throw new RangeError(`${same} more of a sample in a column that has ${column.length - i} left`);
    column.fill(value, i, i + same);
    i += same;
  }
}

/** As version 1 has it: no runs. */
function readPlainColumn(reader: ByteReader, column: Int32Array): void {
  let value = 0;
  for (let i = 0; i < column.length; i++) {
    value = (value + reader.signed()) | 0;
    column[i] = value;
  }
}
