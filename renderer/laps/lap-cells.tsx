import type { LapRow } from '../../common/contract.ts';
import type { LapNote } from '../../common/lap-note.ts';
import { count, lapTime } from '../format.ts';

/** What the list shows of one lap, in the order of its columns. */
export function lapCells(lap: LapRow, fastest: number, note: LapNote | undefined) {
  const isFastest = lap.lap_type !== 'grid' && lap.lap_time === fastest;
  return [
    lap.lap,
    lap.car,
    lap.driver,
    <span class={isFastest ? 'best' : ''}>{lapTime(lap.lap_time)}</span>,
    ...[0, 1, 2].map((i) => <span class="muted">{lapTime(lap.sectors[i] ?? null)}</span>),
    lap.position,
    lap.compound,
    lap.tyre_age,
    <span class={lap.lap_type === 'incomplete' ? 'warn' : 'muted'}>{lap.lap_type}</span>,
    <span class="muted">{count(lap.samples)}</span>,
    <span class="noted" title={note?.text}>
      {note?.tags.map((tag) => <i class="tag">{tag}</i>)}
      {note?.text}
    </span>,
  ];
}
