import type { Surface } from '../../../sim/track/road.ts';
import type { CentreLine } from '../../../sim/track/centre-line.ts';
import type { PitLane, Strip, TrackShape } from '../../../sim/track/track-shape.ts';
import type { ParamsSection } from './params-section.ts';
import { alongSegments } from './track-centre.ts';
import { MADE_WIDTH } from './track-pits.ts';
import type { Fail, TorcsSegment } from './track-segments.ts';
import type { TorcsSide } from './track-sides.ts';

const MOST_SURFACES = 255;

/** What the road and its sides are made of, with the numbers that `section` has for the surfaces, or else TORCS's own. */
export function readGround(
  section: ParamsSection | undefined, segments: readonly TorcsSegment[], { count, step, length }: CentreLine, pit: PitLane & { made: boolean }, fail: Fail,
): Pick<TrackShape, 'surfaces' | 'road' | 'left' | 'right'> {
  const surfaces: Surface[] = [];
  const indexOf = (name: string): number => {
    const known = surfaces.findIndex((surface) => surface.name === name);
    if (known >= 0) return known;
    if (surfaces.length === MOST_SURFACES) fail('Surfaces', `more than ${MOST_SURFACES} of them are used`);
    return surfaces.push(readSurface(section?.find(name), name)) - 1;
  };
  const strip = (): Strip => ({ width: new Float64Array(count + 1), surface: new Uint8Array(count + 1) });
  const road = new Uint8Array(count + 1);
  const sides = { left: [strip(), strip()], right: [strip(), strip()] } as const;
  const pitSide = pit.offset > 0 ? 'left' : 'right';
  alongSegments(segments, count, step, (i, segment, along) => {
    road[i] = indexOf(segment.surface);
    const beside = inPits(pit, i * step, length);
    for (const name of ['left', 'right'] as const) {
      const [border, side] = sides[name];
      if (beside && pit.made && name === pitSide) {
        side.width[i] = MADE_WIDTH;
        side.surface[i] = road[i];
      } else lay(segment[name], along / segment.length, beside && name === pitSide, (part, width, surface) => {
        if (width === 0) return;
        const table = part === 'border' ? border : side;
        table.width[i] = width;
        table.surface[i] = indexOf(surface);
      });
    }
  });
  for (const { width, surface } of [...sides.left, ...sides.right]) {
    width[count] = width[0]!;
    surface[count] = surface[0]!;
  }
  road[count] = road[0]!;
  return { surfaces, road, ...sides };
}

function inPits({ entry, exit }: PitLane, way: number, lap: number): boolean {
  return (way >= entry && way <= exit) || (way - lap >= entry && way - lap <= exit);
}

/** A border that is a wall keeps cars on the road, but for those on their way to the boxes. */
function lay(
  { border, startWidth, endWidth, surface }: TorcsSide, part: number, pits: boolean, put: (part: 'border' | 'side', width: number, surface: string) => void,
): void {
  if (border.wall && border.width > 0 && !pits) return;
  put('border', border.width, border.wall ? surface : border.surface);
  put('side', startWidth + (endWidth - startWidth) * part, surface);
}

function readSurface(section: ParamsSection | undefined, name: string): Surface {
  const number = (attribute: string, fallback: number): number => section?.number(attribute, fallback) ?? fallback;
  return {
    name,
    friction: number('friction', 0.8),
    rolling: number('rolling resistance', 0.001),
    // A file says the whole height of the waves, `Surface` half of it.
    roughness: number('roughness', 0) / 2,
    wavelength: number('roughness wavelength', 1),
  };
}
