import type { RaceRow } from '../../common/race-view.ts';
import { startTime } from '../format.ts';

/** What laps can be listed of: one race, all of a track, or all. @param single only one race */
export function RaceOptions({ races, single = false }: { races: readonly RaceRow[]; single?: boolean }) {
  const tracks = [...new Set(races.map(({ track }) => track))];
  return (
    <>
      {races.length === 0 && <option value="">no race yet</option>}
      {races.map(({ race_id, track, started, state }) => (
        <option key={race_id} value={race_id}>
          {track} · {startTime(started)}
          {state === 'running' ? ' · running' : ''}
        </option>
      ))}
      {!single && races.length > 1 && tracks.map((track) => (
        <option key={track} value={`track:${track}`}>
          All races at {track}
        </option>
      ))}
      {!single && tracks.length > 1 && <option value="all">All races</option>}
    </>
  );
}
