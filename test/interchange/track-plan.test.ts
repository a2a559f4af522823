import { join } from 'node:path';
import { truncateSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readTrackPlan } from '../../main/interchange/track-plan.ts';
import { Track } from '../../sim/track/track.ts';
import { testFolder } from '../support/folder.ts';

const ORCHARD = new URL('../fixtures/tracks/orchard.json', import.meta.url).pathname;

test('a track plan is read from a JSON file and can be driven on', () => {
  const track = new Track(readTrackPlan(ORCHARD));
  expect(track.title).toBe('Orchard');
  expect(track.corners.map(({ name }) => name)).toEqual(['Apple', 'Pear', 'Plum']);
  expect(track.surfaces[track.surfaceAt(100, 0)]!.name).toBe('concrete');
  expect(Math.max(...track.centre.z)).toBeGreaterThan(2);
});

test.each<[string, string | undefined, RegExp]>([
  ['is missing', undefined, /there is no such file/],
  ['is cut short', '{"name": "orchard", "title": ', /it is not JSON: /],
  ['is something else', '[]', /the track: /],
  ['has a wrong figure', '{"name": "orchard", "title": "Orchard", "width": -2}', /width: /],
])('a file that %s is refused in one line that begins with its path', (_what, text, line) => {
  const path = join(testFolder(), 'plan.json');
  if (text !== undefined) writeFileSync(path, text);
  expect(() => readTrackPlan(path)).toThrow(expect.objectContaining({ code: 'E_TRACK_FILE', message: expect.stringMatching(/^\/[^\n]*plan\.json: [^\n]+$/) }));
  expect(() => readTrackPlan(path)).toThrow(line);
});

test('a folder and a file of 200 MB are refused before they are read', () => {
  const folder = testFolder();
  expect(() => readTrackPlan(folder)).toThrow('not a file');
  const path = join(folder, 'large.json');
  writeFileSync(path, '');
  truncateSync(path, 200 * 2 ** 20);
  expect(() => readTrackPlan(path)).toThrow('large.json: 200 MB; such a file has at most 4 MB.');
});
