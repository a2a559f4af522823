import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { LapwingError } from '../../../common/errors.ts';
import { torcsRoots } from '../../../main/interchange/torcs/installation.ts';
import { readTorcsTrack } from '../../../main/interchange/torcs/track.ts';
import { torcsTracks } from '../../../main/interchange/torcs/tracks.ts';
import { Ground } from '../../../sim/track/ground.ts';
import { Track } from '../../../sim/track/track.ts';
import { testFolder } from '../../support/folder.ts';
import { saySkippedWithoutTorcs } from '../../support/without-torcs.ts';

const PADDOCK = new URL('../../fixtures/tracks/paddock.xml', import.meta.url).pathname;
const PADDOCK_3 = new URL('../../fixtures/tracks/paddock-3.xml', import.meta.url).pathname;
const DEGREE = Math.PI / 180;
const HALF = 50 * Math.PI;
const LAP = 400 + 2 * HALF;

describe('a track of version 4', () => {
  const shape = readTorcsTrack(PADDOCK);
  const { centre } = shape;
  const track = new Track(shape);
  const at = (table: Float64Array, way: number): number => track.at(table, way);
  const across = (way: number, ...offsets: number[]): string[] => offsets.map((offset) => track.surfaces[track.surfaceAt(way, offset)]!.name);

  it('is as long as its segments, and lies where they lead', () => {
    expect(centre.length).toBeCloseTo(LAP, 6);
    expect(at(centre.x, 140)).toBeCloseTo(140, 1);
    expect([at(centre.x, 140 + HALF / 2), at(centre.y, 140 + HALF / 2)]).toEqual([expect.closeTo(190, 0), expect.closeTo(50, 0)]);
    expect(at(centre.y, 300 + HALF / 2)).toBeCloseTo(100, 0);
    expect([centre.x[centre.count], centre.y[centre.count]]).toEqual([expect.closeTo(0, 6), expect.closeTo(0, 6)]);
    expect(centre.heading[centre.count]! - centre.heading[0]!).toBeCloseTo(2 * Math.PI, 9);
    expect(at(centre.curvature, 200)).toBeCloseTo(1 / 50, 9);
    expect(centre.left[0]).toBe(5);
  });

  it('keeps headings, bends and points together where bends are rounded off', () => {
    for (let i = 0; i < centre.count; i++) {
      const chord = Math.atan2(centre.y[i + 1]! - centre.y[i]!, centre.x[i + 1]! - centre.x[i]!);
      const mean = (centre.heading[i]! + centre.heading[i + 1]!) / 2;
      expect(Math.abs(Math.sin(chord - mean))).toBeLessThan(1e-3);
      const bend = ((centre.curvature[i]! + centre.curvature[i + 1]!) / 2) * centre.step;
      expect(centre.heading[i + 1]! - centre.heading[i]!).toBeCloseTo(bend, 12);
    }
  });

  it('rises by its grades, and by its splines between heights', () => {
    expect(at(centre.z, 30)).toBeCloseTo(0, 9);
    expect(at(centre.grade, 100)).toBeCloseTo(0.05, 9);
    expect(at(centre.z, 140 + HALF / 2)).toBeCloseTo(4, 2);
    const t = 0.25;
    const spline = 4 * (1 - t * t * (3 - 2 * t)) + t * (1 - t) * 200 * (-0.02 * (1 - t) + 0.02 * t);
    expect(at(centre.z, 140 + HALF + 50)).toBeCloseTo(spline, 2);
    expect(at(centre.z, LAP - 100)).toBeCloseTo(0, 9);
  });

  it('is banked where it says, the left edge the higher one when positive', () => {
    expect(at(centre.bank, 200)).toBeCloseTo(-6 * DEGREE, 9);
    expect(at(centre.bank, 100)).toBeCloseTo(0, 9);
  });

  it('has borders and sides that later segments take over, with the surfaces own numbers', () => {
    expect(across(30, 0, 4.9, 5.1, -5.1, -5.6)).toEqual(['tar', 'tar', 'meadow', 'stones', 'meadow']);
    expect(shape.surfaces.find(({ name }) => name === 'tar')).toEqual({ name: 'tar', friction: 1.1, rolling: 0.002, roughness: 0.005, wavelength: 3 });
    expect(shape.surfaces.find(({ name }) => name === 'stones')).toMatchObject({ friction: 1.3, rolling: 0.001, roughness: 0, wavelength: 1 });
    expect(at(track.wallLeft, 140 + HALF / 2)).toBeCloseTo(5 + 7, 1);
    expect(at(track.wallLeft, 600)).toBeCloseTo(5 + 10, 1);
    expect(at(track.wallRight, 30)).toBeCloseTo(5 + 8.5, 9);
  });

  it('ends at a border that is a wall', () => {
    expect(at(track.wallLeft, 140 + HALF + 100)).toBe(5);
  });

  it('has pits across the line, boxes at the wall and the lane between them and the road', () => {
    expect(shape.pit).toEqual({
      entry: expect.closeTo(-60, 6), exit: expect.closeTo(140, 6), limitFrom: expect.closeTo(-60, 6), limitTo: expect.closeTo(60, 6), limit: 25,
      offset: -7.5, firstBox: expect.closeTo(-50, 6), boxCount: 6, boxSpacing: 20, boxOffset: -11.5,
    });
    expect([track.gridDistance(0), track.gridDistance(1)]).toEqual([12, 21]);
  });

  it('is told by its own name, in thirds, with numbered corners', () => {
    expect([shape.name, shape.title, shape.description]).toEqual(['paddock', 'Paddock Ring', 'For tests']);
    expect(shape.sectors).toEqual([centre.length / 3, (2 * centre.length) / 3]);
    expect(shape.corners.map(({ name, side }) => [name, side])).toEqual([['Turn 1', 1], ['Turn 2', 1]]);
  });
});

