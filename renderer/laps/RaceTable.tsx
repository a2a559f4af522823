import type { RaceRow } from '../../common/contract.ts';
import { count, startTime } from '../format.ts';

interface RaceTableProps {
  races: readonly RaceRow[] | null;
  chosen: string | null;
  onChoose(race_id: string): void;
}

const STATE_CLASS = { running: 'good', finished: 'muted', interrupted: 'warn' } as const;

/** The races in the data folder, newest first. */
export function RaceTable({ races, chosen, onChoose }: RaceTableProps) {
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
                  <td class="left">{race.track}</td>
                  <td class={`left ${STATE_CLASS[race.state]}`}>{race.state}</td>
                  <td>{count(race.laps_stored)}</td>
                  <td>{count(race.frames_stored)}</td>
                  <td class={race.gaps.length === 0 ? 'good' : 'bad'}>{count(race.gaps.length)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
