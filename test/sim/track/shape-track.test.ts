import { describe, expect, it } from 'vitest';
import { LapwingError } from '../../../common/errors.ts';
import { lapwingPark } from '../../../sim/track/circuits/lapwing-park.ts';
import { straight, turn } from '../../../sim/track/segments.ts';
import { shapeTrack } from '../../../sim/track/shape-track.ts';
import { Track } from '../../../sim/track/track.ts';
import type { TrackPlan } from '../../../sim/track/track-plan.ts';
import type { TrackShape } from '../../../sim/track/track-shape.ts';

/** Two straights of 400 m and two half circles to the left: 1428.3 m. */
const ring: TrackPlan = {
  name: 'ring',
  title: 'Ring',
  width: 12,
  segments: [straight(400), turn('East', 180, 100, 0), straight(400), turn('West', 180, 100, 0)],
  sectors: [500, 900],
  pit: { entry: 20, limitFrom: 40, limitTo: 300, exit: 380, limit: 20, offset: -12, firstBox: 60, boxCount: 5, boxSpacing: 20, boxOffset: -16 },
  grid: { first: 10, spacing: 8, side: 3 },
};

type Segments = TrackPlan['segments'];

const ringOf = (change: (segments: Segments) => Segments, rest: Partial<TrackPlan> = {}): TrackShape =>
  shapeTrack({ ...ring, ...rest, segments: change([...ring.segments]) });

/** Value of a table at a way from the line, m. */
function at({ centre }: TrackShape, table: Float64Array, way: number): number {
  return table[Math.round(way / centre.step)]!;
}

