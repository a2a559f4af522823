import type { LapRow } from '../../common/race-view.ts';
import type { LapNote } from '../../common/lap-note.ts';
import { count, lapTime } from '../format.ts';

/** What can be done with a lap. */
interface LapActions {
  analyse(lap: LapRow): void;
  /** Undefined while its race cannot be replayed. */
  replay: ((lap: LapRow) => void) | undefined;
}

/** What the list shows of one lap, in the order of its columns. */
export function lapCells(lap: LapRow, fastest: number, note: LapNote | undefined, { analyse, replay }: LapActions) {
  const isFastest = lap.lap_type !== 'grid' && lap.lap_time === fastest;
  return [
    <>
      {replay && (
        <button
          type="button"
          class="replay-lap"
          title={`Replay from where ${lap.car} begins lap ${lap.lap}`}
          aria-label={`Replay lap ${lap.lap} of ${lap.car}`}
          data-testid={`replay-${lap.car}-${lap.lap}`}
          onClick={(event) => {
            event.stopPropagation();
            replay(lap);
          }}
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
    <span class="noted" title={note?.text}>
      {note?.tags.map((tag) => <i class="tag">{tag}</i>)}
      {note?.text}
    </span>,
    <button
      type="button"
      class="small"
      title="Compare this lap with others, on the Analysis screen"
      data-testid={`analyse-${lap.id}`}
      onClick={(event) => {
        event.stopPropagation();
        analyse(lap);
      }}
    >
      Analyse
    </button>,
  ];
}
