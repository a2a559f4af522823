import { usePitWall } from '../state/context.ts';

export interface RaceQuestion {
  race_id: string;
  /** s; undefined: all there is. */
  racetime: number | undefined;
  /** What has changed since: laps that have been ended. */
  turn: number;
}

/** The race that is shown, as far as it is shown; null where there is none. Another one after each lap, and each second of a replay. */
export function useRaceQuestion(): RaceQuestion | null {
  const { raceId, race, standings, replay } = usePitWall();
  const race_id = raceId.value;
  const rows = standings.value?.rows;
  if (race_id === null) return null;
  const turn = rows?.reduce((sum, { lap, state }) => sum + lap + (state === 'finished' ? 1 : 0), 0) ?? 0;
  if (replay.view.value) return rows ? { race_id, racetime: Math.floor(replay.now(performance.now())), turn } : null;
  return { race_id, racetime: undefined, turn: race.value?.state === 'running' ? turn : -1 };
}
