import type { Section } from '../../common/analysis/sections.ts';
import { lapTime } from '../format.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { showSection } from './chart-commands.ts';
import { IDEAL } from './overlay/messages.ts';
import type { SummaryAnswer } from './overlay/messages.ts';
import { lapName, shortName, signClass, signed, worstAndBest } from './words.ts';

/** Best times are as good as best to the ms. */
const SAME = 0.0005;

/** Times of each sector and corner: the reference, the lap that is looked at, and what it loses. A click shows the place. */
export function SectionTable({ desk }: { desk: AnalysisDesk }) {
  const summary = desk.summary.value;
  const ideal = summary?.idealTime ?? null;
  const { reference, lapChoice } = { reference: desk.reference.value, lapChoice: desk.pitWall.lapChoice };
  return (
    <section class="panel sections" aria-label="Sectors and corners">
      <header class="panel-head">
        <h2>Sections</h2>
        {ideal !== null && summary!.laps.length > 1 && (
          <span class="push" title="The fastest of each corner and sector among the laps on the charts, put together">
            <span class="muted">ideal</span> <b class="best" data-testid="ideal-time">{lapTime(ideal)}</b>{' '}
            <button
              type="button"
              class="small"
              aria-pressed={reference === IDEAL}
              data-testid="ideal-reference"
              onClick={() => lapChoice.compareWith(reference === IDEAL ? (desk.drawn.value[0]?.row.id ?? IDEAL) : IDEAL)}
            >
              as reference
            </button>
          </span>
        )}
      </header>
      {summary && summary.sections.length > 0 ? <Rows desk={desk} summary={summary} /> : <p class="empty">{emptyWords(desk)}</p>}
    </section>
  );
}

function emptyWords(desk: AnalysisDesk): string {
  if (desk.pitWall.lapChoice.list.value.length === 0) return 'Two laps side by side, corner by corner, as soon as they are chosen.';
  return desk.trackTrouble.value ?? 'Working out the sections …';
}

function Rows({ desk, summary }: { desk: AnalysisDesk; summary: SummaryAnswer }) {
  const laps = desk.pitWall.lapChoice.list.value;
  const [focus, reference] = [summary.focus, summary.reference].map((id) => summary.laps.indexOf(id ?? ''));
  const alone = focus === reference;
  const head = (id: string | null) => {
    const lap = laps.find(({ row }) => row.id === id);
    return <th title={lap && lapName(lap.row)}>{id === IDEAL ? 'ideal' : lap ? shortName(lap.row) : '–'}</th>;
  };
  const losses = new Map(desk.losses.value.map(({ section, loss }) => [section.name, loss]));
  const most = Math.max(0.02, ...[...losses.values()].map(Math.abs));
  const worst = new Set(worstAndBest(desk.losses.value).lost.map(({ section }) => section.name));
  const whole = (lap: number | undefined): number => summary.sections.reduce((sum, { kind }, i) => (kind === 'sector' ? sum + (summary.times[lap!]?.[i] ?? NaN) : sum), 0);
  return (
    <div class="scroll" tabIndex={0}>
      <table class="choose" data-testid="sections">
        <thead>
          <tr>
            <th class="left">Section</th>
            {head(summary.reference)}
            {!alone && head(summary.focus)}
            {!alone && <th>Δ</th>}
            {!alone && <th class="bar"><span class="unseen">lost or gained</span></th>}
          </tr>
        </thead>
        <tbody>
          {summary.sections.map((section, i) => {
            const [mine, other] = [summary.times[focus!]?.[i] ?? NaN, summary.times[reference!]?.[i] ?? NaN];
            const loss = mine - other;
            return (
              <tr key={`${section.kind}${section.name}`} class={`${section.kind} ${worst.has(section.name) ? 'worst' : ''} ${isShown(desk, section) ? 'on' : ''}`} data-testid={`section-${section.name}`} onClick={() => showSection(desk, section)}>
                <td class="left">
                  <button type="button" class="place" onClick={() => showSection(desk, section)}>{section.name}</button>
                </td>
                <td class={bestClass(other, summary, i)}>{lapTime(Number.isNaN(other) ? null : other)}</td>
                {!alone && <td class={bestClass(mine, summary, i)}>{lapTime(Number.isNaN(mine) ? null : mine)}</td>}
                {!alone && <td class={signClass(loss)}>{signed(loss)}</td>}
                {!alone && <td class="bar">{section.kind === 'corner' && <Bar share={loss / most} />}</td>}
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <td class="left">Lap</td>
            <td>{lapTime(noNaN(whole(reference)))}</td>
            {!alone && <td>{lapTime(noNaN(whole(focus)))}</td>}
            {!alone && <td class={signClass(whole(focus) - whole(reference))} data-testid="sections-total">{signed(whole(focus) - whole(reference))}</td>}
            {!alone && <td class="bar" />}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

const noNaN = (value: number): number | null => (Number.isNaN(value) ? null : value);

function bestClass(time: number, { idealTimes, laps }: SummaryAnswer, i: number): string {
  return laps.length > 1 && Math.abs(time - (idealTimes[i] ?? NaN)) < SAME ? 'best' : '';
}

function isShown(desk: AnalysisDesk, { from, to }: Section): boolean {
  const span = desk.span.value;
  return span !== null && desk.axis.value === 'distance' && span.from <= from + 1 && span.to >= to - 1 && span.to - span.from < (to - from) * 1.5;
}

/** To the right for lost, to the left for gained, from the middle. */
function Bar({ share }: { share: number }) {
  if (Number.isNaN(share)) return null;
  const width = Math.min(50, Math.abs(share) * 50);
  const x = share > 0 ? 50 : 50 - width;
  return (
    <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect x={x} y="0" width={width} height="10" class={share > 0 ? 'lost-bar' : 'gained-bar'} />
      <line x1="50" x2="50" y1="-2" y2="12" />
    </svg>
  );
}
