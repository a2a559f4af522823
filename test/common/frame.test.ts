import { describe, expect, test } from 'vitest';
import { ByteWriter } from '../../common/bytes.ts';
import { crc32c } from '../../common/crc32c.ts';
import { declaredGrid, type CarDeclaration, type DeclaredChannel } from '../../common/car-declaration.ts';
import { decodeBody, encodeBody, type FrameBody } from '../../common/frame-body.ts';
import { FrameError, openFrame, sealedIsWhole, sealedLength, sealFrame, type SealedFrame } from '../../common/frame.ts';
import { testDeclaration } from '../support/frames.ts';

const body: FrameBody = {
  lap: 12,
  racetime: 1043.24,
  interval: 0.01,
  instant: 104324,
  count: 3,
  strides: [1, 1],
  columns: [Int32Array.of(7130, 7131, 7090), Int32Array.of(-2147483648, 2147483647, 0)],
};

/** The same body as the first version wrote it. */
function firstVersion({ lap, racetime, interval, count, columns }: FrameBody): Uint8Array {
  const writer = new ByteWriter();
  writer.u8(0);
  writer.varint(lap);
  writer.f64(racetime);
  writer.f64(interval);
  writer.varint(count);
  writer.varint(columns.length);
  for (const column of columns) column.forEach((value, i) => writer.signed((value - (i === 0 ? 0 : column[i - 1]!)) | 0));
  return writer.finish();
}

const sealed = (): SealedFrame => ({
  incarnation: '0f8fad5b-d9cb-469f-a165-70867728950e',
  race: '20261122T140000Z-park-1f3a',
  car: 'car7',
  seq: 2 ** 40 + 3,
  closed: 1763834523120,
  body: encodeBody(body),
});

test('crc32c matches the check value of the algorithm', () => {
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
});

test('crc32c is the same bit by bit, at any length and wherever the bytes lie', () => {
  const bytes = Uint8Array.from({ length: 80 }, (_, i) => (i * 73 + 11) & 0xff);
  const bitwise = (part: Uint8Array): number => {
    let c = 0xffffffff;
    for (const byte of part) {
      c ^= byte;
      for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0x82f63b78 : c >>> 1;
    }
    return ~c >>> 0;
  };
  for (let start = 0; start < 5; start++) {
    for (let end = start; end <= bytes.length; end++) {
      expect(crc32c(bytes, start, end)).toBe(bitwise(bytes.subarray(start, end)));
      expect(crc32c(bytes.subarray(start), 0, end - start)).toBe(crc32c(bytes, start, end));
    }
  }
});

test('the length of a sealed frame is known from its beginning; of other bytes it is not', () => {
  const gap = sealFrame({ ...sealed(), body: new Uint8Array(0), gap: { last: 2 ** 40 + 9, reason: 'lost' } });
  for (const bytes of [sealFrame(sealed()), gap]) {
    expect(sealedLength(Uint8Array.of(...bytes, 1, 2, 3))).toBe(bytes.length);
    expect(sealedLength(bytes.subarray(0, -1))).toBe(undefined);
  }
  expect(sealedLength(new Uint8Array(100))).toBe(undefined);
});

