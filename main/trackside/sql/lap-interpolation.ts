import { along, crossing, evenPlaces, type Along } from '../laps/along.ts';
import { reading } from '../laps/lap-functions.ts';
import type { OpenLap } from '../laps/open-lap.ts';
import type { LapReader } from './lap-reader.ts';
import type { SqlArguments } from './sql-arguments.ts';

/** Time since the lap began, s: what two laps are compared by. */
const LAP_TIME = 'LapTime';

/** A channel over the distance or over race time. Undefined where the lap lacks the channel, or its distance. */
function channelAlong(lap: OpenLap, name: string, axis: 'distance' | 'racetime'): Along | undefined {
  return reading(() => {
    const ys = lap.values(name);
    if (!ys) return undefined;
    const { stride } = lap.channel(name)!;
    const xs = axis === 'distance' ? lap.distances(stride) : racetimes(lap, stride);
    return xs && along(xs, ys);
  });
}

function racetimes(lap: OpenLap, stride: number): Float64Array {
  return Float64Array.from(lap.instants(stride), (instant) => lap.racetime(instant));
}

/** `value_at_distance(id, channel, distance)`. */
export function valueAtDistance(lap: OpenLap, args: SqlArguments): number | undefined {
  const [name, distance] = [args.text(), args.number()];
  args.end();
  const line = channelAlong(lap, name, 'distance');
  return line && crossing(line, distance)?.value;
}

/**
 * `resample_by_distance(id, step, channel, …)` and `resample_by_time`: a row for each multiple of the step that all channels have
 * come past, each by a straight line between its samples. Over the distance, a row also says the race time.
 */
export function resampled(lap: OpenLap, args: SqlArguments, axis: 'distance' | 'racetime'): string | undefined {
  const step = args.positive();
  const lines: [name: string, line: Along | undefined][] = [];
  do {
    const name = args.text();
    lines.push([name, channelAlong(lap, name, axis)]);
  } while (args.left > 0);
  if (axis === 'distance') {
    const stride = lap.channel('Distance')?.stride ?? 1;
    const xs = reading(() => lap.distances(stride));
    lines.unshift(['racetime', xs && along(xs, racetimes(lap, stride))]);
  }
  if (lines.some(([, line]) => line === undefined)) return undefined;
  const known = lines as [string, Along][];
  return JSON.stringify(rowsAt(evenPlaces(known[0]![1], step), axis, known));
}

function rowsAt(places: readonly number[], axis: string, lines: readonly (readonly [name: string, line: Along])[]): Record<string, number>[] {
  const from = lines.map(() => 0);
  return places.flatMap((place) => {
    const row: [string, number][] = [[axis, place]];
    lines.forEach(([name, line], i) => {
      const found = crossing(line, place, from[i]);
      if (!found) return;
      from[i] = found.from;
      row.push([name, found.value]);
    });
    return row.length > lines.length ? [Object.fromEntries(row)] : [];
  });
}

/** `lap_delta(id, reference id, step)`: by how many seconds the first lap is behind the other at each distance. */
export function lapDelta(lap: OpenLap, args: SqlArguments, reader: LapReader): string | undefined {
  const reference = reader.lap(args.text());
  const step = args.positive();
  args.end();
  const mine = channelAlong(lap, LAP_TIME, 'distance');
  const other = reference && channelAlong(reference, LAP_TIME, 'distance');
  if (!mine || !other) return undefined;
  const rows = rowsAt(evenPlaces(mine, step), 'distance', [['mine', mine], ['other', other]]);
  return JSON.stringify(rows.map(({ distance, mine: at, other: then }) => ({ distance, delta: at! - then! })));
}
