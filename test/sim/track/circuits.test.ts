import { describe, expect, it } from 'vitest';
import { trackView as trackViewSchema } from '../../../common/race-view.ts';
import type { Track } from '../../../sim/track/track.ts';
import { trackView } from '../../../sim/track/track-view.ts';
import { circuits, DEFAULT_TRACK, findTrack, trackNames } from '../../../sim/track/tracks.ts';

const most = (table: Float64Array): number => table.reduce((high, value) => Math.max(high, Math.abs(value)), 0);
const range = (table: Float64Array): number => Math.max(...table) - Math.min(...table);

describe.each(trackNames())('%s', (name) => {
  const track = findTrack(name);
  const { centre, line, pit } = track;

  it('closes to less than a millimetre and points the same way', () => {
    expect(Math.hypot(centre.x[centre.count]!, centre.y[centre.count]!)).toBeLessThan(1e-3);
    expect(Math.abs(Math.abs(centre.heading[centre.count]!) - 2 * Math.PI)).toBeLessThan(1e-9);
    expect(track.length).toBeCloseTo(centre.count * centre.step, 6);
    for (const table of [centre.z, centre.grade, centre.bank, centre.left, track.wallLeft, track.wallRight]) {
      expect(table).toHaveLength(centre.count + 1);
      expect(table[centre.count]).toBe(table[0]);
    }
  });

  it('has a heading that is the direction of its points and a curvature that is its slope', () => {
    for (let i = 1; i < centre.count; i++) {
      const chord = Math.atan2(centre.y[i + 1]! - centre.y[i]!, centre.x[i + 1]! - centre.x[i]!);
      const middle = (centre.heading[i]! + centre.heading[i + 1]!) / 2;
      expect(Math.abs(Math.sin(chord - middle))).toBeLessThan(1.2e-3);
      const bend = (centre.heading[i + 1]! - centre.heading[i]!) / centre.step;
      expect(Math.abs(bend - (centre.curvature[i]! + centre.curvature[i + 1]!) / 2)).toBeLessThan(8e-3);
    }
  });

  it('rises and falls without a kink, and has the grade of its heights', () => {
    expect(most(centre.grade)).toBeLessThan(0.15);
    for (let i = 0; i < centre.count; i++) {
      // Vertical bends of 500 m: a third of a car's weight at 40 m/s.
      expect(Math.abs(centre.grade[i + 1]! - centre.grade[i]!) / centre.step).toBeLessThan(1 / 500);
      const rise = (centre.z[i + 1]! - centre.z[i]!) / centre.step;
      expect(Math.abs(rise - (centre.grade[i]! + centre.grade[i + 1]!) / 2)).toBeLessThan(1e-3);
    }
  });

  it('bends no more than a car can steer, and less than its walls allow', () => {
    expect(most(centre.curvature)).toBeLessThan(1 / 8);
    for (let i = 0; i < centre.count; i++) {
      expect(centre.curvature[i]! * track.wallLeft[i]!).toBeLessThan(0.81);
      expect(-centre.curvature[i]! * track.wallRight[i]!).toBeLessThan(0.81);
    }
  });

  it('keeps clear of itself, walls included', () => {
    expect(leastGap(track)).toBeGreaterThan(5);
  });

  it('has a racing line within its edges that bends less than the centre line', () => {
    const bend = (table: Float64Array): number => table.reduce((sum, value) => sum + value * value, 0);
    expect(most(line.offset)).toBeLessThan(Math.max(...centre.left) - 1);
    for (let i = 0; i < centre.count; i++) expect(Math.abs(line.offset[i]!)).toBeLessThan(centre.left[i]! - 1);
    expect(bend(line.curvature)).toBeLessThan(0.85 * bend(centre.curvature));
  });

  it('has corners with names of their own in order, three sectors, and a line for a list', () => {
    expect(track.corners.length).toBeGreaterThanOrEqual(4);
    expect(new Set(track.corners.map((corner) => corner.name)).size).toBe(track.corners.length);
    const ends = track.corners.flatMap((corner) => [corner.from, corner.to]);
    expect(ends).toEqual(ends.toSorted((a, b) => a - b));
    expect(track.sectors).toHaveLength(2);
    expect(track.description).toMatch(/^[A-Z].{30,}\.$/);
    for (const { from, to } of track.drs) {
      expect(track.corners.every((corner) => corner.to <= from || corner.from >= to)).toBe(true);
    }
  });

  it('has room for a grid of forty and for the pits on its main straight', () => {
    const [first, last] = [track.corners[0]!, track.corners.at(-1)!];
    expect(track.gridDistance(39)).toBeLessThan(track.length - last.to);
    expect(-pit.entry).toBeLessThan(track.length - last.to);
    expect(pit.exit).toBeLessThan(first.from);
    for (const index of [0, 1]) expect(surface(track, -track.gridDistance(index), track.gridOffset(index))).toMatch(/asphalt|concrete/);
  });

  it('lets cars drive from the track through the lane to every box and back, between the walls', () => {
    const side = Math.sign(pit.offset);
    const wall = (way: number): number => (side > 0 ? track.wallLeft : track.wallRight)[Math.floor(((way + track.length) % track.length) / centre.step)]!;
    for (let way = pit.entry; way <= pit.exit; way += 1) {
      expect(wall(way)).toBeGreaterThan(Math.abs(pit.boxOffset) + 1);
      for (let offset = side * (Math.max(...centre.left) + 0.2); Math.abs(offset) < Math.abs(pit.boxOffset); offset += side) {
        expect(surface(track, way, offset)).toBe('pit lane');
      }
    }
    for (let box = 0; box < pit.boxCount; box++) {
      const way = pit.firstBox + box * pit.boxSpacing;
      expect(way).toBeGreaterThan(pit.limitFrom);
      expect(way).toBeLessThan(pit.limitTo);
    }
  });

  it('shows as a view that the contract accepts', () => {
    const view = trackView(track);
    expect(trackViewSchema.parse(view)).toEqual(view);
    const [first, last] = [view.points[0]!, view.points.at(-1)!];
    expect(Math.hypot(first[0] - last[0], first[1] - last[1])).toBeLessThan(10);
  });
});

