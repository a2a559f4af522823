import type { AnalysisDesk } from '../analysis-desk.ts';
import { IDEAL } from '../overlay/messages.ts';
import { shortName } from '../words.ts';

/** More laps than this hide what lies below them. */
const MOST = 6;

interface LapReadingsProps {
  desk: AnalysisDesk;
  laps: readonly string[];
  head: string;
  /** Of a lap by its number. */
  words(lap: number): string;
}

/** What is under the mouse, a line for the lap that is looked at, for the reference, and for others as far as there is room. */
export function LapReadings({ desk, laps, head, words }: LapReadingsProps) {
  const [focus, reference] = [desk.focus.value, desk.reference.value];
  const rank = (id: string): number => (id === focus ? 0 : id === reference ? 1 : 2);
  const shown = laps.map((id, i) => ({ id, i })).toSorted((a, b) => rank(a.id) - rank(b.id) || a.i - b.i).slice(0, MOST);
  const chosen = desk.pitWall.lapChoice.list.value;
  return (
    <div class="figure-readings" data-testid="figure-readings">
      <b>{head}</b>
      {shown.map(({ id, i }) => {
        const lap = chosen.find(({ row }) => row.id === id);
        return (
          <span key={id}>
            <i class={`swatch ${id === IDEAL ? 'fill-best' : lap?.colour == null ? 'fill-none' : `fill-${lap.colour + 1}`}`} /> {id === IDEAL ? 'ideal' : lap ? shortName(lap.row) : ''} <b>{words(i)}</b>
          </span>
        );
      })}
    </div>
  );
}
