import { readSafetyCarFile } from '../../../sim/strategy/safety-car-file.ts';
import { safetyCarTable } from '../../../sim/strategy/safety-car-table.ts';
import { say, table } from './output.ts';
import { fromStrategyFile } from './strategy-file.ts';

/** What `strategy safety-car FILE --json` prints. */
export interface SafetyCarAnswer {
  /** s, as it is to be expected. */
  race_time_s: number;
  /** The stops that are made if none comes. */
  green: { compounds: string[]; inlaps: number[] };
  /** What to do if one comes on a lap: stop under it, and on which of its laps, or stay out. Times are what is left from the start of that lap; null where it cannot be done. */
  if_on_lap: { lap: number; compound: string; age: number; decision: 'stop' | 'stay'; stop_on_lap: number; onto: string; stop_s: number | null; stay_s: number | null }[];
}

/** The table "if a safety car comes on lap n: stop or stay" for the car in `file`. Throws as `fromStrategyFile`. */
export function strategySafetyCar(file: string): Promise<SafetyCarAnswer> {
  return fromStrategyFile(file, (document) => {
    const { time, green, rows } = safetyCarTable(readSafetyCarFile(document));
    return {
      race_time_s: time,
      green,
      if_on_lap: rows.map(({ lap, compound, age, stop, stay }) => ({
        lap,
        compound,
        age,
        decision: stop.time < stay ? 'stop' : 'stay',
        stop_on_lap: stop.onLap,
        onto: stop.compound,
        stop_s: finite(stop.time),
        stay_s: finite(stay),
      })),
    };
  });
}

export function safetyCarText({ if_on_lap: rows }: SafetyCarAnswer): string {
  return table(
    ['if on lap', 'on', 'laps old', 'then', 'in on lap', 'onto', 'better by, s'],
    rows.map(({ lap, compound, age, decision, stop_on_lap, onto, stop_s, stay_s }) => [
      lap,
      compound,
      age,
      decision,
      decision === 'stop' ? stop_on_lap : null,
      decision === 'stop' ? onto : null,
      stop_s === null || stay_s === null ? 'the other cannot be' : Math.abs(stop_s - stay_s).toFixed(1),
    ]),
  );
}

/** Says on stderr what is done if none comes. */
export function sayGreen({ green }: SafetyCarAnswer): void {
  say(`If none comes: ${green.compounds.join(' ')}, stops on laps ${green.inlaps.join(', ')}.`);
}

function finite(time: number): number | null {
  return Number.isFinite(time) ? time : null;
}
