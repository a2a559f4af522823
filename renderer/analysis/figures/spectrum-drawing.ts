import type { ReadonlySignal } from '@preact/signals';
import { niceRange, niceStep } from '../../charts/nice-range.ts';
import { faint, theme } from '../../charts/theme.ts';
import { fixed } from '../../format.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import type { FigureFrame } from './figure-plot.ts';
import type { FigureChosen } from './figure-settings.ts';
import { looksOf } from './lap-drawing.ts';
import type { LapSpectrum, SpectrumAnswer } from './messages.ts';
import type { FigureDrawing } from './use-plot.ts';

/** Powers of ten that a logarithmic axis shows below the highest amplitude. */
const DECADES = 4;
const PARTS = 5;

/** Amplitudes over frequencies, a line for each lap; the highest of the lap that is looked at is told. */
export function spectrumDrawing(
  desk: AnalysisDesk,
  answer: ReadonlySignal<SpectrumAnswer | null>,
  settings: ReadonlySignal<FigureChosen>,
  pointed: ReadonlySignal<number | null>,
): FigureDrawing {
  const end = (found: SpectrumAnswer): number => {
    const all = Math.max(0, ...found.spectra.map((each) => (each ? each.step * (each.amplitudes.length - 1) : 0)));
    return Math.min(settings.value.highest ?? all, all);
  };
  const focusOf = (found: SpectrumAnswer): number => Math.max(0, found.laps.indexOf(desk.focus.value ?? ''));
  return {
    view: () => {
      const found = answer.value;
      if (!found?.spectra.some((each) => each !== null)) return null;
      const to = end(found);
      const most = Math.max(...found.spectra.map((each) => (each ? highest(each, to) : 0))) || 1;
      const { log } = settings.value;
      const { unit } = found.channel;
      const top = Math.ceil(Math.log10(most));
      const y: [number, number] = log ? [top - DECADES, top] : niceRange(0, most, niceStep(most, PARTS));
      return { x: [0, to], y, log, xName: 'Hz', yName: unit === '' ? 'amplitude' : `amplitude ${unit}` };
    },
    paint: (frame) => {
      const found = answer.value;
      if (!found) return;
      const { looks, order } = looksOf(desk, found.laps);
      const { log } = settings.value;
      for (const lap of order) {
        const each = found.spectra[lap];
        if (!each) continue;
        frame.ctx.strokeStyle = looks[lap]!.colour;
        frame.ctx.lineWidth = looks[lap]!.width * frame.ratio;
        line(frame, each, end(found), log);
      }
      const focus = found.spectra[focusOf(found)] ?? null;
      const peak = peakNear(focus, 0, end(found));
      if (peak) tell(frame, peak, log, found.channel.unit);
    },
    mark: (frame) => {
      const found = answer.value;
      if (!found || pointed.value === null) return;
      const perPixel = end(found) / Math.max(1, frame.width / frame.ratio);
      const peak = peakNear(found.spectra[focusOf(found)] ?? null, pointed.value, perPixel * 4);
      const { ctx, x, top, height, ratio } = frame;
      ctx.strokeStyle = theme().text;
      ctx.lineWidth = ratio;
      ctx.beginPath();
      ctx.moveTo(x(peak?.hertz ?? pointed.value), top);
      ctx.lineTo(x(peak?.hertz ?? pointed.value), top + height);
      ctx.stroke();
    },
  };
}

function highest({ step, amplitudes }: LapSpectrum, to: number): number {
  let most = 0;
  for (let k = 0; k < amplitudes.length && k * step <= to; k++) most = Math.max(most, amplitudes[k]!);
  return most;
}

/** The highest of the amplitudes within `reach` of a frequency, Hz; null where there is none. */
export function peakNear(spectrum: LapSpectrum | null, hertz: number, reach: number): { hertz: number; amplitude: number } | null {
  if (!spectrum) return null;
  const { step, amplitudes } = spectrum;
  let best = -1;
  const last = Math.min(amplitudes.length - 1, Math.max(Math.floor((hertz + reach) / step), Math.round(hertz / step)));
  for (let k = Math.max(1, Math.min(Math.ceil((hertz - reach) / step), Math.round(hertz / step))); k <= last; k++) if (best < 0 || amplitudes[k]! > amplitudes[best]!) best = k;
  return best < 0 ? null : { hertz: best * step, amplitude: amplitudes[best]! };
}

/** The amplitude at a frequency, with three figures. */
export function amplitudeWords(spectrum: LapSpectrum | null, hertz: number): string {
  const amplitude = spectrum?.amplitudes[Math.round(hertz / spectrum.step)];
  return amplitude === undefined ? '–' : String(Number(amplitude.toPrecision(3)));
}

/** Not more points than pixels: of each the highest. */
function line({ ctx, x, y, left }: FigureFrame, { step, amplitudes }: LapSpectrum, to: number, log: boolean): void {
  const height = (amplitude: number): number => y(log ? Math.log10(Math.max(amplitude, Number.MIN_VALUE)) : amplitude);
  const last = Math.min(amplitudes.length - 1, Math.ceil(to / step));
  ctx.beginPath();
  for (let k = 1; k <= last; ) {
    const pixel = Math.floor(x(k * step) - left);
    let most = 0;
    for (; k <= last && Math.floor(x(k * step) - left) === pixel; k++) most = Math.max(most, amplitudes[k]!);
    ctx.lineTo(left + pixel + 0.5, height(most));
  }
  ctx.stroke();
}

/** The highest amplitude in words, beside its point. */
function tell({ ctx, x, y, left, width, top, ratio }: FigureFrame, { hertz, amplitude }: { hertz: number; amplitude: number }, log: boolean, unit: string): void {
  const { text, panel, font } = theme();
  const words = `${fixed(hertz, 2)} Hz · ${Number(amplitude.toPrecision(3))} ${unit}`;
  ctx.font = `${11 * ratio}px ${font}`;
  const wide = ctx.measureText(words).width;
  const at = Math.min(x(hertz) + 6 * ratio, left + width - wide - 6 * ratio);
  const up = Math.max(top + 30 * ratio, y(log ? Math.log10(amplitude) : amplitude) + 4 * ratio);
  ctx.fillStyle = faint(panel, 0.8);
  ctx.fillRect(at - 2 * ratio, up - 12 * ratio, wide + 4 * ratio, 15 * ratio);
  ctx.fillStyle = text;
  ctx.textAlign = 'left';
  ctx.fillText(words, at, up);
}
