import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { LapRow, RaceRow } from '../../common/race-view.ts';
import { count, lapTime } from '../format.ts';
import { usePitWall } from '../state/context.ts';
import { ROW_HEIGHT, VirtualTable } from '../table/VirtualTable.tsx';
import { NotePanel } from './notes/NotePanel.tsx';
import { TagFilter } from './notes/TagFilter.tsx';
import { useNotes } from './notes/use-notes.ts';
import { lapCells } from './lap-cells.tsx';
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
  [null, 'Note', false],
  [null, '', false],
];

interface LapTableProps {
  race: RaceRow | undefined;
  laps: readonly LapRow[] | null;
  /** From this lap, or from the start. */
  onReplay(lap?: LapRow): void;
}

/** The laps of one race, the fastest in purple; the chosen one with its note. Up and down choose, N or Enter writes. */
export function LapTable({ race, laps, onReplay }: LapTableProps) {
  const { lapChoice } = usePitWall();
  const analyse = (lap: LapRow): void => {
    if (race) lapChoice.add(lap, race);
    location.hash = '/analysis';
  };
  const order = useSignal<LapOrder>({ key: 'lap', way: -1 });
  const notes = useNotes(race?.race_id ?? null);
  const tag = useSignal<string | null>(null);
  const chosen = useSignal<string | null>(null);
  const asked = useSignal(0);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    tag.value = null;
    chosen.value = null;
  }, [race?.race_id]);
  const filter = tag.value !== null && [...notes.values()].some(({ tags }) => tags.includes(tag.value!)) ? tag.value : null;
  const sorted = useMemo(() => {
    const shown = filter === null ? (laps ?? []) : (laps ?? []).filter(({ id }) => notes.get(id)?.tags.includes(filter));
    return sortLaps(shown, order.value);
  }, [laps, order.value, filter, notes]);
  const open = laps?.find(({ id }) => id === chosen.value);
  const choose = (row: number): void => {
    const next = sorted[Math.max(0, Math.min(sorted.length - 1, row))];
    if (!next) return;
    chosen.value = next.id;
    const grid = body.current?.querySelector('.grid');
    if (grid) showRow(grid, sorted.indexOf(next));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest('button')) return;
    const at = sorted.findIndex(({ id }) => id === chosen.value);
    if (event.key === 'ArrowDown') choose(at + 1);
    else if (event.key === 'ArrowUp') choose(Math.max(0, at - 1));
    else if ((event.key === 'Enter' || event.key === 'n') && at >= 0) asked.value++;
    else if (event.key === 'Escape') chosen.value = null;
    else return;
    event.preventDefault();
  };
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
      {laps !== null && <TagFilter notes={notes} chosen={filter} onChoose={(next) => (tag.value = next)} />}
      {sorted.length > 0 && (
        <div class="laps-body" ref={body} onKeyDown={onKeyDown}>
          <VirtualTable
            label="Laps"
            testid="laps-table"
            columns={columns}
            rows={sorted.length}
            cells={(row) => lapCells(sorted[row]!, fastest, notes.get(sorted[row]!.id), { analyse, replay: replayable ? onReplay : undefined })}
            rowClass={(row) => (sorted[row]!.id === chosen.value ? 'pick on' : 'pick')}
            onSelect={(row) => (chosen.value = sorted[row]!.id)}
          />
        </div>
      )}
      {open && (
        <NotePanel
          lap={open}
          note={notes.get(open.id)}
          asked={asked.value}
          onClose={() => {
            chosen.value = null;
            body.current?.querySelector<HTMLElement>('.grid')?.focus();
          }}
        />
      )}
    </section>
  );
}

/** Below the head, which stays. */
function showRow(grid: Element, row: number): void {
  const top = row * ROW_HEIGHT;
  const room = grid.clientHeight - 2 * ROW_HEIGHT;
  if (top < grid.scrollTop) grid.scrollTop = top;
  else if (top > grid.scrollTop + room) grid.scrollTop = top - room;
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
