import { expect, test } from 'vitest';
import { decodeLivePacket, encodeLivePacket, type LivePacket } from '../../common/live-packet.ts';

const packet: LivePacket = {
  subscription: 4,
  epoch: 2,
  skipped: 17,
  cars: [
    { car: 'car7', racetime: Float64Array.of(1.5, 1.51, 1.52), lap: Uint16Array.of(1, 1, 2), columns: [Float32Array.of(1, 2, 3), Float32Array.of(-1, NaN, 0)] },
    { car: 'wagen-ä', racetime: Float64Array.of(9), lap: Uint16Array.of(3), columns: [Float32Array.of(5), Float32Array.of(6)] },
  ],
};

test('a packet comes back as it was', () => {
  expect(decodeLivePacket(encodeLivePacket(packet))).toEqual(packet);
});

test('a packet that does not start on an eight-byte boundary is read all the same', () => {
  const bytes = encodeLivePacket(packet);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(decodeLivePacket(shifted.subarray(3))).toEqual(packet);
});

test('no cars, no samples', () => {
  const empty = { subscription: 0, epoch: 0, skipped: 0, cars: [] };
  expect(decodeLivePacket(encodeLivePacket(empty))).toEqual(empty);
});
