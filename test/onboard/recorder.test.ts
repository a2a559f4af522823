import { expect, test } from 'vitest';
import { CHANNELS, channelIndex } from '../../common/channels.ts';
import { decodeBody, type FrameBody } from '../../common/frame.ts';
import { Recorder } from '../../main/onboard/recorder.ts';
import { SampleDigest } from '../../main/onboard/sample-digest.ts';
import { Race } from '../../sim/race.ts';
import { findTrack, trackNames } from '../../sim/track/tracks.ts';

/** A race of two cars over two laps, recorded: the frames of each car, and the digest. */
function record(rate: number, frameLength = 0.1): { cars: Map<string, FrameBody[]>; digest: string } {
  const race = new Race({ track: findTrack(trackNames()[0]!), cars: 2, laps: 2, seed: 5 });
  const digest = new SampleDigest(CHANNELS.length);
  const recorder = new Recorder(race, rate, 1763834523, digest);
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
  const { cars } = record(100);
  expect(cars.size).toBe(2);
  for (const frames of cars.values()) {
    expect(frames.map((frame) => frame.declaration !== undefined).indexOf(true, 1)).toBe(-1);
    expect(frames[0]!.declaration).toMatchObject({ rate: 100, channels: CHANNELS.map(({ name, unit, resolution }) => ({ name, unit, resolution })) });
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

test('rate and frame length change the frames, not the digest', () => {
  const reference = record(100).digest;
  expect(record(1).digest).toBe(reference);
  const fast = record(500, 1);
  expect(fast.digest).toBe(reference);
  expect(Math.max(...[...fast.cars.values()].flat().map((frame) => frame.count))).toBe(500);
});
