import { describe, expect, it } from 'vitest';
import { CarSamples } from '../../../renderer/live/car-samples.ts';

function insert(samples: CarSamples, times: readonly number[], lap = 1): void {
  samples.insert(Float64Array.from(times), new Uint16Array(times.length).fill(lap), [Float32Array.from(times)]);
}

const held = (samples: CarSamples): number[] => [...samples.time.subarray(samples.start, samples.end)];
const values = (samples: CarSamples): number[] => [...samples.columns[0]!.subarray(samples.start, samples.end)];

describe('CarSamples', () => {
  it('puts the past that comes late where it belongs, values with it', () => {
    const samples = new CarSamples(1, 100, 10);
    insert(samples, [1, 2, 3]);
    insert(samples, [8, 9]);
    insert(samples, [4, 5]);
    insert(samples, [6, 7]);
    expect(held(samples)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(values(samples)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('drops what it holds already, also in the middle of a batch', () => {
    const samples = new CarSamples(1, 100, 10);
    insert(samples, [1, 2, 5, 6]);
    insert(samples, [1, 2, 3, 4, 5, 6, 7]);
    insert(samples, [1, 2, 3, 4, 5, 6, 7]);
    expect(held(samples)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('forgets what is older than it was told to hold, and never grows', () => {
    const samples = new CarSamples(1, 10, 10);
    const capacity = samples.time.length;
    for (let at = 0; at < 2000; at++) insert(samples, [at, at + 0.25, at + 0.5, at + 0.75]);
    expect(samples.time.length).toBe(capacity);
    expect(held(samples)[0]).toBe(1989.75);
    expect(samples.newest).toBe(1999.75);
    expect(values(samples)).toEqual(held(samples));
  });

  it('keeps the newest of a batch that is larger than itself', () => {
    const samples = new CarSamples(1, 1e6, 0.001);
    const capacity = samples.time.length;
    insert(samples, Array.from({ length: capacity + 500 }, (_, i) => i));
    expect(samples.end - samples.start).toBe(capacity);
    expect(samples.newest).toBe(capacity + 499);
  });

  it('finds a race time and the start of a lap', () => {
    const samples = new CarSamples(1, 100, 10);
    insert(samples, [1, 2, 3], 4);
    insert(samples, [4, 5], 5);
    expect([0, 2, 2.5, 9].map((at) => samples.indexAt(at) - samples.start)).toEqual([0, 1, 2, 5]);
    expect([3, 4, 5, 6].map((lap) => samples.lapStart(lap) - samples.start)).toEqual([0, 0, 3, 5]);
  });
});