describe('a track of version 3', () => {
  const shape = readTorcsTrack(PADDOCK_3);
  const track = new Track(shape);

  it('keeps the arc of a turn whose radius changes, and lets its length follow', () => {
    const radii = [30, 30 + 20 / 3, 30 + 40 / 3, 50];
    const step = Math.PI / 2 / radii.reduce((sum, radius) => sum + 1 / radius, 0);
    expect(track.length).toBeCloseTo(400 + 40 * Math.PI + 2 * 4 * step, 6);
    const from = 300 + 40 * Math.PI;
    expect(track.curvatureAt(from + step / 2)).toBeCloseTo(-1 / 30, 6);
    expect(track.curvatureAt(from + 3.5 * step)).toBeCloseTo(-1 / 50, 6);
  });

  it('has its sides and surfaces', () => {
    expect(shape.surfaces.map(({ name, friction }) => [name, friction])).toEqual([['tar', 1.1], ['meadow', 0.5]]);
    expect(track.at(track.wallLeft, 550)).toBeCloseTo(15, 1);
    expect(track.at(track.wallRight, 300)).toBeCloseTo(16, 9);
  });

  it('gets a pit lane beside the line where it has none', () => {
    expect(shape.pit.entry).toBeLessThan(shape.pit.firstBox);
    for (const offset of [shape.pit.offset, shape.pit.boxOffset]) expect(track.surfaces[track.surfaceAt(0, offset)]!.name).toBe('tar');
    expect(track.wallRight[0]).toBeGreaterThan(Math.abs(shape.pit.boxOffset) + 1);
  });
});

