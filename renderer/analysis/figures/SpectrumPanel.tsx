import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { WINDOWS } from '../../../common/analysis/spectrum.ts';
import type { WindowName } from '../../../common/analysis/spectrum.ts';
import { fixed } from '../../format.ts';
import { Choice } from '../../shell/Choice.tsx';
import type { AnalysisDesk } from '../analysis-desk.ts';
import { stripOf } from '../../live/strips.ts';
import type { FigureChoice } from './figure-choice.ts';
import { spectrumExports } from './figure-exports.ts';
import { FigureFrame, emptyFigure, scopeWords } from './FigureFrame.tsx';
import { LapReadings } from './LapReadings.tsx';
import type { FigureScope, SpectrumAnswer } from './messages.ts';
import { figureChannel } from './shown-channel.ts';
import { amplitudeWords, peakNear, spectrumDrawing } from './spectrum-drawing.ts';
import { useFigure } from './use-figure.ts';
import { usePlot } from './use-plot.ts';

/** Lengths of the blocks that are averaged, s. */
const BLOCKS: readonly number[] = [0.5, 1, 2, 4, 8, 16];
const HIGHEST: readonly number[] = [5, 10, 20, 50, 100];

/** Which frequencies are in a channel, with the amplitude of each in the channel's unit. */
export function SpectrumPanel({ desk, choice }: { desk: AnalysisDesk; choice: FigureChoice }) {
  const { settings } = choice;
  const asker = useMemo(
    () => ({
      channels: () => [settings.value.channel],
      question: (scope: FigureScope) => {
        const { channel, window, block } = settings.value;
        return { ...scope, figure: 'spectrum' as const, channel: figureChannel(channel), window, block };
      },
    }),
    [settings],
  );
  const answer = useFigure<'spectrum'>(desk, asker);
  const pointed = useMemo(() => signal<number | null>(null), []);
  const drawing = useMemo(() => spectrumDrawing(desk, answer, settings, pointed), [desk, answer, settings, pointed]);
  const { host, moving, plot } = usePlot(drawing);
  const { channel, window, block, log, highest } = settings.value;
  const found = answer.value;
  const perPixel = useMemo(() => signal(0), []);
  const focus = found ? Math.max(0, found.laps.indexOf(desk.focus.value ?? '')) : 0;
  const peak = found && pointed.value !== null ? peakNear(found.spectra[focus] ?? null, pointed.value, perPixel.value * 4) : null;
  const numberChoice = (value: string): number | null => (value === '' ? null : Number(value));
  return (
    <FigureFrame
      desk={desk}
      title="Spectrum"
      kind="spectrum"
      scope={found?.spectra[focus] ? `${scopeWords(desk)} · ${blockWords(found.spectra[focus])}` : undefined}
      slots={[{ words: 'of', channel, testid: 'spectrum-channel', pick: (name) => choice.set({ channel: name }), reset: () => choice.reset('channel') }]}
      controls={
        <>
          <select aria-label="Window" title="How each block is faded in and out: Hann for most, flat-top for exact amplitudes, none for what repeats in the block" value={window} data-testid="spectrum-window" onChange={(event) => choice.set({ window: event.currentTarget.value as WindowName })}>
            {WINDOWS.map((name) => <option key={name} value={name}>{WINDOW_WORDS[name]}</option>)}
          </select>
          <select aria-label="Averaging" title="Blocks overlap by half, and their powers are averaged" value={String(block ?? '')} data-testid="spectrum-block" onChange={(event) => choice.set({ block: numberChoice(event.currentTarget.value) })}>
            <option value="">one block</option>
            {withOwn(BLOCKS, block).map((seconds) => <option key={seconds} value={seconds}>{seconds} s blocks</option>)}
          </select>
          <select aria-label="Frequencies" value={String(highest ?? '')} data-testid="spectrum-highest" onChange={(event) => choice.set({ highest: numberChoice(event.currentTarget.value) })}>
            <option value="">all Hz</option>
            {withOwn(HIGHEST, highest).map((hertz) => <option key={hertz} value={hertz}>to {hertz} Hz</option>)}
          </select>
          <Choice label="Amplitudes" value={log ? 'log' : 'linear'} options={[['linear', 'lin'], ['log', 'log']]} testid="spectrum-scale" onChange={(next) => choice.set({ log: next === 'log' })} />
        </>
      }
      exports={found && spectrumExports(desk, found, drawing.view())}
      empty={emptyFigure(desk, found !== null, found?.spectra.some((each) => each !== null) ?? false, `Too little of ${channel} here, without a gap, for a spectrum: show more of the lap.`)}
      body={{
        onPointerMove: (event) => {
          const at = plot.current?.at(event) ?? null;
          perPixel.value = at?.perX ?? 0;
          pointed.value = at?.x ?? null;
        },
        onPointerLeave: () => (pointed.value = null),
      }}
    >
      <div ref={host} class="figure-host" data-testid="spectrum-plot" data-peak={found ? peakWords(found, focus) : undefined} data-window={found?.window} data-blocks={found?.spectra[focus]?.blocks} />
      <canvas ref={moving} />
      {found && peak && (
        <LapReadings desk={desk} laps={found.laps} head={`${fixed(peak.hertz, 2)} Hz`} words={(lap) => `${amplitudeWords(found.spectra[lap] ?? null, peak.hertz)} ${stripOf(channel).unit}`} />
      )}
    </FigureFrame>
  );
}

const WINDOW_WORDS: Readonly<Record<WindowName, string>> = { 'hann': 'Hann', 'blackman': 'Blackman', 'flat-top': 'flat-top', 'rectangular': 'no window' };

/** A layout out of a file may say another than those that are offered. */
const withOwn = (offered: readonly number[], own: number | null): number[] => (own === null || offered.includes(own) ? [...offered] : [...offered, own].toSorted((a, b) => a - b));

function blockWords({ blocks, duration }: { blocks: number; duration: number }): string {
  return blocks === 1 ? `one block of ${fixed(duration, 1)} s` : `${blocks} blocks of ${fixed(duration, 1)} s`;
}

function peakWords({ spectra }: SpectrumAnswer, lap: number): string {
  const peak = peakNear(spectra[lap] ?? null, 0, Infinity);
  return peak ? `${peak.hertz.toFixed(3)} ${peak.amplitude.toPrecision(4)}` : '';
}
