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
/** The lane that a track without pits gets: so far to either side of the line, and so wide, m. */
const MADE_REACH = 180;
export const MADE_WIDTH = 12;
const MADE_BOXES = 10;

/** The pit lane of a track; where it has none, one on the right beside the line, so that races with stops can be run on it. */
export function readPits(main: ParamsSection, version: TrackVersion, segments: readonly TorcsSegment[], width: number, fail: Fail): PitLane & { made: boolean } {
  if (!main.text(version.pits('entry'), '')) return { ...makePits(width), made: true };
  const named = (attribute: string): TorcsSegment => {
    const name = main.text(version.pits(attribute));
    const segment = segments.find((candidate) => candidate.name === name);
    return segment ?? fail(`Main Track/${version.pits(attribute)}`, `there is no segment "${name}"`);
  };
  const lap = segments.at(-1)!.from + segments.at(-1)!.length;
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
  const reach = width / 2 + Math.max(boxWidth / 2, room - boxWidth / 2);
  const lane = Math.max(width / 2 + LANE, reach - boxWidth);
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

function makePits(width: number): PitLane {
  const [lane, box] = [width / 2 + MADE_WIDTH / 3, width / 2 + MADE_WIDTH - 3];
  const [limitFrom, limitTo] = [-MADE_BOXES * BOX_LENGTH / 2, MADE_BOXES * BOX_LENGTH / 2];
  return {
    entry: -MADE_REACH, exit: MADE_REACH, limitFrom, limitTo, limit: LIMIT,
    offset: -lane, firstBox: limitFrom + BOX_LENGTH / 2, boxCount: MADE_BOXES, boxSpacing: BOX_LENGTH, boxOffset: -box,
  };
}
