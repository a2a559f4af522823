import { basename } from 'node:path';
import { LapwingError } from '../../../common/errors.ts';
import { findCorners } from '../../../sim/track/find-corners.ts';
import type { StartGrid, TrackShape } from '../../../sim/track/track-shape.ts';
import { readParams } from './params.ts';
import type { ParamsSection } from './params-section.ts';
import { tabulateCentre } from './track-centre.ts';
import { readGround } from './track-ground.ts';
import { readPits } from './track-pits.ts';
import { type Fail, readSegments } from './track-segments.ts';
import { versionOf } from './track-version.ts';

const MOST_SEGMENTS = 2000;

/**
 * Reads a TORCS track, `tracks/CATEGORY/NAME/NAME.xml`, as TORCS's engine lays it out: the same lap from the same line, with its
 * surfaces' own numbers. Sectors are thirds of the lap; corners are found and numbered; there are no DRS zones.
 * @throws LapwingError E_TRACK_FILE with one line: file, element, reason.
 */
export function readTorcsTrack(path: string): TrackShape {
  const fail: Fail = (element, reason) => {
    throw new LapwingError('E_TRACK_FILE', `${path}: ${element}: ${reason}.`);
  };
  try {
    return shape(readParams(path), basename(path, '.xml'), fail);
  } catch (error) {
    if (error instanceof LapwingError && error.code === 'E_TORCS_FILE') throw new LapwingError('E_TRACK_FILE', error.message, { cause: error });
    throw error;
  }
}

function shape(track: ParamsSection, name: string, fail: Fail): TrackShape {
  const version = versionOf(track) ?? fail('Main Track/Track Segments', 'it is missing, so this is not a TORCS track; name its tracks/.../NAME.xml');
  const main = track.find('Main Track')!;
  const width = main.number('width', 15);
  if (!(width >= 3 && width <= 100)) fail('Main Track/width', `${width} m; 3 to 100 m can be driven on`);
  const count = main.list(version.segments).length;
  if (count < 2 || count > MOST_SEGMENTS) fail(`Main Track/${version.segments}`, `${count} segments; a track has 2 to ${MOST_SEGMENTS}`);
  const segments = readSegments(main, version, fail);
  const centre = tabulateCentre(segments, width, fail);
  const { made, ...pit } = readPits(main, version, segments, centre, fail);
  return {
    name,
    title: track.text('Header/name', name),
    description: track.text('Header/description', ''),
    centre,
    ...readGround(track.find(version.surfaces), segments, centre, { ...pit, made }, fail),
    sectors: [centre.length / 3, (2 * centre.length) / 3],
    corners: findCorners(centre),
    pit,
    grid: readGrid(track, width),
    drs: [],
  };
}

/** TORCS speaks of rows where cars stand side by side, and of columns from one such row to the next. */
function readGrid(track: ParamsSection, width: number): StartGrid {
  const rows = Math.max(1, track.number('Starting Grid/rows', 2));
  return {
    first: Math.max(1, track.number('Starting Grid/distance to start', 10)),
    spacing: Math.max(6, track.number('Starting Grid/distance between columns', 20) / rows),
    side: Math.min(width / 4, width / 2 - 1.2),
  };
}
