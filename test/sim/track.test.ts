import { describe, expect, it } from 'vitest';
import { trackView as trackViewSchema } from '../../common/contract.ts';
import { shapeTrack } from '../../sim/track/shape-track.ts';
import { lapwingPark } from '../../sim/track/circuits/lapwing-park.ts';
import { trackView } from '../../sim/track/track.ts';
import { findTrack, trackNames } from '../../sim/track/tracks.ts';

describe.each(trackNames())('%s', (name) => {
  const track = findTrack(name);
  const { centre, line } = track;

  it('closes to less than a millimetre and points the same way', () => {
    expect(Math.hypot(centre.x[centre.count]!, centre.y[centre.count]!)).toBeLessThan(1e-3);
    expect(Math.abs(Math.abs(centre.heading[centre.count]!) - 2 * Math.PI)).toBeLessThan(1e-9);
    expect(track.length).toBeCloseTo(centre.count * centre.step, 6);
  });

  it('has a heading that is the direction of its points and a curvature that is its slope', () => {
    for (let i = 1; i < centre.count; i++) {
      const chord = Math.atan2(centre.y[i + 1]! - centre.y[i]!, centre.x[i + 1]! - centre.x[i]!);
      const middle = (centre.heading[i]! + centre.heading[i + 1]!) / 2;
      expect(Math.abs(Math.sin(chord - middle))).toBeLessThan(1e-3);
      const bend = (centre.heading[i + 1]! - centre.heading[i]!) / centre.step;
      expect(Math.abs(bend - (centre.curvature[i]! + centre.curvature[i + 1]!) / 2)).toBeLessThan(5e-3);
    }
  });

  it('keeps clear of itself', () => {
    let nearest = Infinity;
    for (let i = 0; i < centre.count; i += 4) {
      for (let j = i + 150; j < Math.min(centre.count, i + centre.count - 150); j += 4) {
        nearest = Math.min(nearest, Math.hypot(centre.x[i]! - centre.x[j]!, centre.y[i]! - centre.y[j]!));
      }
    }
    expect(nearest).toBeGreaterThan(2 * track.width);
  });

  it('has a racing line within its edges that bends less than the centre line', () => {
    const worst = (table: Float64Array): number => table.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const bend = (table: Float64Array): number => table.reduce((sum, value) => sum + value * value, 0);
    expect(worst(line.offset)).toBeLessThan(track.width / 2 - 1);
    expect(bend(line.curvature)).toBeLessThan(0.75 * bend(centre.curvature));
  });

  it('has ten to sixteen named corners in order, three sectors, and room for the grid and the pits on its main straight', () => {
    expect(track.corners.length).toBeGreaterThanOrEqual(10);
    expect(track.corners.length).toBeLessThanOrEqual(16);
    expect(new Set(track.corners.map((corner) => corner.name)).size).toBe(track.corners.length);
    const ends = track.corners.flatMap((corner) => [corner.from, corner.to]);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    expect(track.sectors).toHaveLength(2);
    const straightBefore = track.length - ends.at(-1)!;
    expect(track.gridDistance(39)).toBeLessThan(straightBefore);
    expect(-track.pit.entry).toBeLessThan(straightBefore);
    expect(track.pit.exit).toBeLessThan(ends[0]!);
  });

  it('shows as a view that the contract accepts', () => {
    const view = trackView(track);
    expect(trackViewSchema.parse(view)).toEqual(view);
    const [first, last] = [view.points[0]!, view.points.at(-1)!];
    expect(Math.hypot(first[0] - last[0], first[1] - last[1])).toBeLessThan(10);
  });
});

it('names the tracks there are when asked for another', () => {
  expect(() => findTrack('atlantis')).toThrow(expect.objectContaining({ code: 'E_TRACK', message: expect.stringContaining('lapwing-park') }));
});

describe('a plan that makes no circuit is refused', () => {
  const straight = (length: number, closes = false): object => ({ kind: 'straight', length, closes });
  const turn = (angle: number): object => ({ kind: 'turn', name: 'bend', angle, radius: 50, ease: 10 });

  it.each([
    ['turns that do not add up', [straight(100, true), turn(90), straight(100, true), turn(90)], /180 degrees/],
    ['no straight to close with', [straight(100), turn(90), straight(100), turn(270)], /0 straights/],
    ['parallel straights', [straight(100, true), turn(180), straight(90, true), turn(180)], /parallel/],
    ['clothoids longer than the turn', [{ kind: 'turn', name: 'kink', angle: 5, radius: 50, ease: 10 }, straight(5)], /segments\[0\] \(kink\)/],
  ] as [string, object[], RegExp][])('%s', (_what, segments, message) => {
    expect(() => shapeTrack({ ...lapwingPark, segments })).toThrow(message);
  });
});
