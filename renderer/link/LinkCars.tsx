import type { LaneView, LinkView } from '../../common/link-view.ts';
import { count } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { laneWords } from './health-words.ts';

const COLUMNS = [
  ['Generated', 'By the simulator'],
  ['On disk', 'Committed on the car’s disk'],
  ['Sent', 'Handed to the stream'],
  ['Broker', 'Acknowledged by the stream'],
  ['Trackside', 'Stored trackside, each once'],
  ['Factory', 'Stored at the factory, each once'],
  ['Waiting', 'On the car’s disk, not confirmed by the factory'],
  ['Gaps', 'Runs of frames that are missing below frames that have come'],
  ['Repeats', 'Came again trackside and were dropped'],
] as const;

const numbersOf = (lane: LaneView): number[] => [
  ...[lane.generated, lane.buffered, lane.sent, lane.acked, lane.stored, lane.factory],
  lane.buffered - lane.confirmed,
];

/** The books of the race that is on: where each car's frames are, and what they come to. */
export function LinkCars({ link }: { link: LinkView }) {
  const pitWall = usePitWall();
  const entries = new Map(pitWall.liveRace.value?.cars.map((entry) => [entry.car, entry]));
  const cars = link.cars.toSorted((a, b) => (entries.get(a.car)?.number ?? 0) - (entries.get(b.car)?.number ?? 0));
  const { gaps } = link.frames;
  const rows = cars.map((lane) => ({
    lane,
    cells: [...numbersOf(lane), gaps.filter((gap) => gap.car === lane.car).length, lane.duplicates],
  }));
  const totals = COLUMNS.map((_, column) => rows.reduce((sum, { cells }) => sum + cells[column]!, 0));
  return (
    <section class="panel link-cars" aria-label="Frames by car">
      <header class="panel-head">
        <h2>Audit</h2>
        <span class="muted">where the frames of each car are</span>
      </header>
      {cars.length === 0 ? (
        <p class="empty">No car has sent anything yet. Start a race.</p>
      ) : (
        <div class="scroll" tabIndex={0}>
          <table data-testid="link-audit">
            <thead>
              <tr>
                <th class="left">Car</th>
                {COLUMNS.map(([name, what]) => (
                  <th key={name} title={what}>
                    {name}
                  </th>
                ))}
                <th class="left">Confirmed numbers</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ lane, cells }) => {
                const health = laneWords(lane);
                return (
                  <tr key={lane.car} data-testid={`audit-${lane.car}`}>
                    <td class="left">
                      <b>{entries.get(lane.car)?.number}</b> {entries.get(lane.car)?.driver.split(' ').at(-1) ?? lane.car}
                    </td>
                    {cells.map((value, column) => (
                      <td key={COLUMNS[column]![0]} class={cellClass(column, value)}>
                        {count(value)}
                      </td>
                    ))}
                    <td class={`left ${health.tone}`}>{health.words}</td>
                  </tr>
                );
              })}
            </tbody>
            <tfoot>
              <tr data-testid="audit-totals">
                <td class="left">All</td>
                {totals.map((value, column) => (
                  <td key={COLUMNS[column]![0]} class={cellClass(column, value)}>
                    {count(value)}
                  </td>
                ))}
                <td />
              </tr>
            </tfoot>
          </table>
        </div>
      )}
    </section>
  );
}

function cellClass(column: number, value: number): string {
  const name = COLUMNS[column]![0];
  if (name === 'Gaps') return value > 0 ? 'bad' : 'muted';
  return value === 0 ? 'muted' : '';
}
