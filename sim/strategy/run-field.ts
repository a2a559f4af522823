import { lastLap, rank } from './classify.ts';
import { FieldRace } from './field-race.ts';
import type { FieldSpec } from './field-spec.ts';
import { Field } from './field.ts';
import type { Verdict } from './race-state.ts';
import { referenceOf, setEvents } from './schedule.ts';

export interface DriverResult {
  /** s at the line, one a lap; null where the car did not finish the lap. */
  race_times_s: (number | null)[];
  lap_times_s: (number | null)[];
  /** From 1, one a lap. */
  positions: number[];
  final_position: number;
  laps_completed: number;
  /** s at the last line that it crossed. */
  race_time_s: number;
}

export interface FieldResult {
  /** As in `Verdict`: 0 is a race that counts. */
  verdict: Verdict;
  /** Who drove to the end on one compound, where the rules want two; with rain tyres they do not. */
  one_compound: string[];
  order: string[];
  drivers: Record<string, DriverResult>;
}

/** Runs the race of a field without chance. */
export function runField(spec: FieldSpec): FieldResult {
  const field = new Field(spec);
  const race = new FieldRace(field);
  setEvents(race, referenceOf(field));
  const verdict = race.run();
  const { count, laps } = field;
  const order = Array.from(race.order, (c) => spec.cars[c]!.id);
  const positions = new Uint8Array((laps + 1) * count);
  for (let lap = 1; lap <= laps; lap++) {
    rank(race, lap);
    race.order.forEach((c, place) => (positions[lap * count + c] = place + 1));
  }
  const drivers = spec.cars.map(({ id }, c): [string, DriverResult] => {
    const times = Array.from({ length: laps }, (_, lap) => finite(race.times[(lap + 1) * count + c]!));
    const done = lastLap(race, c);
    return [
      id,
      {
        race_times_s: times,
        lap_times_s: times.map((time, lap) => (time === null ? null : time - (lap === 0 ? 0 : times[lap - 1]!))),
        positions: times.map((_, lap) => positions[(lap + 1) * count + c]!),
        final_position: order.indexOf(id) + 1,
        laps_completed: done,
        race_time_s: race.times[done * count + c]!,
      },
    ];
  });
  const one_compound = spec.cars.filter((car, c) => race.retired[c] === 0 && breaksRule(car)).map(({ id }) => id);
  return { verdict, one_compound, order, drivers: Object.fromEntries(drivers) };
}

const RAIN = new Set(['I', 'W']);

function breaksRule({ stints }: FieldSpec['cars'][number]): boolean {
  const compounds = new Set(stints.map(({ compound }) => compound));
  return compounds.size < 2 && !RAIN.has(stints[0]!.compound);
}

function finite(time: number): number | null {
  return Number.isNaN(time) ? null : time;
}
