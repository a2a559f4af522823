import type { Advice } from '../../common/strategy-advice.ts';
import type { RaceTrace } from '../../common/strategy-trace.ts';
import { placeAfter } from './trace-lines.ts';
import { signed } from './words.ts';

/** What the car did after a decision and where it ended; `hindsight`: the same decision by the numbers of the whole race. */
export function outcomeOf(trace: RaceTrace, { car, lap }: Pick<Advice, 'car' | 'lap'>, hindsight: Advice | null): string {
  const own = trace.cars.find((each) => each.car === car);
  if (!own || own.lines.length < lap) return 'What came of it: it ended no lap after this.';
  const next = own.stops.find((stop) => stop.lap >= lap);
  const did = next ? `it came in on lap ${next.lap}${next.lap === lap ? ', this one,' : ''}${next.onto === null ? '' : ` for ${next.onto}`}` : 'it made no further stop';
  const [then, end] = [placeAfter(trace, car, lap - 1), placeAfter(trace, car, own.lines.length)];
  const places = [then === null ? '' : `P${then} then`, end === null ? '' : own.out ? `out after lap ${own.lines.length}` : `P${end} after lap ${own.lines.length}`].filter(Boolean).join(', ');
  const later = hindsight ? ` By all laps of the race the word is ${hindsight.call} (${signed(hindsight.gain)} ± ${hindsight.within.toFixed(1)} s).` : '';
  return `What came of it: ${did}; ${places}.${later}`;
}
