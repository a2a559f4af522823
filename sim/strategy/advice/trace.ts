import type { RaceTrace, TracedCar } from '../../../common/strategy-trace.ts';
import type { DrivenLap, DrivenRace } from '../fit/driven-race.ts';
import { FLAG_SHARE } from '../flag-share.ts';
import type { Numbers } from './numbers.ts';

/** The lines that cars have crossed, the one that is furthest first, and what a stop costs by these numbers. Cars in `out` have stopped for good. */
export function traceOf(race_id: string, race: DrivenRace, out: ReadonlySet<string>, { stop }: Numbers): RaceTrace {
  const cars = new Map<string, DrivenLap[]>();
  for (const lap of race.driven) cars.set(lap.car, [...(cars.get(lap.car) ?? []), lap]);
  const traced = [...cars].map(([car, laps]) => tracedCar(car, laps, out.has(car)));
  const way = stop.into + stop.out;
  return {
    race_id,
    laps: race.laps,
    stop: { green: way + stop.standing, vsc: FLAG_SHARE.vsc * way + stop.standing, 'safety-car': FLAG_SHARE['safety-car'] * way + stop.standing, within: stop.within, from: stop.from },
    cars: traced.sort((a, b) => b.lines.length - a.lines.length || (a.lines.at(-1) ?? Infinity) - (b.lines.at(-1) ?? Infinity)),
  };
}

function tracedCar(car: string, laps: readonly DrivenLap[], out: boolean): TracedCar {
  const lines: (number | null)[] = Array.from({ length: Math.max(...laps.map(({ lap }) => lap)) }, () => null);
  for (const { lap, start, time } of laps) lines[lap - 1] = start + time;
  const byLap = new Map(laps.map((lap) => [lap.lap, lap]));
  const stops = laps.filter((lap) => lap.in).map(({ lap }) => ({ lap, onto: byLap.get(lap + 1)?.compound ?? null }));
  return { car, lines, stops: stops.sort((a, b) => a.lap - b.lap), out };
}
