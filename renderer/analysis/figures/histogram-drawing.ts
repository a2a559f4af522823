import { computed } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import { faint, theme } from '../../charts/theme.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import type { FigureFrame } from './figure-plot.ts';
import { cursorValues, looksOf } from './lap-drawing.ts';
import type { HistogramAnswer } from './messages.ts';
import { channelWords } from './shown-channel.ts';
import type { FigureDrawing } from './use-plot.ts';

/** Room above the highest bin, as a share of it. */
const ABOVE = 1.05;

/** Outlines of each lap's histogram over each other, that of the lap that is looked at filled; where the cursor is in it. */
export function histogramDrawing(desk: AnalysisDesk, answer: ReadonlySignal<HistogramAnswer | null>, shares: ReadonlySignal<boolean>, pointed: ReadonlySignal<number | null>): FigureDrawing {
  /** By lap, the height of each bin. */
  const heights = computed(() => (answer.value?.times ?? []).map((times) => times && (shares.value ? inPercent(times) : times)));
  return {
    view: () => {
      const found = answer.value;
      if (!found?.bins) return null;
      const { from, width, count } = found.bins;
      const most = heights.value.reduce((top, each) => each?.reduce((a, b) => Math.max(a, b), top) ?? top, 0) * ABOVE;
      return { x: [from, from + count * width], y: [0, most || 1], xName: channelWords(found.channel), yName: shares.value ? '% of the time' : 's in each bin' };
    },
    paint: (frame) => {
      const found = answer.value;
      if (!found?.bins) return;
      const { looks, order } = looksOf(desk, found.laps);
      for (const lap of order) {
        const each = heights.value[lap];
        if (!each) continue;
        const isFocus = found.laps[lap] === desk.focus.value;
        outline(frame, found.bins.from, found.bins.width, each);
        if (isFocus) {
          frame.ctx.fillStyle = faint(looks[lap]!.colour, 0.22);
          frame.ctx.fill();
        }
        frame.ctx.strokeStyle = looks[lap]!.colour;
        frame.ctx.lineWidth = looks[lap]!.width * frame.ratio;
        frame.ctx.stroke();
      }
    },
    mark: (frame) => {
      const found = answer.value;
      if (!found?.bins) return;
      if (pointed.value !== null) shadeBin(frame, found.bins, pointed.value);
      const { looks, order } = looksOf(desk, found.laps);
      const values = cursorValues(desk, found.laps, found.channel);
      for (const lap of order) if (!Number.isNaN(values[lap]!)) tick(frame, values[lap]!, looks[lap]!.colour, found.laps[lap] === desk.focus.value);
    },
  };
}

function inPercent(times: Float64Array): Float64Array {
  const total = times.reduce((sum, time) => sum + time, 0);
  return times.map((time) => (total > 0 ? (100 * time) / total : 0));
}

function outline({ ctx, x, y }: FigureFrame, from: number, width: number, heights: ArrayLike<number>): void {
  ctx.beginPath();
  ctx.moveTo(x(from), y(0));
  for (let i = 0; i < heights.length; i++) {
    const top = y(heights[i]!);
    ctx.lineTo(x(from + i * width), top);
    ctx.lineTo(x(from + (i + 1) * width), top);
  }
  ctx.lineTo(x(from + heights.length * width), y(0));
}

function shadeBin({ ctx, x, top, height }: FigureFrame, { from, width }: { from: number; width: number }, value: number): void {
  const begin = from + Math.floor((value - from) / width) * width;
  ctx.fillStyle = faint(theme().text, 0.1);
  ctx.fillRect(x(begin), top, x(begin + width) - x(begin), height);
}

/** The value under the cursor: a mark at the foot, and a line for the lap that is looked at. */
function tick({ ctx, x, top, height, ratio }: FigureFrame, value: number, colour: string, isFocus: boolean): void {
  const [at, foot] = [x(value), top + height];
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(at, foot - 8 * ratio);
  ctx.lineTo(at + 4 * ratio, foot);
  ctx.lineTo(at - 4 * ratio, foot);
  ctx.fill();
  if (!isFocus) return;
  ctx.strokeStyle = theme().text;
  ctx.lineWidth = ratio;
  ctx.beginPath();
  ctx.moveTo(at, top);
  ctx.lineTo(at, foot);
  ctx.stroke();
}
