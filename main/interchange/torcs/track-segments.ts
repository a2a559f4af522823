import type { ParamsSection } from './params-section.ts';
import { readSides, type TorcsSide, type TorcsSides } from './track-sides.ts';
import type { TrackVersion } from './track-version.ts';

/** Ends the reading with a word on what is wrong where. */
export type Fail = (element: string, reason: string) => never;

/** Height of one edge of the road along a segment: m, and rise for each m. */
export interface EdgeProfile {
  readonly start: number;
  readonly end: number;
  readonly startTangent: number;
  readonly endTangent: number;
}

/** A segment with all that it takes over from the one before. */
export interface TorcsSegment {
  readonly name: string;
  /** Way from the start line, m, and length. */
  readonly from: number;
  readonly length: number;
  /** Equal lengths that TORCS's engine cuts it into; a turn's radius changes from one to the next. */
  readonly steps: number;
  /** rad turned through to the end of each step, positive to the left. */
  readonly turned: readonly number[];
  /** Length that its slopes are meant for, m; longer than `length` where the radius changes. */
  readonly profileLength: number;
  readonly leftEdge: EdgeProfile;
  readonly rightEdge: EdgeProfile;
  readonly surface: string;
  readonly left: TorcsSide;
  readonly right: TorcsSide;
}

const SIDES = new Map([['str', 0], ['lft', 1], ['rgt', -1]]);
const MOST_STEPS = 2000;

/** What a segment takes over from the one before. */
interface State {
  left: number;
  right: number;
  leftTangent: number;
  rightTangent: number;
  grade: number;
  surface: string;
  sides: TorcsSides;
}

/** Reads the segments in the order of the file, which is that of the track, as TORCS's track loader (track4.cpp) understands them. */
export function readSegments(main: ParamsSection, version: TrackVersion, fail: Fail): TorcsSegment[] {
  const width = main.number('width', 15);
  const stepLength = main.number('profil steps length', 0);
  const sides = readSides(main, version);
  const state: State = { left: 0, right: 0, leftTangent: 0, rightTangent: 0, grade: NaN, surface: main.text('surface', 'asphalt'), sides };
  let from = 0;
  return main.list(version.segments).map((section) => {
    const plan = readPlan(section, fail);
    const profile = readProfile(section, state, plan.length, width);
    const steps = countSteps(section, plan.length, stepLength);
    if (!(steps >= 1 && steps <= MOST_STEPS)) fail(section.path, `${steps} profil steps`);
    state.surface = section.text('surface', state.surface);
    state.sides = readSides(section, version, state.sides);
    const { length, turned } = cut(plan, steps);
    const segment: TorcsSegment = {
      ...{ name: section.name, from, length, steps, turned, profileLength: plan.length, ...profile, surface: state.surface },
      ...{ left: state.sides.left, right: state.sides.right },
    };
    from += length;
    return segment;
  });
}

interface SegmentPlan {
  readonly side: number;
  readonly length: number;
  readonly arc: number;
  readonly radius: number;
  readonly endRadius: number;
}

function readPlan(section: ParamsSection, fail: Fail): SegmentPlan {
  const type = section.text('type');
  const side = SIDES.get(type) ?? fail(`${section.path}/type`, `"${type}" is none; there are str, lft and rgt`);
  if (side === 0) {
    const length = section.number('lg');
    if (!(length > 0)) fail(`${section.path}/lg`, `a length of ${length} m; it must be more than 0`);
    return { side, length, arc: 0, radius: Infinity, endRadius: Infinity };
  }
  const radius = section.number('radius');
  const endRadius = section.number('end radius', radius);
  const arc = section.number('arc');
  if (!(radius > 0 && endRadius > 0)) fail(`${section.path}/radius`, `from ${radius} to ${endRadius} m; it must be more than 0`);
  if (!(arc > 0)) fail(`${section.path}/arc`, `${arc} rad; it must be more than 0`);
  return { side, length: ((radius + endRadius) / 2) * arc, arc, radius, endRadius };
}

/** TORCS keeps a turn's arc and lets its length follow from the radii of the steps. */
function cut({ side, length, arc, radius, endRadius }: SegmentPlan, steps: number): { length: number; turned: number[] } {
  if (side === 0) return { length, turned: Array.from({ length: steps }, () => 0) };
  const growth = steps > 1 ? (endRadius - radius) / (steps - 1) : 0;
  const nominal = Array.from({ length: steps }, (_, i) => length / steps / (radius + i * growth));
  const stretch = growth === 0 ? 1 : arc / nominal.reduce((sum, angle) => sum + angle, 0);
  let sum = 0;
  return { length: length * stretch, turned: nominal.map((angle) => (sum += side * angle * stretch)) };
}

function countSteps(section: ParamsSection, length: number, stepLength: number): number {
  if (section.text('profil', 'spline') !== 'spline') return 1;
  const steps = Math.trunc(section.number('profil steps', 1));
  if (steps !== 1) return steps;
  const each = section.number('profil steps length', stepLength);
  return each > 0 ? Math.trunc(length / each) + 1 : 1;
}

/** Heights and slopes of both edges: from heights in the middle or at the edges, a grade, bankings; else level with the one before. */
function readProfile(section: ParamsSection, state: State, length: number, width: number): { leftEdge: EdgeProfile; rightEdge: EdgeProfile } {
  const or = (names: readonly string[], fallback: number): number =>
    names.reduceRight((value, name) => section.number(name, value), fallback);
  const startLeft = or(['z start', 'z start left'], state.left);
  const startRight = or(['z start', 'z start right'], state.right);
  const endLeft = or(['z end', 'z end left'], state.left);
  const endRight = or(['z end', 'z end right'], state.right);
  const start = (startLeft + startRight) / 2;
  state.grade = section.number('grade', state.grade);
  const graded = Number.isNaN(section.number('z end', NaN)) && !Number.isNaN(state.grade);
  const end = graded ? start + length * state.grade : (endLeft + endRight) / 2;
  const startBank = section.number('banking start', Math.atan2(startLeft - startRight, width));
  const endBank = section.number('banking end', Math.atan2(endLeft - endRight, width));
  const startRise = (Math.tan(startBank) * width) / 2;
  const endRise = (Math.tan(endBank) * width) / 2;
  const linear = section.text('profil', 'spline') !== 'spline';
  const edge = (side: 'left' | 'right', from: number, to: number, before: number): EdgeProfile => {
    if (linear) return { start: from, end: to, startTangent: (to - from) / length, endTangent: (to - from) / length };
    const startTangent = or(['profil start tangent', `profil start tangent ${side}`], before);
    return { start: from, end: to, startTangent, endTangent: or(['profil end tangent', `profil end tangent ${side}`], before) };
  };
  const leftEdge = edge('left', start + startRise, end + endRise, state.leftTangent);
  const rightEdge = edge('right', start - startRise, end - endRise, state.rightTangent);
  [state.left, state.right, state.leftTangent, state.rightTangent] = [leftEdge.end, rightEdge.end, leftEdge.endTangent, rightEdge.endTangent];
  return { leftEdge, rightEdge };
}
