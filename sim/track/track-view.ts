import type { TrackView } from '../../common/race-view.ts';
import { narrowest } from './centre-line.ts';
import type { TrackShape } from './track-shape.ts';

/** From point to point of the outline, m, about. */
const SPACING = 5;

/** What a map needs of a track: its outline, sectors and apexes. */
export function trackView({ name, title, centre, sectors, corners }: Pick<TrackShape, 'name' | 'title' | 'centre' | 'sectors' | 'corners'>): TrackView {
  const every = Math.max(1, Math.round(SPACING / centre.step));
  const points: [number, number][] = [];
  for (let i = 0; i < centre.count; i += every) points.push([round(centre.x[i]!), round(centre.y[i]!)]);
  return {
    ...{ name, title, length: centre.length, width: narrowest(centre), points, sectors: [...sectors] },
    corners: corners.map((corner) => ({ name: corner.name, distance: corner.apex })),
  };
}

/** To the millimetre. */
function round(metres: number): number {
  return Math.round(metres * 1000) / 1000;
}