describe('a plan on the ground', () => {
  it('lies where its segments lead', () => {
    const shape = shapeTrack(ring);
    const { centre } = shape;
    expect(centre.length).toBeCloseTo(800 + 200 * Math.PI, 9);
    expect(at(shape, centre.y, 400 + 100 * Math.PI)).toBeCloseTo(200, 0);
    expect(at(shape, centre.curvature, 500)).toBeCloseTo(0.01, 12);
    expect(shape.corners).toEqual([
      { name: 'East', from: 400, apex: 400 + 50 * Math.PI, to: 400 + 100 * Math.PI, side: 1 },
      { name: 'West', from: 800 + 100 * Math.PI, apex: 800 + 150 * Math.PI, to: centre.length, side: 1 },
    ]);
  });

  it('turns through a spiral where a turn ends with another radius', () => {
    const spiral = turn('Spiral', 90, 60, 0, { endRadius: 120 });
    const [east, north] = [straight(300, { closes: true }), straight(400, { closes: true })];
    const shape = ringOf(() => [straight(400), spiral, east, turn('b', 90, 80, 0), north, turn('c', 90, 80, 0), straight(300), turn('d', 90, 80, 0)]);
    const { from, apex, to } = shape.corners[0]!;
    expect(to - from).toBeCloseTo(Math.PI / 2 / ((1 / 60 + 1 / 120) / 2), 9);
    expect(at(shape, shape.centre.curvature, from + 1)).toBeCloseTo(1 / 60, 3);
    expect(at(shape, shape.centre.curvature, apex)).toBeCloseTo((1 / 60 + 1 / 120) / 2, 3);
    expect(at(shape, shape.centre.curvature, to - 1)).toBeCloseTo(1 / 120, 3);
  });

  it('climbs evenly between heights, and as a grade says', () => {
    const shape = ringOf((segments) => [straight(400, { grade: 0.02 }), segments[1]!, straight(400, { height: 2 }), segments[3]!]);
    const { centre } = shape;
    expect(at(shape, centre.grade, 200)).toBeCloseTo(0.02, 9);
    expect(at(shape, centre.grade, 800)).toBeCloseTo((2 - 8) / (400 + 100 * Math.PI), 9);
    expect(at(shape, centre.z, 700) - at(shape, centre.z, 600)).toBeCloseTo((100 * -6) / (400 + 100 * Math.PI), 1);
    expect(at(shape, centre.grade, 1300)).toBeCloseTo(-2 / (100 * Math.PI), 9);
    expect(centre.z[0]).toBe(0);
  });

  it('has its banking on the arc, and leads to it smoothly', () => {
    const shape = ringOf((segments) => [segments[0]!, turn('East', 180, 100, 40, { banking: -15 }), straight(400), turn('West', 180, 100, 40)]);
    const bank = shape.centre.bank;
    expect(at(shape, bank, 400 + 160)).toBeCloseTo((-15 * Math.PI) / 180, 9);
    expect(at(shape, bank, 200)).toBeCloseTo(0, 9);
    expect(at(shape, bank, 420)).toBeCloseTo((-7.5 * Math.PI) / 180, 2);
  });

  it('widens where a segment is wider', () => {
    const shape = ringOf(([, east, south, west]) => [straight(400, { width: 20 }), east!, south!, west!]);
    expect(at(shape, shape.centre.left, 200)).toBeCloseTo(10, 9);
    expect(at(shape, shape.centre.left, 600)).toBeCloseTo(6, 9);
    expect(at(shape, shape.centre.right, 400)).toBeGreaterThan(6.5);
    expect(new Track(shape).width).toBeCloseTo(12, 9);
  });

  it('has kerbs inside its bends and outside where they end, run-off behind them, then walls', () => {
    const runoff = { left: [{ surface: 'grass', width: 5 }], right: [{ surface: 'run-off', width: 4 }, { surface: 'gravel', width: 6 }] } as const;
    const track = new Track(shapeTrack({ ...ring, runoff: { left: [...runoff.left], right: [...runoff.right] } }));
    const across = (way: number, offsets: number[]): string[] => offsets.map((offset) => track.surfaces[track.surfaceAt(way, offset)]!.name);
    expect(across(550, [0, 5.9, 6.1, 7.1, 7.3, 12])).toEqual(['asphalt', 'asphalt', 'kerb', 'kerb', 'grass', 'grass']);
    expect(across(550, [-5.9, -6.1, -9.9, -10.1, -15.9])).toEqual(['asphalt', 'run-off', 'run-off', 'gravel', 'gravel']);
    expect(across(730, [-6.1, -7.3])).toEqual(['kerb', 'run-off']);
    expect(across(150, [-6.1, -12, -16])).toEqual(['pit lane', 'pit lane', 'pit lane']);
    expect(track.wallLeft[550]).toBeCloseTo(12.2, 1);
    expect(track.wallRight[550]).toBeCloseTo(16, 1);
    expect(track.wallRight[150]).toBeCloseTo(20, 1);
    const bare = new Track(shapeTrack({ ...ring, kerbs: false }));
    expect(bare.surfaces[bare.surfaceAt(550, 6.1)]!.name).toBe('grass');
  });

  it('has the surface of a segment, and of the plan elsewhere', () => {
    const shape = ringOf(([, ...rest]) => [straight(400, { surface: 'concrete' }), ...rest], { surface: 'worn asphalt' });
    expect(['concrete', 'worn asphalt']).toEqual([200, 600].map((way) => shape.surfaces[shape.road[Math.round(way / shape.centre.step)]!]!.name));
  });
});

