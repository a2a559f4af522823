import { expect, test } from 'vitest';
import { declaredGrid, type CarDeclaration } from '../../common/car-declaration.ts';
import type { FrameBody } from '../../common/frame-body.ts';
import { samplesIn } from '../../common/sample-grid.ts';
import { LiveRing } from '../../main/trackside/live-ring.ts';
import { testDeclaration } from '../support/frames.ts';

const declaration: CarDeclaration = {
  ...testDeclaration('car7'),
  channels: [
    { name: 'Speed', unit: 'm/s', resolution: 0.1, rate: 50 },
    { name: 'TyreTempFL', unit: '°C', resolution: 1, rate: 10 },
    { name: 'Ax', unit: 'm/s²', resolution: 1, rate: 20 },
  ],
};
const grid = declaredGrid(declaration);

/** Samples whose value is the number of their instant. */
function body(instant: number, count: number): FrameBody {
  const columns = grid.strides.map((stride) => {
    const first = Math.ceil(instant / stride);
    return Int32Array.from({ length: samplesIn(stride, instant, count) }, (_, i) => (first + i) * stride);
  });
  return { ...grid, lap: 1, racetime: instant * grid.interval, instant, count, columns };
}

/** What a channel holds at an instant. */
const held = (stride: number, instant: number): number => Math.floor(instant / stride) * stride;

test('every channel holds its last value at the records of the others', () => {
  const ring = new LiveRing(declaration, 150, 60_000);
  // Instants of 10 ms: 0, 2, 4, 5, 6, 8, 10 ... are records.
  ring.push(body(0, 10));
  ring.push(body(10, 11));
  const instants = [0, 2, 4, 5, 6, 8, 10, 12, 14, 15, 16, 18, 20];
  expect(Array.from(ring.racetime.subarray(0, ring.written), (t) => Math.round(t * 100))).toEqual(instants);
  expect(Array.from(ring.column('Speed', 0), (value) => Math.round(value * 10))).toEqual(instants.map((instant) => held(2, instant)));
  expect([...ring.column('TyreTempFL', 0)]).toEqual(instants.map((instant) => held(10, instant)));
  expect([...ring.column('Ax', 5)]).toEqual(instants.slice(5).map((instant) => held(5, instant)));
  expect([...ring.column('Throttle', 11)]).toEqual([NaN, NaN]);
});

test('before its first sample a channel has no value', () => {
  const ring = new LiveRing(declaration, 150, 60_000);
  ring.push(body(12, 9));
  expect([...ring.column('TyreTempFL', 0)]).toEqual([NaN, NaN, NaN, NaN, NaN, 20]);
});

test('a frame that was lost leaves the others in place', () => {
  const ring = new LiveRing(declaration, 150, 60_000);
  ring.push(body(0, 10));
  ring.push(body(34, 10));
  expect([...ring.column('TyreTempFL', 6)]).toEqual([0, 0, 0, 0, 40, 40].slice(0, ring.written - 6));
  expect([...ring.column('Ax', 6)]).toEqual([5, 35, 35, 35, 40, 40]);
});

test('what is older than the ring is gone, and the oldest record still knows what it held', () => {
  const ring = new LiveRing(declaration, 150, 30);
  for (let instant = 0; instant < 400; instant += 10) ring.push(body(instant, 10));
  expect(ring.capacity).toBe(30);
  expect(ring.written - ring.oldest).toBe(30);
  const instants = Array.from({ length: 30 }, (_, i) => Math.round(ring.racetime[(ring.oldest + i) % 30]! * 100));
  expect(instants.at(-1)).toBe(398);
  expect([...ring.column('TyreTempFL', ring.oldest)]).toEqual(instants.map((instant) => held(10, instant)));
  expect([...ring.column('Ax', ring.oldest)]).toEqual(instants.map((instant) => held(5, instant)));
  expect(ring.find(3.9)).toBe(ring.oldest + instants.indexOf(390));
});

test('a step of any size is kept, and what was there before it', () => {
  const ring = new LiveRing(declaration, 150, 30);
  const values = [7, -32_768, 32_767, 32_768, -40_000, 2 ** 31 - 1, -(2 ** 31), 3];
  values.forEach((value, i) => {
    const one = body(i * 10, 10);
    one.columns[1]![0] = value;
    ring.push(one);
    expect(ring.last('TyreTempFL')).toBe(value);
  });
  const seen = [...new Set(ring.column('TyreTempFL', ring.oldest))];
  expect(seen).toEqual(values.slice(-seen.length).map(Math.fround));
  expect(seen.length).toBeGreaterThan(3);
  expect(ring.column('Ax', ring.oldest).at(-1)).toBe(75);
});
