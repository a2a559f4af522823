import { expect, test } from 'vitest';
import type { LapHead } from '../../common/lap.ts';
import { withLaps } from '../../main/trackside/car-reports.ts';

const result = { position: 1, car: 'car7', driver: 'A', laps: 2, time_s: 170, best_lap_s: 83, stops: 0 };
const head = (car: string, lap: number, lap_time: number | null, fuel_used?: number): LapHead => ({ car, lap, lap_time, ...(fuel_used !== undefined && { fuel_used }) }) as LapHead;

test('laps in order from the first, whoever drove them', () => {
  const heads = [head('car7', 0, null, 0.1), head('car23', 1, 90, 2), head('car7', 2, 83, 1.7), head('car7', 1, 84.5, 1.8)];
  expect(withLaps([result, { ...result, car: 'car23' }], heads)).toEqual([
    { ...result, lap_times: [84.5, 83], fuel_per_lap: [1.8, 1.7] },
    { ...result, car: 'car23', lap_times: [90], fuel_per_lap: [2] },
  ]);
});

test('null where a lap was not finished, is missing, or did not say its fuel', () => {
  const heads = [head('car7', 1, 84, 1.8), head('car7', 3, 83), head('car7', 4, null, 0.6)];
  expect(withLaps([result], heads)).toEqual([{ ...result, lap_times: [84, null, 83, null], fuel_per_lap: [1.8, null, null, null] }]);
});

test('a car that never crossed the line', () => {
  expect(withLaps([result], [head('car7', 0, null)])).toEqual([{ ...result, lap_times: [], fuel_per_lap: [] }]);
});