describe('a plan is refused in one line that names the element', () => {
  const bend = (angle: number): Segments[number] => turn('bend', angle, 50, 10);

  it.each<[string, object, RegExp]>([
    ['no plan at all', { ...ring, segments: undefined }, /^segments: /],
    ['turns that do not add up', { ...ring, segments: [straight(100), bend(90), straight(100), bend(90)] }, /^segments: the turns add up to 180 degrees/],
    ['an end that misses the start', { ...ring, segments: [straight(400), bend(180), straight(300), bend(180)] }, /^segments: the end is 100 m from the start and 0 straights/],
    ['parallel straights to close with', { ...ring, segments: [straight(100, { closes: true }), bend(180), straight(90, { closes: true }), bend(180)] }, /^segments: .*parallel/],
    ['clothoids that leave no arc', { ...ring, segments: [turn('kink', 5, 50, 10), straight(5)] }, /^segments\[0\] \(kink\): clothoids of 10 m leave no arc/],
    ['a single segment', { ...ring, segments: [turn('round', 360, 100, 0)] }, /^segments: /],
    ['more segments than anybody draws', { ...ring, segments: Array.from({ length: 2001 }, () => straight(1)) }, /^segments: /],
    ['a lap that is too short', { ...ring, segments: [straight(1), turn('a', 180, 10, 0), straight(1), turn('b', 180, 10, 0)] }, /^segments: a lap is 64.8 m long/],
    ['a lap that is too long', { ...ring, segments: [straight(9999), turn('a', 180, 5000, 0), straight(9999), turn('b', 180, 5000, 0)] }, /^segments: a lap is 51413.9 m long/],
    ['no width', { ...ring, width: 0 }, /^width: /],
    ['no width in one place', { ...ring, segments: [straight(400, { width: -1 }), ...ring.segments.slice(1)] }, /^segments\[0\]\.width: /],
    ['a length that is no number', { ...ring, segments: [straight(NaN), ...ring.segments.slice(1)] }, /^segments\[0\]\.length: /],
    ['a radius that nobody can steer', { ...ring, segments: [straight(400), turn('pin', 180, 3, 0), ...ring.segments.slice(2)] }, /^segments\[1\]\.radius: /],
    ['a misspelt word', { ...ring, segments: [{ kind: 'straight', length: 400, banked: 3 }, ...ring.segments.slice(1)] }, /^segments\[0\]: .*banked/],
    ['heights that do not come back', { ...ring, segments: [...ring.segments.slice(0, 3), turn('West', 180, 100, 0, { height: 3 })] }, /^segments\[3\]\.height: the lap ends at 3 m/],
    ['grades that lead elsewhere', { ...ring, segments: ring.segments.map((segment) => ({ ...segment, grade: 0.01 })) }, /^segments\[3\]: the grades lead to 14.28 m, not to 0 m/],
    ['sectors out of order', { ...ring, sectors: [900, 500] }, /^sectors\[1\]: 500 m is not behind/],
    ['a sector beyond the lap', { ...ring, sectors: [900, 1500] }, /^sectors\[1\]: 1500 m is not on the lap of 1428 m/],
    ['a pit lane that leaves the lap', { ...ring, pit: { ...ring.pit, exit: 1500 } }, /^pit: from 20 to 1500 m it leaves the lap/],
    ['a pit lane out of order', { ...ring, pit: { ...ring.pit, limitFrom: 10 } }, /^pit: limitFrom \(10 m\) comes before entry \(20 m\)/],
    ['a pit lane round half the lap', { ...ring, pit: { ...ring.pit, exit: 800 } }, /^pit: .*longer than half/],
    ['a pit lane on the road', { ...ring, pit: { ...ring.pit, offset: -6 } }, /^pit\.offset: -6 m lies on the road, whose edge is at 6\.0 m/],
    ['boxes on the other side', { ...ring, pit: { ...ring.pit, boxOffset: 16 } }, /^pit\.boxOffset: 16 m is not beyond/],
    ['grid slots beside the road', { ...ring, grid: { ...ring.grid, side: 6 } }, /^grid\.side: /],
    ['a DRS zone that ends before it begins', { ...ring, drs: [{ detection: 1, from: 300, to: 200 }] }, /^drs\[0\]: 300 to 200 m/],
  ])('%s', (_what, plan, line) => {
    let error: unknown;
    try {
      shapeTrack(plan);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(LapwingError);
    expect(error).toMatchObject({ code: 'E_TRACK_FILE', message: expect.stringMatching(line) });
    expect((error as Error).message).not.toContain('\n');
  });
});

it('leaves the lap of Lapwing Park as long as it always was', () => {
  expect(shapeTrack(lapwingPark).centre.length).toBeCloseTo(5439.2211, 3);
});