describe('a file is refused in one line that names file, element and reason', () => {
  const paddock = readFileSync(PADDOCK, 'utf8');
  const without = (section: RegExp): string => paddock.replace(section, '');

  test.each<[string, string | undefined, RegExp]>([
    ['that is missing', undefined, /there is no such file/],
    ['that is cut short', paddock.slice(0, 2000), /the file ends in the middle/],
    ['that is a car', '<params name="car"><section name="Car"><attnum name="mass" val="1"/></section></params>', /Main Track\/Track Segments: .*not a TORCS track/],
    ['without segments', without(/<section name="first">[\s\S]*?(?=\s*<\/section>\s*<\/section>\s*<\/params>)/), /Main Track\/Track Segments: 0 segments/],
    ['with a negative length', paddock.replace('name="lg" val="80"', 'name="lg" val="-80"'), /Track Segments\/second\/lg: a length of -80 m/],
    ['with a radius of 0', paddock.replace('name="radius" val="50"', 'name="radius" val="0"'), /Track Segments\/east\/radius: /],
    ['with no arc', paddock.replace('val="180" unit="deg"', 'val="0"'), /Track Segments\/east\/arc: /],
    ['with a segment that is no road', paddock.replace('val="rgt"', 'val="loop"').replace('val="lft"', 'val="loop"'), /Track Segments\/east\/type: "loop" is none/],
    ['that ends away from its start', paddock.replace('name="lg" val="80"', 'name="lg" val="99"'), /Main Track: it does not close: its end is 19.0 m from its start/],
    ['that ends at another angle', paddock.replace('val="180" unit="deg"', 'val="150" unit="deg"'), /Main Track: it does not close: its turns add up to 330.0 degrees/],
    ['that ends at another height', paddock.replace('name="z end" val="0"', 'name="z end" val="9"'), /Main Track: it does not close: its end is 9.0 m above its start/],
    ['whose pits are nowhere', paddock.replace('name="entry" val="last"', 'name="entry" val="lost"'), /Main Track\/Pits\/entry: there is no segment "lost"/],
    ['without a number where one belongs', paddock.replace('name="lg" val="80"', 'name="lg" val="eighty"'), /"eighty" is not a number/],
    ['with more steps than anybody drives', paddock.replace('name="profil steps length" val="5"', 'name="profil steps length" val="0.0001"'), /profil steps/],
  ])('%s', (_what, text, line) => {
    const path = join(testFolder(), 'paddock.xml');
    if (text !== undefined) writeFileSync(path, text);
    let error: unknown;
    try {
      readTorcsTrack(path);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(LapwingError);
    expect(error).toMatchObject({ code: 'E_TRACK_FILE', message: expect.stringMatching(line) });
    expect((error as Error).message).toMatch(/^\/.*paddock\.xml:.*\.$/);
  });

  test('of 200 MB, unread', () => {
    const path = join(testFolder(), 'large.xml');
    writeFileSync(path, '');
    truncateSync(path, 200 * 2 ** 20);
    expect(() => readTorcsTrack(path)).toThrow(expect.objectContaining({ code: 'E_TRACK_FILE', message: expect.stringContaining('200 MB') }));
  });
});

test('a folder without TORCS has no tracks', () => {
  expect(torcsTracks(testFolder())).toEqual([]);
});

const installed = torcsRoots().length > 0;
if (!installed) saySkippedWithoutTorcs('its own tracks are not read');

test.skipIf(!installed)('the tracks of an installed TORCS are found, and every one can be read and driven on', () => {
  const tracks = torcsTracks();
  expect(tracks.length).toBeGreaterThan(20);
  for (const { name, path } of tracks) {
    const { pit, centre, ...shape } = readTorcsTrack(path);
    expect(centre.length, name).toBeGreaterThan(900);
    expect(centre.z.every(Number.isFinite), name).toBe(true);
    const ground = new Ground({ centre, ...shape });
    const wall = (pit.offset > 0 ? ground.left : ground.right).wall;
    for (let box = 0; box < pit.boxCount; box++) {
      const way = (pit.firstBox + box * pit.boxSpacing + centre.length) % centre.length;
      expect(wall[Math.floor(way / centre.step)], name).toBeGreaterThan(Math.abs(pit.boxOffset) + 1);
    }
  }
  const lengthOf = (name: string): number => readTorcsTrack(tracks.find((track) => track.name === name)!.path).centre.length;
  // As TORCS itself gives them.
  for (const [name, length] of [['aalborg', 2587.5], ['forza', 5784.1], ['g-track-1', 2057.6], ['corkscrew', 3608.5], ['wheel-1', 4328.5]] as const) {
    expect(lengthOf(name)).toBeCloseTo(length, 0);
  }
});
