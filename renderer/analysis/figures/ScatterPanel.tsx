import { computed } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { stripOf } from '../../live/strips.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import type { FigureChoice } from './figure-choice.ts';
import { scatterExports } from './figure-exports.ts';
import { FigureFrame, emptyFigure } from './FigureFrame.tsx';
import type { FigureScope } from './messages.ts';
import { nearestPoint } from './nearest-point.ts';
import { scatterDrawing } from './scatter-drawing.ts';
import { ScaleLegend } from './ScaleLegend.tsx';
import { figureChannel } from './shown-channel.ts';
import { useFigure } from './use-figure.ts';
import { usePlot } from './use-plot.ts';

/** A channel over another, a point for each sample; two accelerations make a G–G diagram. A click goes to the point's place in the charts. */
export function ScatterPanel({ desk, choice }: { desk: AnalysisDesk; choice: FigureChoice }) {
  const { settings } = choice;
  const asker = useMemo(() => {
    const names = computed(() => {
      const { channel, against, colour } = settings.value;
      return colour === null ? [channel, against] : [channel, against, colour];
    });
    return {
      channels: () => names.value,
      question: (scope: FigureScope) => {
        const { channel, against, colour } = settings.value;
        return { ...scope, figure: 'scatter' as const, x: figureChannel(channel), y: figureChannel(against), colour: colour === null ? null : figureChannel(colour) };
      },
    };
  }, [settings]);
  const answer = useFigure<'scatter'>(desk, asker);
  const drawing = useMemo(() => scatterDrawing(desk, answer), [desk, answer]);
  const { host, moving, plot } = usePlot(drawing);
  const { channel, against, colour } = settings.value;
  const found = answer.value;
  const point = (event: PointerEvent): void => {
    const at = plot.current?.at(event);
    if (!at || !found || event.buttons === 0) return;
    const nearest = nearestPoint(found, at, desk.focus.value);
    if (nearest !== null) desk.moveCursor(nearest);
  };
  return (
    <FigureFrame
      desk={desk}
      title={isPair(channel, against) ? 'G–G' : 'Scatter'}
      kind="scatter"
      slots={[
        { words: '→', channel, testid: 'scatter-x', pick: (name) => choice.set({ channel: name }), reset: () => choice.reset('channel') },
        { words: '↑', channel: against, testid: 'scatter-y', pick: (name) => choice.set({ against: name }), reset: () => choice.reset('against') },
        { words: 'colour', channel: colour, none: 'by lap', testid: 'scatter-colour', pick: (name) => choice.set({ colour: name }), reset: () => choice.set({ colour: null }) },
      ]}
      controls={
        colour !== null && (
          <>
            <button type="button" class="small" title="Each lap in its own colour again" data-testid="scatter-by-lap" onClick={() => choice.set({ colour: null })}>
              by lap
            </button>
            {found?.colourRange && found.colour && <ScaleLegend channel={found.colour.name} range={found.colourRange} />}
          </>
        )
      }
      exports={found && scatterExports(desk, found)}
      empty={emptyFigure(desk, found !== null, found?.xRange != null, `No lap has ${[channel, against, ...(colour === null ? [] : [colour])].join(' and ')} here.`)}
      body={{ onPointerDown: point, onPointerMove: point }}
    >
      <div ref={host} class="figure-host" data-testid="scatter-plot" data-points={found?.points.reduce((sum, each) => sum + (each?.x.length ?? 0), 0)} />
      <canvas ref={moving} />
    </FigureFrame>
  );
}

/** Two accelerations are seen with equal axes. */
const isPair = (x: string, y: string): boolean => stripOf(x).unit === 'g' && stripOf(y).unit === 'g';
