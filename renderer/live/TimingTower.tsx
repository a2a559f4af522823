import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { CarEntry } from '../../common/lap.ts';
import type { Standing } from '../../common/timing.ts';
import { followSize } from '../charts/size.ts';
import { HoldButton } from '../hold/HoldButton.tsx';
import { useHold } from '../hold/use-hold.ts';
import { usePitWall } from '../state/context.ts';
import { MOST_PICKS } from '../state/picks.ts';
import type { PitWall } from '../state/pit-wall.ts';
import type { Rank } from '../state/sector-bests.ts';
import { TowerRow } from './TowerRow.tsx';

/** Narrower windows, CSS px, begin without the sectors: the charts need the room. */
const WIDE = 1420;
/** From so many cars on the rows share the height of the panel. */
const FILLING = 16;

/** What of the race a tower that is held shows. */
interface Held {
  rows: readonly Standing[];
  ranks: ReadonlyMap<string, readonly Rank[]>;
}

/** Who is where. A click or Enter on a row follows the car, or no longer. */
export function TimingTower({ inFocus }: { inFocus: boolean }) {
  const pitWall = usePitWall();
  const full = useSignal(innerWidth >= WIDE);
  const chosen = useRef(false);
  const body = useRef<HTMLDivElement>(null);
  const hold = useHold<Held>({ look: () => heldOf(pitWall), inFocus });
  const rows = hold.held?.rows ?? pitWall.standings.value?.rows ?? [];
  const there = rows.length > 0;
  useEffect(() => {
    if (!there) return undefined;
    // In a place that is too narrow for them the sectors are left out, unless somebody has asked for them.
    const element = body.current!;
    return followSize(element, () => {
      if (!chosen.current && full.peek() && element.scrollWidth > element.clientWidth) full.value = false;
    });
  }, [there, full]);
  const entries = new Map(pitWall.race.value?.cars.map((entry) => [entry.car, entry]));
  const toggle = (): void => {
    chosen.current = true;
    full.value = !full.value;
  };
  const fastest = Math.min(...rows.map((row) => row.best ?? Infinity));
  void pitWall.sectorBests.version.value;
  return (
    <section class="panel tower" aria-label="Timing tower">
      <header class="panel-head">
        <h2>Timing</h2>
        <span class="muted">{rows.length > 0 ? `${rows.length} ${rows.length === 1 ? 'car' : 'cars'}` : ''}</span>
        <span class="push" />
        <HoldButton hold={hold} name="tower" />
        <button type="button" class="small" aria-pressed={full.value} onClick={toggle}>
          Sectors
        </button>
      </header>
      {rows.length === 0 ? (
        <Empty pitWall={pitWall} />
      ) : (
        <div class="tower-body" ref={body}>
          <table class={`${full.value ? 'full' : ''} ${rows.length >= FILLING ? 'filling' : ''}`} onKeyDown={moveFocus}>
            <thead>
              <tr>
                <th>P</th>
                <th class="left" colSpan={2}>
                  Car
                </th>
                <th class="w-gap">Gap</th>
                <th class="w-int">Int</th>
                <th class="w-lap">Last</th>
                <th class="w-lap">Best</th>
                <th class="sector">S1</th>
                <th class="sector">S2</th>
                <th class="sector">S3</th>
                <th>Tyre</th>
                <th title="Pit stops">St</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <TowerRow
                  key={row.car}
                  row={row}
                  entry={entries.get(row.car)}
                  fastest={fastest}
                  colour={pitWall.picks.colourOf(row.car)}
                  rank={(sector, time) => (hold.held ? (hold.held.ranks.get(row.car)?.[sector] ?? null) : pitWall.sectorBests.rank(row.car, sector, time))}
                  onPick={() => pick(pitWall, row, entries.get(row.car))}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function heldOf({ standings, sectorBests }: PitWall): Held {
  const rows = standings.peek()?.rows ?? [];
  return { rows, ranks: new Map(rows.map(({ car, sectors }) => [car, sectors.map((time, sector) => sectorBests.rank(car, sector, time))])) };
}

function pick(pitWall: PitWall, row: Standing, entry: CarEntry | undefined): void {
  if (pitWall.picks.toggle(row.car)) return;
  pitWall.notices.answer(
    'info',
    `${MOST_PICKS} cars are followed already. Click one of them to let it go before you follow ${entry?.driver ?? row.car}.`,
  );
}

function moveFocus(event: KeyboardEvent): void {
  const step = event.key === 'ArrowDown' ? 'nextElementSibling' : event.key === 'ArrowUp' ? 'previousElementSibling' : null;
  if (!step) return;
  const row = (event.target as HTMLElement).closest('tr')?.[step];
  if (row instanceof HTMLElement) {
    row.focus();
    event.preventDefault();
  }
}

function Empty({ pitWall }: { pitWall: PitWall }) {
  if (pitWall.host.value === 'lost') return <p class="empty">No answer from the workstation. It is being tried again.</p>;
  if (pitWall.race.value === undefined) return <p class="empty">Asking the workstation …</p>;
  if (pitWall.race.value === null) return <p class="empty">No race is on. Press “New race” to start one.</p>;
  return <p class="empty">The race is on; the first timing is on its way.</p>;
}
