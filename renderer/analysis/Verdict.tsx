import { IDEAL } from './overlay/messages.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { showSection } from './chart-commands.ts';
import { lapName, signClass, signed, worstAndBest } from './words.ts';
import type { SectionLoss } from './words.ts';

/** In one sentence: by how much the lap that is looked at is slower or faster, and in which corners. */
export function Verdict({ desk }: { desk: AnalysisDesk }) {
  const laps = desk.pitWall.lapChoice.list.value;
  const [focus, reference] = [desk.focus.value, desk.reference.value];
  const mine = laps.find(({ row }) => row.id === focus)?.row;
  const other = laps.find(({ row }) => row.id === reference)?.row;
  const idealTime = desk.summary.value?.idealTime ?? null;
  const against = reference === IDEAL ? 'the ideal lap, which is made, not driven' : other && lapName(other);
  if (!mine || !against || focus === reference) {
    return laps.length === 1 ? <p class="verdict" data-testid="verdict">One lap is on the charts: choose another on the left to compare it with.</p> : null;
  }
  const total = (mine.lap_time ?? NaN) - ((reference === IDEAL ? idealTime : other?.lap_time) ?? NaN);
  const { lost, gained } = worstAndBest(desk.losses.value);
  return (
    <p class="verdict" data-testid="verdict">
      <b>{lapName(mine)}</b> {Number.isNaN(total) ? 'against' : <b class={signClass(total)}>{signed(total)} s</b>} {Number.isNaN(total) ? '' : total > 0 ? 'behind' : total < 0 ? 'ahead of' : 'against'} <b>{against}</b>
      {lost.length > 0 && <Places desk={desk} words="loses in" losses={lost} />}
      {gained.length > 0 && <Places desk={desk} words="gains in" losses={gained} />}
    </p>
  );
}

function Places({ desk, words, losses }: { desk: AnalysisDesk; words: string; losses: readonly SectionLoss[] }) {
  return (
    <span>
      <span class="muted"> · {words}</span>
      {losses.map(({ section, loss }) => (
        <button key={section.name} type="button" class="place" title={`Show ${section.name}`} onClick={() => showSection(desk, section)}>
          {section.name} <span class={signClass(loss)}>{signed(loss)}</span>
        </button>
      ))}
    </span>
  );
}
