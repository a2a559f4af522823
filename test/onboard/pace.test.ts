import { describe, expect, test } from 'vitest';
import { Pace } from '../../main/onboard/pace.ts';
import { seededRandom } from '../support/random.ts';

interface Way {
  bytesPerSecond: number;
  /** ms. */
  roundTrip: number;
  jitter?: number;
  /** Of 5 s each. */
  stalls?: number;
}

/** Sends full batches for a while. Returns the share of the link that was used, and the longest send, s. */
function drive(pace: Pace, way: Way, seconds: number, seed = 7): { used: number; longest: number } {
  const random = seededRandom(seed);
  let now = 0;
  let stalled = 0;
  let bytes = 0;
  let longest = 0;
  while (now < seconds * 1000) {
    const size = Math.max(1000, pace.batchBytes);
    let ms = (size / way.bytesPerSecond) * 1000 + way.roundTrip + (way.jitter ?? 0) * (2 * random() - 1);
    if (random() < (way.stalls ?? 0)) {
      ms += 5000;
      stalled += 5000;
    }
    now += ms;
    longest = Math.max(longest, ms / 1000);
    bytes += size;
    pace.sent(size, ms);
  }
  return { used: bytes / ((way.bytesPerSecond * (now - stalled)) / 1000), longest };
}

test('a fast link gets full batches after a few', () => {
  const pace = new Pace();
  drive(pace, { bytesPerSecond: 50e6, roundTrip: 2 }, 1);
  expect(pace.batchBytes).toBe(448 * 1024);
});

test('a slow link near at hand gets batches of a few seconds at most', () => {
  const pace = new Pace();
  const { used, longest } = drive(pace, { bytesPerSecond: 8000, roundTrip: 5 }, 60);
  expect(used).toBeGreaterThan(0.95);
  expect(longest).toBeLessThan(6.5);
});

describe('a slow link with a long way', () => {
  test.each([1, 2, 3, 4, 5])('is used to most of what it carries, jitter and stalls or not (seed %i)', (seed) => {
    const calm = drive(new Pace(), { bytesPerSecond: 8000, roundTrip: 800 }, 120, seed);
    expect(calm.used).toBeGreaterThan(0.75);
    const pace = new Pace();
    const rough = drive(pace, { bytesPerSecond: 8000, roundTrip: 800, jitter: 300, stalls: 0.1 }, 300, seed);
    expect(rough.used).toBeGreaterThan(0.72);
    expect(rough.longest).toBeLessThan(15);
    expect(pace.bytesPerSecond).toBeGreaterThan(3000);
    expect(pace.bytesPerSecond).toBeLessThan(9000);
  });
});

test('a link whose way becomes longer is measured anew', () => {
  const pace = new Pace();
  drive(pace, { bytesPerSecond: 8000, roundTrip: 5 }, 30);
  drive(pace, { bytesPerSecond: 8000, roundTrip: 900 }, 90);
  const { used } = drive(pace, { bytesPerSecond: 8000, roundTrip: 900 }, 60);
  expect(pace.roundTrip).toBeGreaterThan(500);
  expect(used).toBeGreaterThan(0.7);
});

test('a fast link that becomes slow is noticed with the next batches', () => {
  const pace = new Pace();
  drive(pace, { bytesPerSecond: 1e6, roundTrip: 20 }, 20);
  pace.sent(pace.batchBytes, (pace.batchBytes / 8000) * 1000);
  drive(pace, { bytesPerSecond: 8000, roundTrip: 20 }, 240);
  expect(pace.batchBytes).toBeLessThan(50_000);
});

test('small batches say nothing about large ones', () => {
  const pace = new Pace();
  const first = pace.batchBytes;
  for (let i = 0; i < 50; i++) pace.sent(200, 3);
  expect(pace.batchBytes).toBeLessThanOrEqual(first);
});

test('a batch that fails late was too large, one that fails at once was not', () => {
  const pace = new Pace();
  drive(pace, { bytesPerSecond: 1e6, roundTrip: 20 }, 20);
  const before = pace.batchBytes;
  expect(pace.failed(200)).toBe(false);
  expect(pace.batchBytes).toBe(before);
  expect(pace.failed(30_000)).toBe(true);
  expect(pace.batchBytes).toBeLessThan(before);
});

test('after a refusal no batch is as large again', () => {
  const pace = new Pace();
  drive(pace, { bytesPerSecond: 50e6, roundTrip: 2 }, 1);
  pace.refused(200_000);
  drive(pace, { bytesPerSecond: 50e6, roundTrip: 2 }, 1);
  expect(pace.batchBytes).toBe(100_000);
  pace.refused(100);
  expect(pace.batchBytes).toBe(4096);
});
