import { lapTime, startTime } from '../format.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { IDEAL } from './overlay/messages.ts';
import { lapName, signClass, signed, troubleWords } from './words.ts';

/** A lap's colour, its name, whether it is the reference, and what is wrong with it. */
export function LapHeadCell({ desk, id }: { desk: AnalysisDesk; id: string }) {
  const { lapChoice } = desk.pitWall;
  const lap = lapChoice.list.value.find(({ row }) => row.id === id);
  const isReference = id === desk.reference.value;
  const words = lap ? lapName(lap.row) : 'Ideal lap';
  const trouble = troubleOf(desk, id);
  const fill = id === IDEAL ? 'fill-best' : lap?.colour === null || !lap ? 'fill-none' : `fill-${lap.colour + 1}`;
  return (
    <td class="left lap-head">
      <i class={`swatch ${fill}`} />
      <button type="button" class="place" title={lap ? `${lap.row.driver}, lap ${lap.row.lap}, ${lap.track}, ${startTime(lap.started)}: look at this lap` : 'The best sections put together: nobody drove this lap'} onClick={() => lapChoice.lookAt(id)}>
        {words}
      </button>
      <button
        type="button"
        class="reference"
        aria-pressed={isReference}
        title={isReference ? 'The others are compared with this lap' : 'Compare the others with this lap'}
        data-testid={`reference-${id}`}
        onClick={(event) => {
          event.stopPropagation();
          lapChoice.compareWith(id);
        }}
      >
        {isReference ? 'reference' : 'as reference'}
      </button>
      {!lap && <small class="muted" data-testid="ideal-made">made, not driven</small>}
      {trouble && <small class="warn" data-testid={`trouble-${id}`}>{words} {trouble}.</small>}
    </td>
  );
}

/** Its time, and how far that is from the reference's. */
export function LapTimeCells({ desk, id }: { desk: AnalysisDesk; id: string }) {
  const laps = desk.pitWall.lapChoice.list.value;
  const reference = desk.reference.value;
  const ideal = desk.summary.value?.idealTime ?? null;
  const timeOf = (which: string | null): number => (which === IDEAL ? ideal : laps.find(({ row }) => row.id === which)?.row.lap_time) ?? NaN;
  const time = timeOf(id);
  const delta = time - timeOf(reference);
  return (
    <>
      <td>{lapTime(Number.isNaN(time) ? null : time)}</td>
      <td class={signClass(delta)} data-cell="lap-delta">{id === reference ? '' : signed(delta)}</td>
    </>
  );
}

/** In the words that follow the lap's name; null where all is well. */
function troubleOf(desk: AnalysisDesk, id: string): string | null {
  const lap = desk.pitWall.lapChoice.list.value.find(({ row }) => row.id === id);
  if (lap && lap.track !== desk.trackName.value) return `was driven at ${lap.track}, the reference at ${desk.trackName.value}: it is not drawn. Make it the reference to see its track`;
  const failed = desk.loader.failed.value.get(id);
  if (failed !== undefined) return `could not be read: ${failed.replace(/\.$/, '')}`;
  const summary = desk.summary.value;
  const trouble = summary?.troubles[summary.laps.indexOf(id)];
  return trouble ? troubleWords(trouble) : null;
}
