import { useMemo } from 'preact/hooks';
import type { RangeStatistics } from '../../../common/analysis/range-statistics.ts';
import type { Section } from '../../../common/analysis/sections.ts';
import { Choice } from '../../shell/Choice.tsx';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { showSection } from '../chart-commands.ts';
import { IDEAL } from '../overlay/messages.ts';
import { known, shortName } from '../words.ts';
import type { FigureChoice } from './figure-choice.ts';
import { FigureFrame, emptyFigure } from './FigureFrame.tsx';
import { MOST_REPORTED } from './figure-settings.ts';
import type { PARTS } from './figure-settings.ts';
import type { FigureScope, ReportAnswer } from './messages.ts';
import { figureChannel } from './shown-channel.ts';
import { useFigure } from './use-figure.ts';

/** Digits beyond those of a value for what is worked out from many. */
const FINER = 1;

/** What the samples of some channels come to in each lap, sector or corner: lowest, highest, mean, standard deviation, and last less first. */
export function ReportPanel({ desk, choice }: { desk: AnalysisDesk; choice: FigureChoice }) {
  const { settings } = choice;
  const asker = useMemo(
    () => ({
      channels: () => settings.value.reported,
      question: (scope: FigureScope) => {
        const { reported, parts } = settings.value;
        return { ...scope, figure: 'report' as const, channels: reported.map((name) => figureChannel(desk, name)), parts: sectionsFor(desk.summary.value?.sections ?? [], parts) };
      },
    }),
    [settings, desk],
  );
  const answer = useFigure<'report'>(desk, asker);
  const { reported, parts } = settings.value;
  const found = answer.value;
  const isFull = reported.length >= MOST_REPORTED;
  return (
    <FigureFrame
      desk={desk}
      title="Channel report"
      kind="report"
      slots={[{
        ...{ words: '', channel: null, none: isFull ? `${MOST_REPORTED} channels` : '+ Channel', testid: 'report-add' },
        pick: (name) => !isFull && !reported.includes(name) && choice.set({ reported: [...reported, name] }),
        reset: () => choice.reset('reported'),
      }]}
      controls={<Choice label="Parts" value={parts} options={[['lap', 'lap'], ['sectors', 'sectors'], ['corners', 'corners']]} testid="report-parts" onChange={(next) => choice.set({ parts: next })} />}
      empty={emptyFigure(desk, found !== null, true, '')}
    >
      {found && desk.drawn.value.length > 0 && (
        <div class="scroll figure-report">
          <table data-testid="report-table">
            {reported.map((channel) => {
              const at = found.channels.findIndex(({ name }) => name === channel);
              return at >= 0 && <ChannelRows key={channel} desk={desk} found={found} at={at} onRemove={reported.length > 1 ? () => choice.set({ reported: reported.filter((each) => each !== channel) }) : undefined} />;
            })}
          </table>
        </div>
      )}
    </FigureFrame>
  );
}

function sectionsFor(sections: readonly Section[], parts: (typeof PARTS)[number]): Section[] {
  return parts === 'lap' ? [] : sections.filter(({ kind }) => kind === (parts === 'sectors' ? 'sector' : 'corner'));
}

interface ChannelRowsProps {
  desk: AnalysisDesk;
  found: ReportAnswer;
  /** Index of the channel. */
  at: number;
  onRemove?: (() => void) | undefined;
}

function ChannelRows({ desk, found, at, onRemove }: ChannelRowsProps) {
  const { name, unit } = found.channels[at]!;
  const digits = desk.digitsFor(name, rangeOf(found, at));
  const parts = [{ words: 'Lap' }, ...(found.span ? [{ words: 'In view' }] : []), ...found.parts.map((part) => ({ words: part.name, section: part }))];
  return (
    <tbody data-testid={`report-${name}`}>
      <tr class="report-head">
        <th class="left" colSpan={2} scope="rowgroup">
          {name} <small>{unit}</small>
          {onRemove && <button type="button" class="lap-remove" aria-label={`Take ${name} out of the report`} title="Take it out of the report" onClick={onRemove}>×</button>}
        </th>
        <th>min</th>
        <th>max</th>
        <th>mean</th>
        <th title="Standard deviation of the samples">σ</th>
        <th title="Last sample less the first">Δ</th>
      </tr>
      {parts.map(({ words, ...part }) => {
        const section = 'section' in part ? part.section : undefined;
        const row = section ? 2 + found.parts.indexOf(section) : words === 'Lap' ? 0 : 1;
        return found.laps.map((id, lap) => (
          <tr key={`${words} ${id}`} class={`${id === desk.focus.value ? 'on' : ''} ${lap === 0 ? 'first' : ''}`} data-testid={`report-${name}-${words}-${lap}`}>
            <td class="left">{lap === 0 && (section ? <button type="button" class="place" title={`Show ${words}`} onClick={() => showSection(desk, section)}>{words}</button> : words)}</td>
            <td class="left"><LapWords desk={desk} id={id} /></td>
            <Figures statistics={found.statistics[lap]?.[row]?.[at] ?? null} digits={digits} />
          </tr>
        ));
      })}
    </tbody>
  );
}

/** Lowest and highest of a channel in whole laps; null where no lap has it. */
function rangeOf(found: ReportAnswer, at: number): [number, number] | null {
  const whole = found.statistics.flatMap(([lap]) => lap?.[at] ?? []);
  return whole.length === 0 ? null : [Math.min(...whole.map(({ min }) => min)), Math.max(...whole.map(({ max }) => max))];
}

function LapWords({ desk, id }: { desk: AnalysisDesk; id: string }) {
  const lap = desk.pitWall.lapChoice.list.value.find(({ row }) => row.id === id);
  return (
    <>
      <i class={`swatch ${id === IDEAL ? 'fill-best' : lap?.colour == null ? 'fill-none' : `fill-${lap.colour + 1}`}`} /> {id === IDEAL ? 'ideal' : lap ? shortName(lap.row) : ''}
    </>
  );
}

function Figures({ statistics, digits }: { statistics: RangeStatistics | null; digits: number }) {
  const cell = (value: number | undefined, more = 0): string => known(value ?? NaN, digits + more);
  return (
    <>
      <td data-cell="min">{cell(statistics?.min)}</td>
      <td data-cell="max">{cell(statistics?.max)}</td>
      <td data-cell="mean">{cell(statistics?.mean, FINER)}</td>
      <td data-cell="deviation">{cell(statistics?.deviation, FINER)}</td>
      <td data-cell="delta">{cell(statistics?.delta)}</td>
    </>
  );
}
