import type { CentreLine } from '../../../sim/track/centre-line.ts';
import type { PitLane } from '../../../sim/track/track-shape.ts';
import type { ParamsSection } from './params-section.ts';
import type { Fail, TorcsSegment } from './track-segments.ts';
import type { TrackVersion } from './track-version.ts';

/** TORCS's own where the file does not say. */
const LIMIT = 25;
const BOX_LENGTH = 15;
const BOX_WIDTH = 5;
/** The lane's centre keeps this far from the road's edge, m. */
const LANE = 1.2;
/** The lane that a track without pits gets: at most so far to either side of the line, so far to the first box, and so wide, m. */
const MADE_REACH = 180;
const MADE_WAY = 25;
export const MADE_WIDTH = 12;
const MADE_BOXES = 10;

/** The pit lane of a track; where it has none, one beside the line, so that races with stops can be run on it. */
export function readPits(
  main: ParamsSection, version: TrackVersion, segments: readonly TorcsSegment[], centre: CentreLine, fail: Fail,
): PitLane & { made: boolean } {
  if (!main.text(version.pits('entry'), '')) return { ...makePits(centre), made: true };
  const half = centre.left[0]!;
  const named = (attribute: string): TorcsSegment => {
    const name = main.text(version.pits(attribute));
    const segment = segments.find((candidate) => candidate.name === name);
    return segment ?? fail(`Main Track/${version.pits(attribute)}`, `there is no segment "${name}"`);
  };
  const lap = centre.length;
  const past = (place: number, before: number): number => (place < before ? place + lap : place);
  const [first, last, back] = [named('start'), named('end'), named('exit')];
  const entry = named('entry').from;
  const start = past(first.from, entry);
  const end = past(last.from + last.length, start);
  const exit = past(back.from + back.length, end);
  const shift = exit > lap ? lap : 0;
  const spacing = main.number(version.pits('length'), BOX_LENGTH);
  const boxWidth = main.number(version.pits('width'), BOX_WIDTH);
  if (!(spacing > 1 && boxWidth > 0)) fail(`Main Track/${version.pits('length')}`, `boxes of ${spacing} by ${boxWidth} m`);
  const side = main.text(version.pits('side'), 'right') === 'left' ? 'left' : 'right';
  const room = Math.min(...between(segments, first, last).map((segment) => sideWidth(segment[side])));
  const reach = half + Math.max(boxWidth / 2, room - boxWidth / 2);
  const lane = Math.max(half + LANE, reach - boxWidth);
  const sign = side === 'left' ? 1 : -1;
  const boxCount = Math.max(1, Math.trunc((end - start + spacing / 2) / spacing));
  return {
    entry: entry - shift,
    exit: exit - shift,
    limitFrom: start - shift,
    limitTo: Math.max(end, start + boxCount * spacing) - shift,
    limit: main.number(version.pits('speed limit'), LIMIT),
    offset: sign * Math.min(lane, reach),
    firstBox: start + spacing / 2 - shift,
    boxCount,
    boxSpacing: spacing,
    boxOffset: sign * reach,
    made: false,
  };
}

/** The segments from one to another, over the line where need be. */
function between(segments: readonly TorcsSegment[], first: TorcsSegment, last: TorcsSegment): TorcsSegment[] {
  const from = segments.indexOf(first);
  const to = segments.indexOf(last);
  return to >= from ? segments.slice(from, to + 1) : [...segments.slice(from), ...segments.slice(0, to + 1)];
}

function sideWidth({ border, startWidth, endWidth }: TorcsSegment['left']): number {
  return border.width + Math.min(startWidth, endWidth);
}

/** On the side where more of the road before and behind the line bends too little to be in its way. */
function makePits(centre: CentreLine): PitLane {
  const [left, right] = [roomBeside(centre, 1), roomBeside(centre, -1)];
  const side = left.before + left.after > right.before + right.after ? 1 : -1;
  const { before, after } = side > 0 ? left : right;
  const room = before + after - 2 * MADE_WAY;
  const boxCount = Math.max(1, Math.min(MADE_BOXES, Math.trunc(room / BOX_LENGTH)));
  const middle = (after - before) / 2;
  const half = (boxCount * BOX_LENGTH) / 2;
  const edge = centre.left[0]!;
  return {
    entry: -before,
    exit: after,
    limitFrom: middle - half,
    limitTo: middle + half,
    limit: LIMIT,
    offset: side * (edge + MADE_WIDTH / 3),
    firstBox: middle - half + BOX_LENGTH / 2,
    boxCount,
    boxSpacing: BOX_LENGTH,
    boxOffset: side * (edge + MADE_WIDTH - 3),
  };
}

/** m before and behind the line along which no bend to that side is tighter than a lane needs. */
function roomBeside({ curvature, count, step, left }: CentreLine, side: 1 | -1): { before: number; after: number } {
  const tightest = 0.7 / (left[0]! + MADE_WIDTH);
  const clear = (way: 1 | -1): number => {
    let k = 0;
    while (k * step < MADE_REACH && curvature[(k * way + count) % count]! * side < tightest) k++;
    return k * step;
  };
  return { before: clear(-1), after: clear(1) };
}
