import { describe, expect, test } from 'vitest';
import { crc32c } from '../../common/crc32c.ts';
import { decodeBody, encodeBody, FrameError, openFrame, sealFrame, type FrameBody, type SealedFrame } from '../../common/frame.ts';
import { testDeclaration } from '../support/frames.ts';

const body: FrameBody = {
  lap: 12,
  racetime: 1043.24,
  interval: 0.01,
  count: 3,
  columns: [Int32Array.of(7130, 7131, 7090), Int32Array.of(-2147483648, 2147483647, 0)],
};

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

  test('refuses a count that its bytes cannot hold', () => {
    const bytes = encodeBody({ ...body, count: 0, columns: body.columns.map(() => new Int32Array(0)) });
    bytes[1 + 1 + 16] = 0x7f;
    expect(() => decodeBody(bytes)).toThrow(RangeError);
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
    expect(() => openFrame(bytes)).toThrow('frame version 99; this Lapwing reads 1');
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
