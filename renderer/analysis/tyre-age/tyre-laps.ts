import { lineFit } from '../../../common/analysis/line-fit.ts';
import type { LineFit } from '../../../common/analysis/line-fit.ts';
import type { LapRow } from '../../../common/race-view.ts';
import { COMPOUNDS } from '../../../common/lap.ts';
import type { Compound } from '../../../common/lap.ts';

/** Slower than the middle of the car's flying laps by more than this share, a lap says nothing of its tyres: traffic, flags, a mistake. */
const SLOW = 0.04;

/** Why a lap stands outside of the fit; null for one that it stands on. */
export type LeftOut = 'in' | 'out' | 'slow' | null;

export interface TyreLap {
  row: LapRow;
  compound: Compound;
  /** Laps of the set when the lap began. */
  age: number;
  /** s. */
  time: number;
  leftOut: LeftOut;
}

export interface TyreFit {
  compound: Compound;
  /** Null where its laps make no line. */
  line: LineFit | null;
  /** The oldest and the freshest tyre of its laps. */
  from: number;
  to: number;
  laps: number;
}

/** Laps over the age of their tyres: those of one car, or of all (`''`), on one compound, or on any (`''`). Laps from the grid and unfinished ones are no laps here. */
export function tyreLaps(rows: Iterable<LapRow>, car: string, compound: string): TyreLap[] {
  const timed = [...rows].filter((row) => row.lap_time !== null && row.tyre_age !== null && row.compound !== null && ['flying', 'in', 'out'].includes(row.lap_type));
  const middles = new Map([...Map.groupBy(timed.filter(({ lap_type }) => lap_type === 'flying'), ({ car: of }) => of)].map(([of, laps]) => [of, median(laps.map(({ lap_time }) => lap_time!))]));
  return timed
    .filter((row) => (car === '' || row.car === car) && (compound === '' || row.compound === compound))
    .map((row) => {
      const slow = row.lap_time! > (middles.get(row.car) ?? Infinity) * (1 + SLOW);
      return { row, compound: row.compound!, age: row.tyre_age!, time: row.lap_time!, leftOut: row.lap_type === 'in' || row.lap_type === 'out' ? row.lap_type : slow ? 'slow' : null };
    });
}

/** A line for each compound that laps were driven on. */
export function tyreFits(laps: readonly TyreLap[]): TyreFit[] {
  return COMPOUNDS.flatMap((compound) => {
    const own = laps.filter((lap) => lap.compound === compound && lap.leftOut === null);
    if (own.length === 0) return [];
    const ages = own.map(({ age }) => age);
    return [{ compound, line: lineFit(own.map(({ age, time, row }) => ({ x: age, y: time, group: `${row.race_id} ${row.car}` }))), from: Math.min(...ages), to: Math.max(...ages), laps: own.length }];
  });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}
