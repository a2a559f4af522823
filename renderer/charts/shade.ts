import type uPlot from 'uplot';
import { faint, theme } from './theme.ts';

/** A span of a chart's x-axis that is marked, with what is said of it; no words: only the colour. */
export interface Span {
  from: number;
  to: number;
  words: string;
}

/** Draws spans in the colour of trouble under the lines of a chart, as far as they are in view. */
export function shadeSpans(plot: uPlot, spans: readonly Span[], withWords: boolean): void {
  if (spans.length === 0) return;
  const { ctx, bbox } = plot;
  const { bad, font } = theme();
  const ratio = devicePixelRatio;
  ctx.save();
  for (const { from, to, words } of spans) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
    if (!(right - left >= ratio)) continue;
    ctx.fillStyle = faint(bad, 0.13);
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    if (!withWords || words === '') continue;
    ctx.font = `${11 * ratio}px ${font}`;
    ctx.textBaseline = 'bottom';
    const width = ctx.measureText(words).width;
    const inside = right - left > width + 8 * ratio;
    ctx.textAlign = inside ? 'center' : 'right';
    ctx.fillStyle = bad;
    const x = inside ? (left + right) / 2 : Math.max(left - 4 * ratio, bbox.left + width);
    ctx.fillText(words, x, bbox.top + bbox.height - 4 * ratio);
  }
  ctx.restore();
}
