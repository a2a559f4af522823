import { LAP_FUNCTIONS, type LapFunctionName } from '../../../common/sql-catalogue.ts';
import type { OpenLap } from '../laps/open-lap.ts';
import { lapDelta, resampled, valueAtDistance } from './lap-interpolation.ts';
import { histogram, summary, timeWhere } from './lap-sums.ts';
import { sampleDistance, sampleTime, valuesText } from './lap-values.ts';
import type { LapReader } from './lap-reader.ts';
import { mathRows, mathSummary } from './math-values.ts';
import { SqlArguments } from './sql-arguments.ts';

type Answer = string | number | null;
/** Given the lap that the first argument names; undefined stands for SQL's NULL. */
type LapFunction = (lap: OpenLap, args: SqlArguments, reader: LapReader) => Answer | undefined;

const FUNCTIONS: Record<LapFunctionName, LapFunction> = {
  channel_values: valuesText,
  sample_time: sampleTime,
  sample_distance: sampleDistance,
  channel_mean: (lap, args) => summary(lap, args)?.mean,
  channel_min: (lap, args) => summary(lap, args)?.min,
  channel_max: (lap, args) => summary(lap, args)?.max,
  time_where: timeWhere,
  channel_histogram: histogram,
  value_at_distance: valueAtDistance,
  resample_by_distance: (lap, args) => resampled(lap, args, 'distance'),
  resample_by_time: (lap, args) => resampled(lap, args, 'racetime'),
  lap_delta: lapDelta,
  math_values: mathRows,
  math_mean: (lap, args, reader) => mathSummary(lap, args, reader, 'mean'),
  math_min: (lap, args, reader) => mathSummary(lap, args, reader, 'min'),
  math_max: (lap, args, reader) => mathSummary(lap, args, reader, 'max'),
};

/** The functions of `LAP_FUNCTIONS`. Each gives NULL where there is no lap of that id, or the lap has no such channel. */
export function channelFunctions(reader: LapReader): { name: string; call: (...given: unknown[]) => Answer }[] {
  return LAP_FUNCTIONS.map(({ name, takes }) => ({
    name,
    call: (...given) => {
      if (given.some((value) => value === null)) return null;
      const args = new SqlArguments(`${name}(${takes})`, given);
      const lap = reader.lap(args.text());
      return lap ? (FUNCTIONS[name](lap, args, reader) ?? null) : null;
    },
  }));
}
