import { describe, expect, it } from 'vitest';
import type { LapRow } from '../../../common/race-view.ts';
import { sortLaps } from '../../../renderer/laps/sort-laps.ts';

const lap = (car: string, number: number, lap_time: number | null): LapRow => ({
  id: `${car}/${number}`,
  race_id: 'r',
  car,
  driver: car,
  lap: number,
  lap_type: 'flying',
  lap_time,
  sectors: lap_time === null ? [] : [lap_time / 3],
  compound: 'soft',
  tyre_age: 0,
  position: 1,
  samples: 1,
});

const laps = [lap('car10', 1, 80), lap('car9', 1, null), lap('car9', 2, 79), lap('car10', 2, 81)];
const ids = (rows: readonly LapRow[]): string[] => rows.map((row) => row.id);

describe('sortLaps', () => {
  it('puts laps without a time last, whichever way', () => {
    expect(ids(sortLaps(laps, { key: 'lap_time', way: 1 }))).toEqual(['car9/2', 'car10/1', 'car10/2', 'car9/1']);
    expect(ids(sortLaps(laps, { key: 'lap_time', way: -1 }))).toEqual(['car10/2', 'car10/1', 'car9/2', 'car9/1']);
  });

  it('knows that 9 comes before 10, and orders a car by lap', () => {
    expect(ids(sortLaps(laps, { key: 'car', way: 1 }))).toEqual(['car9/1', 'car9/2', 'car10/1', 'car10/2']);
  });

  it('reads a sector', () => {
    expect(ids(sortLaps(laps, { key: 'S1', way: 1 }))[0]).toBe('car9/2');
  });
});
