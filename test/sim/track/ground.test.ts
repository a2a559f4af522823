import { describe, expect, it } from 'vitest';
import { Ground } from '../../../sim/track/ground.ts';
import type { CentreLine } from '../../../sim/track/centre-line.ts';
import type { Strip } from '../../../sim/track/track-shape.ts';

const COUNT = 400;

/** A road of 400 steps of 1 m, 5 m to either edge, that bends to the left between 100 and 200 m. */
function road(radius: number): CentreLine {
  const table = (value: number): Float64Array => new Float64Array(COUNT + 1).fill(value);
  const curvature = table(0).map((_, i) => (i >= 100 && i < 200 ? 1 / radius : 0));
  const none = table(0);
  return { length: COUNT, count: COUNT, step: 1, x: none, y: none, heading: none, curvature, z: none, grade: none, bank: none, left: table(5), right: table(5) };
}

function strip(surface: number, width: (i: number) => number): Strip {
  const widths = new Float64Array(COUNT + 1).map((_, i) => width(i % COUNT));
  return { width: widths, surface: new Uint8Array(COUNT + 1).fill(surface) };
}

function ground(radius: number): Ground {
  const left = [strip(1, (i) => (i < 50 ? 2 : 0)), strip(2, () => 20)];
  const right = [strip(3, (i) => (i < 300 ? 4 : 24))];
  return new Ground({ centre: road(radius), road: new Uint8Array(COUNT + 1), left, right });
}

describe('the ground', () => {
  const flat = ground(100);

  it('is what lies there: road, strips outwards, and the last strip without end', () => {
    const across = (way: number, ...offsets: number[]): number[] => offsets.map((offset) => flat.surfaceAt(way, offset));
    expect(across(20, 0, 5, -5, 5.1, 7.1, 27.1, 500)).toEqual([0, 0, 0, 1, 2, 2, 2]);
    expect(across(80, 5.1, -5.1, -500)).toEqual([2, 3, 3]);
  });

  it('is found at any way, wrapped', () => {
    for (const lap of [-3, -1, 0, 1, 2]) expect(flat.surfaceAt(20 + lap * COUNT, 6)).toBe(1);
    expect(flat.surfaceAt(COUNT, 6)).toBe(1);
    expect(flat.surfaceAt(-1e-12, 6)).toBe(2);
    expect(flat.surfaceAt(-1e-15, 6)).toBe(1);
  });

  it('has walls behind the strips, which come nearer by a metre in two at most', () => {
    expect(flat.left.wall[20]).toBe(27);
    expect(flat.right.wall[150]).toBe(9);
    expect(flat.right.wall[350]).toBe(29);
    for (let i = 0; i < COUNT; i++) expect(Math.abs(flat.right.wall[i + 1]! - flat.right.wall[i]!)).toBeLessThanOrEqual(0.5);
  });

  it('has walls short of the middle of a bend', () => {
    expect(ground(20).left.wall[150]).toBe(16);
    expect(ground(20).right.wall[150]).toBe(9);
  });
});
