import type { CarDeclaration } from '../../common/car-declaration.ts';
import { encodeBody, type FrameBody } from '../../common/frame-body.ts';
import { sealFrame, type SealedFrame } from '../../common/frame.ts';
import type { LapSummary } from '../../common/lap.ts';
import type { StreamRecord } from '../../main/stream/stream.ts';

export const RACE = '20261122T140000Z-park-1f3a';
export const INCARNATION = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Two channels at 100 Hz. */
export function testDeclaration(car: string): CarDeclaration {
  return {
    track: 'park',
    rate: 100,
    started: 1763834523,
    entry: { car, number: 7, driver: 'Ada Okonkwo', team: 'Heron', model: 'H-1' },
    channels: [
      { name: 'Speed', unit: 'm/s', resolution: 0.01 },
      { name: 'Distance', unit: 'm', resolution: 0.01 },
    ],
  };
}

export function testSummary(lap: number, lap_time = 80): LapSummary {
  return { lap, lap_type: 'flying', lap_time, sectors: [30, 25, lap_time - 55], compound: 'medium', tyre_age: lap, position: 1, fuel: 40 };
}

/** `count` samples whose values tell their place: speed 10 + i/100 m/s, distance i/100 m. */
export function testBody(lap: number, first: number, count = 10): FrameBody {
  return {
    lap,
    racetime: (first + 1) / 100,
    interval: 0.01,
    instant: first + 1,
    count,
    strides: [1, 1],
    columns: [Int32Array.from({ length: count }, (_, i) => 1000 + first + i), Int32Array.from({ length: count }, (_, i) => first + i)],
  };
}

/** `frames` frames a lap for `laps` laps: what one car sends, numbered from 0. */
export function testRace(car: string, laps: number, frames = 5): SealedFrame[] {
  const out: SealedFrame[] = [];
  for (let lap = 0; lap < laps; lap++) {
    for (let f = 0; f < frames; f++) {
      const body = testBody(lap, (lap * frames + f) * 10);
      if (out.length === 0) body.declaration = testDeclaration(car);
      if (f === frames - 1) body.summary = testSummary(lap);
      out.push({ incarnation: INCARNATION, race: RACE, car, seq: out.length, closed: 1763834523000, body: encodeBody(body) });
    }
  }
  return out;
}

export function asRecords(frames: readonly SealedFrame[], topic = 'trackside.test.telemetry'): StreamRecord[] {
  return frames.map((frame, offset) => ({ topic, partition: 0, offset, key: frame.car, value: sealFrame(frame) }));
}
