import { readField } from '../../../sim/strategy/field-reader.ts';
import { runField, type FieldResult } from '../../../sim/strategy/run-field.ts';
import { lapTime, say, table } from './output.ts';
import { fromStrategyFile } from './strategy-file.ts';

/** Runs the whole field of `file` without chance. Throws as `fromStrategyFile`. */
export function strategyRun(file: string): Promise<FieldResult> {
  return fromStrategyFile(file, (document) => runField(readField(document)));
}

const DOUBTS: Partial<Record<FieldResult['verdict'], string>> = {
  1: 'Everybody retired before the end.',
  10: 'Two cars passed each other again and again on one lap; it was ended after 20 rounds.',
  14: 'The leader never met the flags of the file.',
};

/** Says on stderr why the result is not one of a whole race. */
export function sayDoubt({ verdict, one_compound }: FieldResult): void {
  const doubt = DOUBTS[verdict];
  if (doubt !== undefined) say(doubt);
  for (const id of one_compound) say(`inputs.driver_pars.${id}.strategy_info: one compound to the end; the rules want two, so that this result would not stand.`);
}

export function resultTable({ order, drivers }: FieldResult): string {
  const rows = order.map((id) => {
    const { final_position, laps_completed, race_time_s } = drivers[id]!;
    return [final_position, id, laps_completed, lapTime(race_time_s)];
  });
  return table(['place', 'driver', 'laps', 'race time'], rows);
}