describe('frame body', () => {
  test('comes back as it was, the extremes of 32 bits included', () => {
    expect(decodeBody(encodeBody(body))).toEqual(body);
  });

  test('carries the declaration and the lap summary', () => {
    const full: FrameBody = {
      ...body,
      declaration: testDeclaration('car7'),
      summary: { lap: 12, lap_type: 'flying', lap_time: 83.417, sectors: [27.2, 28.9, 27.317], compound: 'medium', tyre_age: 9, position: 3, fuel: 41.2 },
    };
    expect(decodeBody(encodeBody(full))).toEqual(full);
  });

  test('holds every channel at its own rate, and takes no more of a column than the frame spans', () => {
    const channels = [
      { name: 'A', unit: '', resolution: 1, rate: 100 },
      { name: 'B', unit: '', resolution: 1, rate: 10 },
      { name: 'C', unit: '', resolution: 1, rate: 50 },
    ];
    const declaration: CarDeclaration = { ...testDeclaration('car7'), channels };
    const mixed: FrameBody = {
      lap: 1,
      racetime: 0.58,
      ...declaredGrid(declaration),
      instant: 58,
      count: 5,
      columns: [Int32Array.of(1, 2, 3, 4, 5), Int32Array.of(6), Int32Array.of(7, 8, 9)],
      declaration,
    };
    expect(decodeBody(encodeBody(mixed))).toEqual(mixed);
    const spare = mixed.columns.map((column) => Int32Array.of(...column, 99));
    expect(decodeBody(encodeBody({ ...mixed, columns: spare }))).toEqual(mixed);
    const none = decodeBody(encodeBody({ ...mixed, instant: 61, count: 3 }));
    expect(none.columns.map((column) => column.length)).toEqual([3, 0, 1]);
  });

  test('of the first version is still read', () => {
    expect(decodeBody(firstVersion(body))).toEqual(body);
    expect(decodeBody(firstVersion({ ...body, count: 0, columns: [new Int32Array(0)] }))).toMatchObject({ count: 0, strides: [1] });
  });

  const small: FrameBody = { ...body, instant: 5, count: 0, columns: body.columns.map(() => new Int32Array(0)) };
  const AFTER_TIMES = 1 + 1 + 16;

  test.each([
    ['instants', { [AFTER_TIMES + 1]: 0x7f }, 'outside the bounds'],
    ['channels', { [AFTER_TIMES + 2]: 3 }, 'outside the bounds'],
    ['a stride of none', { [AFTER_TIMES + 4]: 0 }, '2 channels of stride 0, 2 announced'],
    ['a run beyond the channels', { [AFTER_TIMES + 3]: 3 }, '3 channels of stride 1, 2 announced'],
    ['no interval', Object.fromEntries(Array.from({ length: 8 }, (_, i) => [AFTER_TIMES - 8 + i, 0])), 'instants every 0 s'],
  ])('refuses %s that its bytes cannot hold', (_, change: Record<number, number>, reason) => {
    const bytes = encodeBody(small);
    for (const [at, byte] of Object.entries(change)) bytes[Number(at)] = byte;
    expect(() => decodeBody(bytes)).toThrow(reason);
  });

  test('refuses a declaration whose rates have no common grid', () => {
    const declaration = testDeclaration('car7');
    const [first, second] = declaration.channels as [DeclaredChannel, DeclaredChannel];
    declaration.channels = [{ ...first, rate: 99_991 }, { ...second, rate: 99_989 }];
    expect(() => decodeBody(encodeBody({ ...body, declaration }))).toThrow('no grid of');
  });
});

describe('sealed frame', () => {
  test('comes back as it was', () => {
    const frame = sealed();
    const opened = openFrame(sealFrame(frame));
    expect({ ...opened, body: [...opened.body] }).toEqual({ ...frame, body: [...frame.body] });
  });

  test.each([2, 4, 9, 40, 90])('a flipped bit in byte %i is seen', (at) => {
    const bytes = sealFrame(sealed());
    bytes[at]! ^= 0x10;
    expect(() => openFrame(bytes)).toThrow(FrameError);
  });

  test('a newer version is named', () => {
    const bytes = sealFrame(sealed());
    bytes[2] = 99;
    expect(() => openFrame(bytes)).toThrow('frame version 99; this Lapwing reads 1 to 3');
  });

  test('one of the first version is opened', () => {
    const bytes = sealFrame({ ...sealed(), body: firstVersion(body) });
    bytes[2] = 1;
    expect(decodeBody(openFrame(bytes).body)).toEqual(body);
  });

  test.each([-1, 1.5, 2 ** 53, NaN])('the sequence number %d is refused', (seq) => {
    expect(() => openFrame(sealFrame({ ...sealed(), seq }))).toThrow(FrameError);
  });

  test.each([NaN, Infinity])('a frame closed at %d is refused: no store could take it', (closed) => {
    expect(() => openFrame(sealFrame({ ...sealed(), closed }))).toThrow(FrameError);
  });

  test.each([0, 5, 8, 60])('cut to %i bytes it is refused', (length) => {
    expect(() => openFrame(sealFrame(sealed()).subarray(0, length))).toThrow(FrameError);
  });
});

test('that a clock is not to be trusted goes through the wire form, in a byte that older readers pass over', () => {
  const frame = { incarnation: 'i', race: 'r', car: 'car7', seq: 3, closed: 5, body: Uint8Array.of(1, 2, 3) };
  const marked = sealFrame({ ...frame, clockSuspect: true });
  expect(openFrame(marked)).toEqual({ ...frame, clockSuspect: true });
  expect(sealedIsWhole(marked)).toBe(true);
  expect(openFrame(sealFrame({ ...frame, clockSuspect: false }))).toEqual(frame);
  const without = sealFrame(frame);
  expect([...marked].flatMap((byte, i) => (byte === without[i] ? [] : [i]))).toEqual([3]);
});

test('a gap record goes through the wire form, and is no frame to an older reader', () => {
  const record = { incarnation: 'i', race: 'r', car: 'car7', seq: 91, closed: 5, body: new Uint8Array(0), gap: { last: 1000, reason: 'the tail of the buffer was lost' } };
  const bytes = sealFrame(record);
  expect(openFrame(bytes)).toEqual(record);
  expect(bytes[2]).toBe(3);
  expect(() => openFrame(sealFrame({ ...record, gap: { last: 90, reason: 'x' } }))).toThrow('90 is no end of a gap that begins at 91');
});
