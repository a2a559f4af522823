import { expect, test } from 'vitest';
import type { RaceTrace } from '../../../common/strategy-trace.ts';
import { againstCar, againstPace, placeAfter } from '../../../renderer/strategy/trace-lines.ts';

const stop = { green: 22, vsc: 14, 'safety-car': 11, within: 1, from: 'race' } as const;
const trace: RaceTrace = {
  race_id: 'r',
  laps: 50,
  stop,
  cars: [
    { car: 'car1', lines: [90, 180, 270], stops: [], out: false },
    { car: 'car2', lines: [91, 203, null], stops: [{ lap: 1, onto: 'hard' }], out: false },
    { car: 'car3', lines: [95], stops: [], out: true },
  ],
};

test('against the average pace of the leader', () => {
  const lines = againstPace(trace);
  expect(lines.map(({ points }) => points.map(({ lap, ahead }) => [lap, ahead]))).toEqual([[[1, 0], [2, 0], [3, 0]], [[1, -1], [2, -23]], [[1, -5]]]);
  expect(lines[1]!.stops).toEqual([1]);
  expect(lines[2]!.out).toBe(true);
  expect(againstPace({ ...trace, cars: [] })).toEqual([]);
});

test('against one car, on the laps that both have driven', () => {
  expect(againstCar(trace, 'car2').map(({ car, points }) => [car, points.map(({ ahead }) => ahead)])).toEqual([['car1', [1, 23]], ['car3', [-4]]]);
  expect(againstCar(trace, 'car9')).toEqual([]);
});

test('places after a lap', () => {
  expect(['car1', 'car2', 'car3'].map((car) => placeAfter(trace, car, 1))).toEqual([1, 2, 3]);
  expect(placeAfter(trace, 'car3', 2)).toBeNull();
});
