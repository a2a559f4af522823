import { computed, signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { axisNumber } from '../../charts/axis-number.ts';
import { Choice } from '../../shell/Choice.tsx';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { known } from '../words.ts';
import type { FigureChoice } from './figure-choice.ts';
import { histogramExports } from './figure-exports.ts';
import { FigureFrame, emptyFigure } from './FigureFrame.tsx';
import { histogramDrawing } from './histogram-drawing.ts';
import { LapReadings } from './LapReadings.tsx';
import { channelWords, figureChannel } from './shown-channel.ts';
import { useFigure } from './use-figure.ts';
import { usePlot } from './use-plot.ts';

/** How long each lap was in which range of a channel's values. */
export function HistogramPanel({ desk, choice }: { desk: AnalysisDesk; choice: FigureChoice }) {
  const { settings } = choice;
  const asker = useMemo(
    () => ({
      channels: () => [settings.value.channel],
      question: (scope: Parameters<Parameters<typeof useFigure<'histogram'>>[1]['question']>[0]) => ({
        ...{ ...scope, figure: 'histogram' as const, channel: figureChannel(settings.value.channel), width: settings.value.width },
      }),
    }),
    [settings],
  );
  const answer = useFigure<'histogram'>(desk, asker);
  const pointed = useMemo(() => signal<number | null>(null), []);
  const shares = useMemo(() => computed(() => settings.value.share), [settings]);
  const drawing = useMemo(() => histogramDrawing(desk, answer, shares, pointed), [desk, answer, shares, pointed]);
  const { host, moving, plot } = usePlot(drawing);
  const { channel, width, share } = settings.value;
  const bins = answer.value?.bins ?? null;
  const bin = bins && pointed.value !== null ? Math.floor((pointed.value - bins.from) / bins.width) : null;
  const inside = bins !== null && bin !== null && bin >= 0 && bin < bins.count;
  return (
    <FigureFrame
      desk={desk}
      title="Histogram"
      kind="histogram"
      slots={[{ words: 'of', channel, testid: 'histogram-channel', pick: (name) => choice.set({ channel: name, width: null }), reset: () => choice.reset('channel', 'width') }]}
      controls={
        <>
          <label>
            bin{' '}
            <input
              class="figure-number"
              inputMode="decimal"
              placeholder={bins ? axisNumber(bins.width) : ''}
              value={width ?? ''}
              title="Width of a bin, in the channel's unit; empty for one that suits"
              data-testid="histogram-width"
              onChange={({ currentTarget }) => {
                const wanted = Number(currentTarget.value.replace(',', '.'));
                if (!(wanted > 0) || !Number.isFinite(wanted)) currentTarget.value = '';
                choice.set({ width: wanted > 0 && Number.isFinite(wanted) ? wanted : null });
              }}
            />
          </label>
          <Choice label="Heights" value={share ? 'share' : 'time'} options={[['time', 's'], ['share', '%']]} testid="histogram-height" onChange={(next) => choice.set({ share: next === 'share' })} />
        </>
      }
      exports={answer.value && histogramExports(desk, answer.value)}
      empty={emptyFigure(desk, answer.value !== null, bins !== null, `No lap has ${channel} here.`)}
      body={{
        onPointerMove: (event) => (pointed.value = plot.current?.at(event)?.x ?? null),
        onPointerLeave: () => (pointed.value = null),
      }}
    >
      <div ref={host} class="figure-host" data-testid="histogram-plot" data-bins={bins?.count} data-width={bins?.width} data-time={bins ? totals(answer.value!.times).join(' ') : undefined} />
      <canvas ref={moving} />
      {inside && (
        <LapReadings
          desk={desk}
          laps={answer.value!.laps}
          head={`${axisNumber(bins.from + bin * bins.width)} to ${axisNumber(bins.from + (bin + 1) * bins.width)} ${channelWords(channel).slice(channel.length + 1)}`}
          words={(lap) => {
            const times = answer.value!.times[lap];
            if (!times) return '–';
            return share ? `${known((100 * times[bin]!) / sumOf(times), 1)} %` : `${known(times[bin]!, 2)} s`;
          }}
        />
      )}
    </FigureFrame>
  );
}

const sumOf = (times: Float64Array): number => times.reduce((sum, time) => sum + time, 0);
const totals = (times: readonly (Float64Array | null)[]): string[] => times.map((each) => (each ? sumOf(each).toFixed(3) : '–'));
