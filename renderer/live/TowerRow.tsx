import type { CarEntry } from '../../common/lap.ts';
import type { Standing } from '../../common/timing.ts';
import { gapTime, lapTime } from '../format.ts';
import type { Rank } from '../state/sector-bests.ts';

interface TowerRowProps {
  row: Standing;
  entry: CarEntry | undefined;
  /** Fastest lap of the race so far, s. */
  fastest: number;
  /** Series colour when followed, else null. */
  colour: number | null;
  rank(sector: number, time: number | null): Rank;
  onPick(): void;
}

const RANK_CLASS = { overall: 'best', personal: 'good' } as const;

export function TowerRow({ row, entry, fastest, colour, rank, onPick }: TowerRowProps) {
  const driver = entry?.driver ?? row.car;
  const lastRank = row.last === null ? '' : row.last <= fastest ? 'best' : row.last === row.best ? 'good' : '';
  return (
    <tr
      tabIndex={0}
      role="button"
      aria-pressed={colour !== null}
      class={row.state === 'out' ? 'out' : ''}
      data-testid={`tower-row-${row.car}`}
      title={`${driver}, ${entry?.team ?? ''}${row.reason ? `: out, ${row.reason}` : ''}`}
      onClick={onPick}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPick();
      }}
    >
      <td class="muted">{row.position}</td>
      <td class="number">
        <i class={colour === null ? 'swatch' : `swatch fill-${colour + 1}`} />
        <b>{entry?.number}</b>
      </td>
      <td class="left driver">
        {driver.split(' ').at(-1)}
        {row.flag === 'blue' && <i class="blue-flag" title="Blue flag: a faster car is about to lap it" data-testid={`blue-${row.car}`} />}
        {row.flag === 'chequered' && <i class="chequered-flag" title="Has taken the chequered flag" />}
      </td>
      <GapCell row={row} />
      <td class="muted">{row.position === 1 ? '' : gapTime(row.interval)}</td>
      <td class={lastRank}>{lapTime(row.last)}</td>
      <td class={row.best !== null && row.best <= fastest ? 'best' : 'muted'}>{lapTime(row.best)}</td>
      {[0, 1, 2].map((sector) => {
        const time = row.sectors[sector] ?? null;
        const value = rank(sector, time);
        return (
          <td key={sector} class={`sector ${value ? RANK_CLASS[value] : ''}`}>
            {time === null ? '' : lapTime(time)}
          </td>
        );
      })}
      <td class="tyre">
        <span class={`ring ${row.compound}`} title={row.compound}>
          {row.compound[0]!.toUpperCase()}
        </span>
        <span class="age muted">{row.tyre_age}</span>
      </td>
      <td class="muted">{row.stops}</td>
    </tr>
  );
}

/** The gap to the leader, or what is to be said instead. */
function GapCell({ row: { state, position, gap, lap } }: { row: Standing }) {
  if (state === 'pit') return <td class="warn">PIT</td>;
  if (state === 'out') return <td class="muted">OUT</td>;
  if (position > 1) return <td>{gapTime(gap)}</td>;
  return <td class="muted">{state === 'finished' ? 'finished' : `lap ${lap}`}</td>;
}
