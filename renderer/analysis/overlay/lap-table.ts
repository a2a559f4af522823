import { deltaOverTime, deltaTime } from '../../../common/analysis/delta-time.ts';
import { placeAt, timeAt } from '../../../common/analysis/lap-progress.ts';
import type { OverlayLine } from './lap-line.ts';
import type { Span, TableAnswer, TableQuestion } from './messages.ts';
import { valueAt } from './sample-line.ts';

/**
 * Values of laps in `span`, a row for each sample of the first of them that has any there, the reference
 * before the others, and one for the end.
 */
export function lapTable(question: TableQuestion, laps: readonly (OverlayLine | undefined)[], reference: OverlayLine | undefined, { from, to }: Span): TableAnswer {
  const { axis, channels } = question;
  const xs = placesOf([reference, ...laps], axis, from, to);
  const empty = (): Float64Array<ArrayBuffer> => new Float64Array(xs.length).fill(NaN);
  const other = (lap: OverlayLine, x: number): number => (axis === 'distance' ? timeAt(lap.progress, x) : placeAt(lap.progress, x));
  return {
    ...question,
    ...{ from, to, xs },
    others: laps.map((lap) => (lap ? xs.map((x) => other(lap, x)) : empty())),
    deltas: laps.map((lap) => (lap && reference ? Float64Array.from(axis === 'distance' ? deltaTime(lap.progress, reference.progress, xs) : deltaOverTime(lap.progress, reference.progress, xs)) : empty())),
    values: channels.map(({ name, stepped }) =>
      laps.map((lap) => {
        const line = lap?.channel(name, axis);
        return line ? xs.map((x) => valueAt(line, x, stepped)) : empty();
      }),
    ),
  };
}

function placesOf(laps: readonly (OverlayLine | undefined)[], axis: TableQuestion['axis'], from: number, to: number): Float64Array<ArrayBuffer> {
  for (const lap of laps) {
    const xs = lap?.channel('Distance', axis)?.xs.filter((x) => x >= from && x <= to);
    if (xs && xs.length > 0) return Float64Array.from(xs.at(-1)! < to ? [...xs, to] : xs);
  }
  return new Float64Array();
}
