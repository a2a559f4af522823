import type { DeclaredChannel } from '../../common/car-declaration.ts';
import type { TrackView } from '../../common/race-view.ts';
import type { Sqlite } from '../sqlite.ts';
import { OpenLap } from './laps/open-lap.ts';

/** From point to point of the outline, m. */
const SPACING = 5;
/** What nobody has kept, m: as wide as most circuits. */
const WIDTH = 12;
/** Fewer are no outline. */
const FEWEST = 20;

/** A circuit that nobody has kept, as the fastest car drove it: its outline alone, without sectors and corners. Undefined where no lap tells. */
export function drivenTrack(db: Sqlite, name: string): TrackView | undefined {
  const fastest = db.prepare<[string], { json: string; samples: Buffer }>(
    `SELECT json, samples FROM lap JOIN channel_set ON channel_set.id = channel_set WHERE lap.rowid = (
      SELECT lap.rowid FROM race CROSS JOIN lap ON lap.race_id = race.id
      WHERE race.track = ? AND lap.lap > 0 AND lap_time IS NOT NULL ORDER BY lap_time LIMIT 1)`,
  );
  const found = fastest.get(name);
  if (!found) return undefined;
  const lap = new OpenLap(JSON.parse(found.json) as DeclaredChannel[], found.samples);
  const [x, y] = [lap.values('X'), lap.values('Y')];
  const stride = lap.strideOf('X');
  const distances = stride === undefined || stride !== lap.strideOf('Y') ? undefined : lap.distances(stride);
  if (!x || !y || !distances) return undefined;
  const points: [number, number][] = [];
  let length = 0;
  for (let i = 0; i < distances.length; i++) {
    const distance = distances[i]!;
    if (Number.isNaN(distance) || (points.length > 0 && distance < length + SPACING)) continue;
    points.push([x[i]!, y[i]!]);
    length = distance;
  }
  return points.length < FEWEST ? undefined : { name, title: `${name}, as it was driven`, length, width: WIDTH, points, sectors: [], corners: [] };
}
