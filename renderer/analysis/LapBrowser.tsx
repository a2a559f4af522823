import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { COMPOUNDS, LAP_TYPES } from '../../common/lap.ts';
import { count, lapTime, startTime } from '../format.ts';
import { TagFilter } from '../laps/notes/TagFilter.tsx';
import { Choice } from '../shell/Choice.tsx';
import { MOST_LAPS } from '../state/kept-choice.ts';
import { VirtualTable } from '../table/VirtualTable.tsx';
import type { AnalysisDesk } from './analysis-desk.ts';
import { carNumber, EVERYTHING, findLaps, racesOf } from './lap-filter.ts';
import type { FoundLap, LapFilter } from './lap-filter.ts';
import { RaceOptions } from './RaceOptions.tsx';
import { signed } from './words.ts';

/** So many laps are laid over each other by one click. */
const FASTEST = 20;

/** The laps of all stored races, with filters; a click lays one over the others, or takes it away. */
export function LapBrowser({ desk }: { desk: AnalysisDesk }) {
  const { library, pitWall } = desk;
  const filter = useSignal<LapFilter>({ races: '', ...EVERYTHING });
  const host = pitWall.host.value;
  const races = library.races.value;
  useEffect(() => library.open(), [library]);
  useEffect(() => {
    if (host === 'connected') void pitWall.attempt(Promise.all([library.fetchRaces(), library.fetchNotes()]));
  }, [library, host, pitWall]);
  useEffect(() => {
    const first = races?.find(({ laps_stored }) => laps_stored > 0) ?? races?.[0];
    if (filter.value.races === '' && first) filter.value = { ...filter.value, races: first.race_id };
  }, [races, filter]);
  const over = racesOf(filter.value, races ?? []);
  const overIds = over.map(({ race_id }) => race_id).join('\n');
  useEffect(() => {
    if (overIds !== '' && host === 'connected') void pitWall.attempt(library.fetchLaps(overIds.split('\n')));
  }, [library, overIds, host, pitWall]);
  const laps = library.laps.value;
  const notes = library.notes.value;
  const noted = useMemo(() => new Map([...notes].filter(([id]) => over.some(({ race_id }) => id.startsWith(`${race_id}/`)))), [notes, overIds]);
  const tag = [...noted.values()].some(({ tags }) => tags.includes(filter.value.tag ?? '')) ? filter.value.tag : null;
  const found = useMemo(() => findLaps({ ...filter.value, tag }, races ?? [], laps, noted), [filter.value, tag, races, laps, noted]);
  const reading = over.some(({ race_id }) => !laps.has(race_id));
  useOffer(desk, found);
  const set = (change: Partial<LapFilter>): void => {
    filter.value = { ...filter.value, ...change };
  };
  const { bestOnly, kind, compound, text } = filter.value;
  return (
    <section class="panel lap-browser" aria-label="Lap browser">
      <header class="panel-head">
        <h2>Laps</h2>
        <span class="muted" data-testid="laps-found">{races ? `${count(found.length)} found` : ''}</span>
        <button type="button" class="small push" disabled={found.length === 0} title={`Lay the ${FASTEST} fastest of this list over each other`} data-testid="overlay-fastest" onClick={() => overlayFastest(desk, found)}>
          Fastest {FASTEST}
        </button>
      </header>
      <div class="lap-filters">
        <select aria-label="Races" value={filter.value.races} data-testid="filter-races" onChange={(event) => set({ races: event.currentTarget.value })}>
          <RaceOptions races={races ?? []} />
        </select>
        <Choice label="Laps" value={bestOnly ? 'best' : 'all'} options={[['best', 'Best of each car'], ['all', 'All laps']]} testid="filter-mode" onChange={(mode) => set({ bestOnly: mode === 'best' })} />
        <div class="lap-filter-row">
          <input type="search" placeholder="Car or driver" aria-label="Car or driver" value={text} data-testid="filter-text" onInput={(event) => set({ text: event.currentTarget.value })} />
          <select aria-label="Kind of lap" disabled={bestOnly} value={kind} data-testid="filter-kind" onChange={(event) => set({ kind: event.currentTarget.value })}>
            <option value="timed">timed</option>
            <option value="">any kind</option>
            {LAP_TYPES.map((type) => <option key={type} value={type}>{type}</option>)}
          </select>
          <select aria-label="Tyre" value={compound} data-testid="filter-compound" onChange={(event) => set({ compound: event.currentTarget.value })}>
            <option value="">any tyre</option>
            {COMPOUNDS.map((name) => <option key={name} value={name}>{name}</option>)}
          </select>
        </div>
      </div>
      <TagFilter notes={noted} chosen={tag} onChoose={(next) => set({ tag: next })} />
      {found.length > 0 ? (
        <Found desk={desk} found={found} several={over.length > 1} />
      ) : (
        <p class="empty" data-testid="no-laps">{emptyWords(races?.length, reading, pitWall.race.value?.state === 'running')}</p>
      )}
    </section>
  );
}

