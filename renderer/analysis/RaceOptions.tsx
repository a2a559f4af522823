import type { RaceRow } from '../../common/contract.ts';
import { startTime } from '../format.ts';

/** What the lap browser can go over: one race, all of a track, or all. */
export function RaceOptions({ races }: { races: readonly RaceRow[] }) {
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
      {races.length > 1 && tracks.map((track) => (
        <option key={track} value={`track:${track}`}>
          All races at {track}
        </option>
      ))}
      {tracks.length > 1 && <option value="all">All races</option>}
    </>
  );
}