function surface(track: Track, way: number, offset: number): string {
  return track.surfaces[track.surfaceAt(way, offset)]!.name;
}

/** Between the walls of any two places of which one is not just farther on than the other, m. */
function leastGap({ centre, wallLeft, wallRight }: Track): number {
  const { count, step, x, y, heading } = centre;
  const reach = (i: number, dx: number, dy: number): number =>
    (dy * Math.cos(heading[i]!) - dx * Math.sin(heading[i]!) > 0 ? wallLeft : wallRight)[i]!;
  let least = Infinity;
  for (let i = 0; i < count; i += 4) {
    for (let j = i + 4; j < count; j += 4) {
      const way = Math.min(j - i, count - j + i) * step;
      const [dx, dy] = [x[j]! - x[i]!, y[j]! - y[i]!];
      const apart = Math.hypot(dx, dy);
      if (way < 40 || apart > 0.75 * way) continue;
      least = Math.min(least, apart - reach(i, dx, dy) - reach(j, -dx, -dy));
    }
  }
  return least;
}

describe('the circuits together', () => {
  const tracks = new Map(trackNames().map((name) => [name, findTrack(name)]));
  const of = (name: string): Track => tracks.get(name)!;

  it('differ in character', () => {
    const fastest = [...tracks.values()].toSorted((a, b) => most(a.line.curvature) * a.corners.length - most(b.line.curvature) * b.corners.length);
    expect(fastest.slice(0, 2).map((track) => track.name).toSorted()).toEqual(['merlin-field', 'saltpan-oval']);
    expect(range(of('highcombe').centre.z)).toBeGreaterThan(95);
    expect(Math.min(...of('saltpan-oval').centre.bank)).toBeLessThan(-0.3);
    expect(of('little-marsh').length).toBeLessThan(2300);
    expect(of('ardmoor').length).toBeGreaterThan(5500);
    expect(Math.min(...of('quayside').wallLeft)).toBeLessThan(6.6);
    expect(of('quayside').corners.filter((corner) => corner.to - corner.from < 50).length).toBeGreaterThanOrEqual(12);
  });

  it('are listed with what they are, the default first', () => {
    expect(circuits().map(({ name }) => name)).toEqual(trackNames());
    expect(trackNames()[0]).toBe(DEFAULT_TRACK);
    const [first] = circuits();
    expect(first).toEqual({ name: DEFAULT_TRACK, title: 'Lapwing Park', description: of(DEFAULT_TRACK).description, length: of(DEFAULT_TRACK).length });
  });

  it('are named when another is asked for', () => {
    expect(() => findTrack('atlantis')).toThrow(expect.objectContaining({ code: 'E_TRACK', message: expect.stringContaining('lapwing-park') }));
  });
});
