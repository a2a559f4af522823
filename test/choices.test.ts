import { expect, test } from 'vitest';
import { carRows, TrackRows, tyreWindows } from '../main/choices.ts';
import { DEFAULT_CAR } from '../sim/car/cars.ts';
import { DEFAULT_TRACK, findTrack, trackNames } from '../sim/track/tracks.ts';

test('lists every circuit with its length, the default first, and builds none twice', async () => {
  const tracks = new TrackRows();
  const rows = await tracks.list();
  expect(rows.map(({ name }) => name)).toEqual(trackNames());
  const track = findTrack(DEFAULT_TRACK);
  expect(rows[0]).toEqual({ name: DEFAULT_TRACK, title: track.title, length: track.length });
  expect(await tracks.list()).toBe(rows);
});

test('lists every car, the default first', () => {
  const rows = carRows();
  expect(rows[0]).toMatchObject({ name: DEFAULT_CAR });
  expect(new Set(rows.map(({ title }) => title)).size).toBe(rows.length);
});

test('knows between which temperatures each compound holds best', () => {
  const windows = tyreWindows();
  expect(Object.keys(windows)).toEqual(['soft', 'medium', 'hard', 'intermediate', 'wet']);
  expect(windows.wet.to).toBeLessThan(windows.hard.to);
  for (const { from, to } of Object.values(windows)) expect(to - from).toBeGreaterThan(10);
});
