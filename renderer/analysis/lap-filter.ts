import type { LapRow, RaceRow } from '../../common/race-view.ts';
import type { LapNote } from '../../common/lap-note.ts';

/** Which laps the browser lists. */
export interface LapFilter {
  /** A race's id, `track:` and a track's name, or `all`. */
  races: string;
  /** Words that car, driver or lap must hold, such as `7 keane`. */
  text: string;
  /** A kind of lap, or `timed`: all with a time. */
  kind: string;
  /** Empty: any. */
  compound: string;
  /** What laps are tagged with; null: anything, or nothing. */
  tag: string | null;
  /** One lap for each car and race, its fastest flying one. */
  bestOnly: boolean;
}

export const EVERYTHING: Omit<LapFilter, 'races'> = { text: '', kind: 'timed', compound: '', tag: null, bestOnly: true };

/** A lap with the race that it belongs to. */
export interface FoundLap {
  row: LapRow;
  race: RaceRow;
}

/** The races that a filter goes over. */
export function racesOf(filter: Pick<LapFilter, 'races'>, races: readonly RaceRow[]): readonly RaceRow[] {
  if (filter.races === 'all') return races;
  if (filter.races.startsWith('track:')) return races.filter(({ track }) => `track:${track}` === filter.races);
  return races.filter(({ race_id }) => race_id === filter.races);
}

/** `car7` as a person says it: `7`. */
export const carNumber = (car: string): string => car.replace(/^car(?=\d)/, '');

/** Those that pass, the fastest first, those without a time last. */
export function findLaps(filter: LapFilter, races: readonly RaceRow[], laps: ReadonlyMap<string, ReadonlyMap<string, LapRow>>, notes: ReadonlyMap<string, Pick<LapNote, 'tags'>>): FoundLap[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = racesOf(filter, races).flatMap((race) =>
    [...(laps.get(race.race_id)?.values() ?? [])].filter((row) => passes(row, filter, words) && (filter.tag === null || notes.get(row.id)?.tags.includes(filter.tag))).map((row) => ({ row, race })),
  );
  found.sort((a, b) => (a.row.lap_time ?? Infinity) - (b.row.lap_time ?? Infinity) || (a.row.id < b.row.id ? -1 : 1));
  if (!filter.bestOnly) return found;
  const seen = new Set<string>();
  return found.filter(({ row }) => {
    const key = `${row.race_id} ${row.car}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function passes(row: LapRow, { kind, compound, bestOnly }: LapFilter, words: readonly string[]): boolean {
  if (bestOnly && (row.lap_type !== 'flying' || row.lap_time === null)) return false;
  if (!bestOnly && (kind === 'timed' ? row.lap_time === null || row.lap_type === 'grid' : kind !== '' && row.lap_type !== kind)) return false;
  if (compound !== '' && row.compound !== compound) return false;
  const text = [carNumber(row.car), row.car, ...row.driver.toLowerCase().split(/\s+/), `l${row.lap}`];
  return words.every((word) => (/^\d+$/.test(word) ? text.includes(word) : text.some((part) => part.startsWith(word))));
}