function emptyWords(races: number | undefined, reading: boolean, running: boolean): string {
  if (races === undefined || reading) return 'Reading the laps …';
  if (races === 0) return 'No race is stored yet. Press “New race” at the top right: laps can be compared as soon as two cars have crossed the line twice.';
  if (running) return 'No lap passes these filters yet. Each shows here as its car crosses the line.';
  return 'No lap passes these filters. Choose “All laps”, another race or tag, or take words out of the search.';
}

/** Whoever opens the screen for the first time sees something: the two fastest cars' best laps. */
function useOffer(desk: AnalysisDesk, found: readonly FoundLap[]): void {
  const offered = useSignal(desk.pitWall.lapChoice.list.value.length > 0);
  useEffect(() => {
    if (offered.value || found.length < 2) return;
    offered.value = true;
    if (desk.pitWall.lapChoice.list.value.length === 0) desk.pitWall.lapChoice.addAll(found.slice(0, 2));
  }, [desk, found, offered]);
}

function overlayFastest(desk: AnalysisDesk, found: readonly FoundLap[]): void {
  const { lapChoice } = desk.pitWall;
  lapChoice.clear();
  lapChoice.addAll(found.slice(0, FASTEST));
  if (found[1]) lapChoice.lookAt(found[1].row.id);
}

function Found({ desk, found, several }: { desk: AnalysisDesk; found: readonly FoundLap[]; several: boolean }) {
  const { lapChoice, notices } = desk.pitWall;
  const chosen = new Map(lapChoice.list.value.map((lap) => [lap.row.id, lap]));
  const best = found[0]?.row.lap_time ?? NaN;
  const toggle = ({ row, race }: FoundLap): void => {
    if (lapChoice.has(row.id)) lapChoice.remove(row.id);
    else if (!lapChoice.add(row, race)) notices.answer('info', `${MOST_LAPS} laps are as many as can be told apart: take one away first.`);
  };
  const columns = [
    { key: 'on', head: <span class="unseen">On the charts</span>, numeric: false },
    { key: 'car', head: 'Car', numeric: true },
    { key: 'driver', head: 'Driver', numeric: false },
    { key: 'lap', head: 'Lap', numeric: true },
    { key: 'time', head: 'Time', numeric: true },
    { key: 'gap', head: 'Gap', numeric: true },
    { key: 'tyre', head: 'Tyre', numeric: false },
    ...(several ? [{ key: 'race', head: 'Race', numeric: false }] : []),
  ];
  return (
    <VirtualTable
      label="Laps found"
      testid="lap-browser"
      columns={columns}
      rows={found.length}
      rowClass={(row) => (chosen.has(found[row]!.row.id) ? 'on' : '')}
      onSelect={(row) => toggle(found[row]!)}
      cells={(row) => lapCells(found[row]!, chosen.get(found[row]!.row.id)?.colour, best, several, () => toggle(found[row]!))}
    />
  );
}

/** @param colour undefined for a lap that is not on the charts, null for one without a colour of its own */
function lapCells({ row, race }: FoundLap, colour: number | null | undefined, best: number, several: boolean, toggle: () => void) {
  const gap = (row.lap_time ?? NaN) - best;
  return [
    <button
      type="button"
      class="lap-toggle"
      aria-pressed={colour !== undefined}
      aria-label={`${row.driver}, lap ${row.lap}`}
      data-testid={`pick-${row.id}`}
      onClick={(event) => {
        event.stopPropagation();
        toggle();
      }}
    >
      {colour === undefined ? '+' : <i class={`swatch ${colour === null ? 'fill-none' : `fill-${colour + 1}`}`} />}
    </button>,
    <b>{carNumber(row.car)}</b>,
    <span class="lap-driver" title={`${row.driver} · ${race.track} · ${startTime(race.started)}`}>{row.driver.split(' ').at(-1)}</span>,
    row.lap,
    lapTime(row.lap_time),
    <span class="muted">{gap === 0 ? '' : signed(gap)}</span>,
    <span>
      {row.compound && <span class={`ring ${row.compound}`} title={row.compound}>{row.compound[0]!.toUpperCase()}</span>}{' '}
      <small>{row.lap_type === 'flying' ? row.tyre_age : row.lap_type}</small>
    </span>,
    ...(several ? [<span class="muted">{startTime(race.started)} {race.track}</span>] : []),
  ];
}
