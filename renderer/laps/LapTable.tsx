import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { LapRow, RaceRow } from '../../common/contract.ts';
import { count, lapTime } from '../format.ts';
import { VirtualTable } from '../table/VirtualTable.tsx';
import { sortLaps } from './sort-laps.ts';
import type { LapKey, LapOrder } from './sort-laps.ts';

const COLUMNS: readonly (readonly [key: LapKey | null, words: string, numeric: boolean])[] = [
  ['lap', 'Lap', true],
  ['car', 'Car', false],
  ['driver', 'Driver', false],
  ['lap_time', 'Time', true],
  ['S1', 'S1', true],
  ['S2', 'S2', true],
  ['S3', 'S3', true],
  ['position', 'P', true],
  [null, 'Tyre', false],
  ['tyre_age', 'Age', true],
  [null, 'Kind', false],
  [null, 'Samples', true],
];

interface LapTableProps {
  race: RaceRow | undefined;
  laps: readonly LapRow[] | null;
  /** From this lap, or from the start. */
  onReplay(lap?: LapRow): void;
}

/** The laps of one race, the fastest in purple. */
export function LapTable({ race, laps, onReplay }: LapTableProps) {
  const order = useSignal<LapOrder>({ key: 'lap', way: -1 });
  const sorted = useMemo(() => sortLaps(laps ?? [], order.value), [laps, order.value]);
  const timed = (laps ?? []).filter((lap) => lap.lap_type !== 'grid' && lap.lap_time !== null);
  const fastest = Math.min(...timed.map((lap) => lap.lap_time!));
  const best = timed.find((lap) => lap.lap_time === fastest);
  const replayable = race !== undefined && race.state !== 'running' && race.laps_stored > 0;
  const columns = COLUMNS.map(([key, words, numeric]) => ({
    key: words,
    numeric,
    head: key ? <SortHead words={words} by={key} order={order.value} onSort={(next) => (order.value = next)} /> : words,
  }));
  return (
    <section class="panel laps" aria-label="Laps">
      <header class="panel-head">
        <h2>Laps</h2>
        <span class="muted">{race?.race_id}</span>
        {race && (
          <button
            type="button"
            class="small primary"
            disabled={!replayable}
            title={race.state === 'running' ? 'A race replays when it is over and all of it has arrived' : 'Shows this race on the Live screen as it was'}
            data-testid="replay-race"
            onClick={() => onReplay()}
          >
            ▶ Replay
          </button>
        )}
        {best && (
          <span class="push">
            <span class="muted">fastest</span> <b class="best">{lapTime(best.lap_time)}</b> {best.driver}, lap {best.lap}
          </span>
        )}
      </header>
      {race && race.gaps.length > 0 && (
        <p class="bad line">
          {count(race.gaps.length)} gaps:{' '}
          {race.gaps.slice(0, 4).map((gap) => `${gap.car} frames ${gap.from} to ${gap.to} (${gap.reason})`).join('; ')}
        </p>
      )}
      {laps === null && <p class="empty">{race ? 'Reading the laps …' : 'Choose a race.'}</p>}
      {laps?.length === 0 && <p class="empty">No lap is complete yet. Each shows here as its car crosses the line.</p>}
      {sorted.length > 0 && (
        <VirtualTable
          label="Laps"
          testid="laps-table"
          columns={columns}
          rows={sorted.length}
          cells={(row) => lapCells(sorted[row]!, fastest, replayable ? onReplay : undefined)}
        />
      )}
    </section>
  );
}

function lapCells(lap: LapRow, fastest: number, onReplay: ((lap: LapRow) => void) | undefined) {
  const isFastest = lap.lap_type !== 'grid' && lap.lap_time === fastest;
  return [
    <>
      {onReplay && (
        <button
          type="button"
          class="replay-lap"
          title={`Replay from where ${lap.car} begins lap ${lap.lap}`}
          aria-label={`Replay lap ${lap.lap} of ${lap.car}`}
          data-testid={`replay-${lap.car}-${lap.lap}`}
          onClick={() => onReplay(lap)}
        >
          ▶
        </button>
      )}
      {lap.lap}
    </>,
    lap.car,
    lap.driver,
    <span class={isFastest ? 'best' : ''}>{lapTime(lap.lap_time)}</span>,
    ...[0, 1, 2].map((i) => <span class="muted">{lapTime(lap.sectors[i] ?? null)}</span>),
    lap.position,
    lap.compound,
    lap.tyre_age,
    <span class={lap.lap_type === 'incomplete' ? 'warn' : 'muted'}>{lap.lap_type}</span>,
    <span class="muted">{count(lap.samples)}</span>,
  ];
}

interface SortHeadProps {
  words: string;
  by: LapKey;
  order: LapOrder;
  onSort(order: LapOrder): void;
}

function SortHead({ words, by, order, onSort }: SortHeadProps) {
  const on = order.key === by;
  return (
    <button
      type="button"
      class="sort"
      aria-label={`Sort by ${words}`}
      data-testid={`sort-${by}`}
      onClick={() => onSort({ key: by, way: on && order.way === 1 ? -1 : 1 })}
    >
      {words}
      <span aria-hidden="true">{on ? (order.way === 1 ? ' ↑' : ' ↓') : ''}</span>
    </button>
  );
}
