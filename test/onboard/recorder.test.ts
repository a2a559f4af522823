import { expect, test } from 'vitest';
import { CHANNELS, channelIndex } from '../../common/channels.ts';
import { decodeBody, type FrameBody } from '../../common/frame-body.ts';
import { recordsIn, sieveOf } from '../../common/sample-grid.ts';
import { Recorder } from '../../main/onboard/recorder.ts';
import { SampleDigest } from '../../main/onboard/sample-digest.ts';
import { Sensors } from '../../sim/car/sensors.ts';
import { Race } from '../../sim/race.ts';
import { findTrack, trackNames } from '../../sim/track/tracks.ts';

interface Options {
  frameLength?: number;
  noise?: boolean;
  step?: 500 | 1000;
  laps?: number;
}

/** A race of two cars, recorded: the frames of each car, and the digest. */
function record(rate: number, { frameLength = 0.1, noise = false, step = 500, laps = 1 }: Options = {}): { cars: Map<string, FrameBody[]>; digest: string } {
  const race = new Race({ track: findTrack(trackNames()[0]!), cars: 2, laps, seed: 5, step });
  const digest = new SampleDigest(CHANNELS.length);
  const recorder = new Recorder(race, rate, 1763834523, digest, noise ? new Sensors(5, 2) : undefined);
  recorder.frameLength = frameLength;
  const cars = new Map<string, FrameBody[]>();
  while (!race.finished) {
    race.advance();
    recorder.collect(({ car, body }) => {
      const frames = cars.get(car) ?? [];
      frames.push(decodeBody(body));
      cars.set(car, frames);
    });
  }
  recorder.flush(() => expect.unreachable('a finished race has no open frames'));
  return { cars, digest: digest.finish() };
}

test('frames hold each sample of the grid once, end with the lap, and say their lap in the last', () => {
  const { cars } = record(100, { laps: 2 });
  expect(cars.size).toBe(2);
  for (const frames of cars.values()) {
    expect(frames.map((frame) => frame.declaration !== undefined).indexOf(true, 1)).toBe(-1);
    const channels = CHANNELS.map(({ name, unit, resolution, rate: source }) => ({ name, unit, resolution, rate: Math.min(source, 100) }));
    expect(frames[0]!.declaration).toMatchObject({ rate: 100, channels });
    let sample = 1;
    for (const { racetime, count, interval } of frames) {
      if (count === 0) continue;
      expect(count).toBeLessThanOrEqual(10);
      expect(racetime).toBeCloseTo(sample * interval, 9);
      sample += count;
    }
    const ends = frames.filter((frame) => frame.summary);
    expect(ends.map((frame) => [frame.lap, frame.summary!.lap])).toEqual([[0, 0], [1, 1], [2, 2]]);
    const laps = frames.map((frame) => frame.lap);
    expect(laps).toEqual(laps.toSorted((a, b) => a - b));
    for (const frame of frames) if (frame.lap === 2) expect(frames.indexOf(frame)).toBeGreaterThan(frames.indexOf(ends[1]!));
  }
});

test('the distance of a lap begins near the line and never runs backwards within it', () => {
  const distance = channelIndex('Distance');
  for (const frames of record(50).cars.values()) {
    const lap = frames.filter((frame) => frame.lap === 1).flatMap((frame) => [...frame.columns[distance]!]);
    expect(lap[0]!).toBeLessThan(300);
    for (let i = 1; i < lap.length; i++) expect(lap[i]!).toBeGreaterThanOrEqual(lap[i - 1]!);
  }
});

/** The instants of a channel's samples, and the samples. */
function samplesOf(frames: FrameBody[], name: string): { instants: number[]; values: number[] } {
  const c = channelIndex(name);
  const instants: number[] = [];
  const values: number[] = [];
  for (const { instant, strides, columns } of frames) {
    const stride = strides[c]!;
    columns[c]!.forEach((value, i) => {
      instants.push((Math.ceil(instant / stride) + i) * stride);
      values.push(value);
    });
  }
  return { instants, values };
}

test.each([
  [100, 500],
  [500, 500],
  [25, 500],
  [125, 500],
  [250, 500],
  [500, 1000],
] as const)('at most %i Hz, physics at %i: each channel has every sample of its own rate, once', (cap, step) => {
  const { cars } = record(cap, { step });
  for (const frames of cars.values()) {
    const { interval } = frames[0]!;
    const end = frames.findLast((frame) => frame.count > 0)!;
    const last = end.instant + end.count - 1;
    for (const name of ['Ax', 'DamperSpeedFL', 'Speed', 'SuspTravelRR', 'RideHeightRear', 'Fuel', 'WaterTemp', 'Lap']) {
      const { rate } = CHANNELS[channelIndex(name)]!;
      const stride = Math.round(1 / (interval * Math.min(rate, cap, step)));
      const expected = Array.from({ length: Math.floor(last / stride) }, (_, i) => (i + 1) * stride);
      expect(samplesOf(frames, name).instants.join()).toBe(expected.join());
    }
    const sieve = sieveOf(frames[0]!.strides);
    for (const { racetime, instant, count } of frames) {
      if (count === 0) continue;
      expect(racetime).toBeCloseTo(instant * interval, 9);
      expect(count * interval).toBeLessThan(Math.max(0.1, 1 / cap) + 1e-9);
      expect(recordsIn(sieve, instant, 1)).toBe(1);
    }
  }
});

test('a sample is the same at whatever rate it was recorded', () => {
  const [slow, fast] = [record(25), record(500)].map(({ cars }) => [...cars.values()][0]!) as [FrameBody[], FrameBody[]];
  const finer = Math.round(slow[0]!.interval / fast[0]!.interval);
  for (const name of ['Speed', 'Ax', 'WaterTemp']) {
    const all = samplesOf(fast, name);
    const known = new Map(all.instants.map((instant, i) => [instant, all.values[i]]));
    const { instants, values } = samplesOf(slow, name);
    expect(values).toEqual(instants.map((instant) => known.get(instant * finer)));
  }
});

test('rate, frame length and sensors change the frames, not the digest and not the laps', () => {
  const { digest: reference, cars: exact } = record(100);
  expect(record(1).digest).toBe(reference);
  const fast = record(500, { frameLength: 1 });
  expect(fast.digest).toBe(reference);
  expect(Math.max(...[...fast.cars.values()].flat().map((frame) => frame.count))).toBe(500);
  const noisy = record(100, { noise: true });
  expect(noisy.digest).toBe(reference);
  for (const [car, frames] of noisy.cars) {
    const truth = exact.get(car)!;
    expect(frames.map((frame) => frame.summary)).toEqual(truth.map((frame) => frame.summary));
    expect(samplesOf(frames, 'Gear')).toEqual(samplesOf(truth, 'Gear'));
    expect(samplesOf(frames, 'RPM')).not.toEqual(samplesOf(truth, 'RPM'));
  }
  expect(record(100, { noise: true })).toEqual(noisy);
});
