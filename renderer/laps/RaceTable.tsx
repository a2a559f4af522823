import type { RaceRow } from '../../common/race-view.ts';
import type { LeavingRace } from '../../common/store-view.ts';
import { count, fileSize, startTime } from '../format.ts';
import { RaceActions } from '../housekeeping/RaceActions.tsx';

interface RaceTableProps {
  races: readonly RaceRow[] | null;
  /** Those that a rule is going to take out. */
  leaving: readonly LeavingRace[];
  chosen: string | null;
  onChoose(race_id: string): void;
}

const STATE_CLASS = { running: 'good', finished: 'muted', interrupted: 'warn' } as const;

/** The races in the data folder, newest first. */
export function RaceTable({ races, leaving, chosen, onChoose }: RaceTableProps) {
  const leaves = new Map(leaving.map((race) => [race.race_id, race]));
  const open = races?.find(({ race_id }) => race_id === chosen);
  return (
    <section class="panel races" aria-label="Races">
      <header class="panel-head">
        <h2>Races</h2>
        <span class="muted">{races ? `${races.length} in the data folder` : ''}</span>
      </header>
      {races === null && <p class="empty">Reading the races …</p>}
      {races?.length === 0 && <p class="empty">No race in the data folder yet. Press “New race” to run one.</p>}
      {races !== null && races.length > 0 && (
        <div class="scroll" tabIndex={0}>
          <table class="choose">
            <thead>
              <tr>
                <th class="left">Started</th>
                <th class="left">Track</th>
                <th class="left">State</th>
                <th>Laps</th>
                <th>Size</th>
                <th>Frames</th>
                <th>Gaps</th>
              </tr>
            </thead>
            <tbody>
              {races.map((race) => (
                <tr
                  key={race.race_id}
                  tabIndex={0}
                  title={`${race.race_id}: ${race.cars} cars, ${race.laps} laps, seed ${race.seed}, ${count(race.duplicates)} repeats dropped`}
                  class={race.race_id === chosen ? 'on' : ''}
                  data-testid={`race-row-${race.race_id}`}
                  onClick={() => onChoose(race.race_id)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') onChoose(race.race_id);
                  }}
                >
                  <td class="left">{startTime(race.started)}</td>
                  <td class="left">
                    {race.pinned && (
                      <span class="pin" title="Pinned: no rule takes it out of the store">
                        ◆
                      </span>
                    )}
                    {race.track}
                  </td>
                  <td class={`left ${leaves.has(race.race_id) ? 'warn' : STATE_CLASS[race.state]}`} title={leaves.get(race.race_id)?.reason}>
                    {leaves.has(race.race_id) ? 'leaving' : race.state}
                  </td>
                  <td>{count(race.laps_stored)}</td>
                  <td>{fileSize(race.bytes)}</td>
                  <td>{count(race.frames_stored)}</td>
                  <td class={race.gaps.length === 0 ? 'good' : 'bad'}>{count(race.gaps.length)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {open && <RaceActions key={open.race_id} race={open} leaving={leaves.get(open.race_id)} />}
    </section>
  );
}
