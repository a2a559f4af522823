import { describe, expect, test } from 'vitest';
import { EVERYTHING, findLaps, racesOf, type LapFilter } from '../../../renderer/analysis/lap-filter.ts';
import { madeRace, madeRow } from './made-lap.ts';

const races = [madeRace('r2'), madeRace('r1', { track: 'imola' })];
const rows = [
  madeRow('r1/car3/001', { lap_time: 81, driver: 'Ada Keane' }), madeRow('r1/car3/002', { lap_time: 80.5, driver: 'Ada Keane', compound: 'hard' }),
  madeRow('r1/car33/001', { lap_time: 79, lap_type: 'out' }), madeRow('r1/car33/002', { lap_time: 82 }), madeRow('r1/car33/000', { lap_type: 'grid', lap_time: null }),
  madeRow('r2/car3/001', { lap_time: 70 }),
];
const laps = new Map(['r1', 'r2'].map((race) => [race, new Map(rows.filter((row) => row.race_id === race).map((row) => [row.id, row]))]));
const find = (filter: Partial<LapFilter>): string[] => findLaps({ races: 'r1', ...EVERYTHING, ...filter }, races, laps, notes).map(({ row }) => row.id);
const notes = new Map([['r1/car3/001', { tags: ['kerb', 'slow'] }], ['r1/car33/002', { tags: ['slow'] }]]);

describe('the lap browser finds', () => {
  test('the best flying lap of each car, the fastest first', () => {
    expect(find({})).toEqual(['r1/car3/002', 'r1/car33/002']);
  });
  test('all timed laps, or those of one kind', () => {
    expect(find({ bestOnly: false })).toEqual(['r1/car33/001', 'r1/car3/002', 'r1/car3/001', 'r1/car33/002']);
    expect(find({ bestOnly: false, kind: 'out' })).toEqual(['r1/car33/001']);
    expect(find({ bestOnly: false, kind: '' }).at(-1)).toBe('r1/car33/000');
  });
  test('a car by its number, not by a part of it; a driver by how the name begins; a lap', () => {
    expect(find({ text: '3' })).toEqual(['r1/car3/002']);
    expect(find({ text: 'kea', bestOnly: false })).toEqual(['r1/car3/002', 'r1/car3/001']);
    expect(find({ text: '3 L1', bestOnly: false })).toEqual(['r1/car3/001']);
    expect(find({ text: 'nobody' })).toEqual([]);
  });
  test('laps on a tyre', () => {
    expect(find({ compound: 'hard', bestOnly: false })).toEqual(['r1/car3/002']);
  });
  test('laps with a tag', () => {
    expect(find({ tag: 'slow', bestOnly: false })).toEqual(['r1/car3/001', 'r1/car33/002']);
    expect(find({ tag: 'kerb', bestOnly: false })).toEqual(['r1/car3/001']);
    expect(find({ tag: 'nothing' })).toEqual([]);
  });
  test('in one race, at one track, or everywhere', () => {
    expect(racesOf({ races: 'track:monza' }, races).map(({ race_id }) => race_id)).toEqual(['r2']);
    expect(find({ races: 'all' })).toEqual(['r2/car3/001', 'r1/car3/002', 'r1/car33/002']);
    expect(find({ races: '' })).toEqual([]);
  });
});
