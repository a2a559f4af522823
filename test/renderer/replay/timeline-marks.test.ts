import { expect, test } from 'vitest';
import type { ReplayTimeline } from '../../../common/replay.ts';
import { lapStep, nearestMark, timelineMarks } from '../../../renderer/replay/timeline-marks.ts';

const timeline: ReplayTimeline = {
  laps: [],
  marks: [
    { type: 'flag', racetime: 0, flag: 'green' },
    { type: 'pit', racetime: 30, car: 'car7', lap: 2, phase: 'in' },
    { type: 'pit', racetime: 31, car: 'car9', lap: 2, phase: 'in' },
    { type: 'retired', racetime: 60, car: 'car9', lap: 3, distance: 900, reason: 'engine' },
  ],
};
const marks = timelineMarks(timeline, ['car7'], (car) => `Driver of ${car}`);

test('what is marked: race control and who is out, and the stops of those that are followed', () => {
  expect(marks.map(({ racetime }) => racetime)).toEqual([0, 30, 60]);
  expect(marks[2]!.words).toMatch(/Driver of car9.*engine/);
});

test.each<[number, number | null]>([[0.3, 0], [30.2, 30], [29.7, 30], [45, null], [59.61, 60], [59.5, null]])('at %d s of 100 the mark at %j s is near', (racetime, near) => {
  expect(nearestMark(marks, racetime, 100)?.racetime ?? null).toBe(near);
});

test('of two near ones the nearer', () => {
  const two = [{ ...marks[0]!, racetime: 50 }, { ...marks[0]!, racetime: 50.3 }];
  expect([50.1, 50.2].map((at) => nearestMark(two, at, 100)?.racetime)).toEqual([50, 50.3]);
});

test('as many laps are named as can be read', () => {
  for (const laps of [0, 1, 14, 15, 53, 78, 500, 5000]) {
    const step = lapStep(laps);
    expect(step).toBeGreaterThanOrEqual(1);
    expect(Math.floor(laps / step)).toBeLessThanOrEqual(14);
  }
  expect([14, 53, 78].map(lapStep)).toEqual([1, 5, 10]);
});
