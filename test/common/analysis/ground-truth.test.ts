import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deltaTime } from '../../../common/analysis/delta-time.ts';
import { idealLap } from '../../../common/analysis/ideal-lap.ts';
import { lapProgress, timeAt, type LapProgress } from '../../../common/analysis/lap-progress.ts';
import { decodeLapTrace, traceTimes, traceValues } from '../../../common/analysis/lap-trace.ts';
import { sectionsOf, sectionTimes, type Section } from '../../../common/analysis/sections.ts';
import type { LapRow, RaceView, TrackView } from '../../../common/race-view.ts';
import { openWorkstation } from '../../../main/workstation.ts';

/** ms of what the timing loops say. */
const CLOSE = 0.001;

interface DrivenLap {
  row: LapRow;
  progress: LapProgress;
  /** The car's own clock since the line at each sample, s, to the ms. */
  clock: Float64Array;
  distances: Float64Array;
}

/** Laps of a race of the simulator, whose loops interpolate line and sector ends inside a step of the physics. */
describe.each([
  { track: 'lapwing-park', rate: 100 },
  { track: 'little-marsh', rate: 20 },
] as const)('against the timing loops of a race at $track, recorded at $rate Hz', ({ track, rate }) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lapwing-analysis-'));
  const laps: DrivenLap[] = [];
  let sectors: Section[];
  let length: number;

  beforeAll(async () => {
    const workstation = await openWorkstation({ dataDir });
    let session!: ReturnType<typeof workstation.open>;
    const over = new Promise<void>((resolve) => {
      session = workstation.open({ event: (name, payload) => void (name === 'race' && (payload as RaceView).state === 'finished' && resolve()), live() {} });
    });
    const { race_id } = (await session.request('race.start', { track, cars: 4, laps: 5, rate, speed: 'max' })) as RaceView;
    await over;
    const map = (await session.request('track', { name: track })) as TrackView;
    length = map.length;
    sectors = sectionsOf({ ...map, corners: [] });
    for (const row of (await session.request('laps.list', { race_id })) as LapRow[]) {
      if (row.lap_time === null) continue;
      const trace = decodeLapTrace((await session.request('lap.trace', { id: row.id, channels: ['Distance', 'LapTime'] })) as Uint8Array);
      const [distance, clock] = trace.channels;
      const distances = traceValues(distance!);
      const progress = lapProgress({
        ...{ times: traceTimes(trace, distance!.stride), distances, interval: trace.interval * distance!.stride },
        ...{ lapTime: row.lap_time, length, fromLine: true },
      });
      laps.push({ row, progress, clock: traceValues(clock!), distances });
    }
    await workstation.close();
  }, 120_000);

  afterAll(() => rmSync(dataDir, { recursive: true }));

  test('delta-time at the line is the difference of the lap times', () => {
    expect(laps.length).toBeGreaterThan(15);
    for (const lap of laps) {
      for (const reference of laps) {
        const [delta] = deltaTime(lap.progress, reference.progress, [length]);
        expect(Math.abs(delta! - (lap.row.lap_time! - reference.row.lap_time!))).toBeLessThan(CLOSE);
      }
    }
  });

  test('sector times are those of the loops, so that delta-time is right inside the lap as well', () => {
    for (const { row, progress } of laps) {
      sectionTimes(progress, sectors).forEach((time, i) => expect(Math.abs(time - row.sectors[i]!)).toBeLessThan(CLOSE));
    }
  });

  test('the time at a place is what the car itself says when it first comes there', () => {
    for (const { progress, clock, distances } of laps) {
      let worst = 0;
      let furthest = 0;
      distances.forEach((distance, i) => {
        if (distance <= furthest) return;
        furthest = distance;
        const time = timeAt(progress, distance);
        if (!Number.isNaN(time)) worst = Math.max(worst, Math.abs(time - clock[i]!));
      });
      expect(worst).toBeLessThan(0.0016);
    }
  });

  test('the ideal lap is the sum of the best sectors', () => {
    const best = sectors.map((_, i) => Math.min(...laps.map(({ row }) => row.sectors[i]!)));
    const ideal = idealLap(laps.map(({ progress }) => progress), sectors)!;
    expect(Math.abs(ideal.lapTime - best.reduce((sum, time) => sum + time, 0))).toBeLessThan(CLOSE);
    expect(timeAt(ideal.progress, length)).toBeCloseTo(ideal.lapTime, 9);
    sectionTimes(ideal.progress, sectors).forEach((time, i) => expect(Math.abs(time - best[i]!)).toBeLessThan(CLOSE));
  });
});
