import type uPlot from 'uplot';
import { faint, theme } from './theme.ts';

/** A span of a chart's x-axis that is marked, with what is said of it, a line each. */
export interface Span {
  from: number;
  to: number;
  words: readonly string[];
  colour: 'bad' | 'warn';
}

/** Draws spans under the lines of a chart, as far as they are in view. */
export function shadeSpans(plot: uPlot, spans: readonly Span[], words: 'always' | 'where they fit' | 'never'): void {
  if (spans.length === 0) return;
  const { ctx, bbox } = plot;
  const known = theme();
  const ratio = devicePixelRatio;
  ctx.save();
  for (const { from, to, words: lines, colour } of spans) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
    if (!(right - left >= ratio)) continue;
    ctx.fillStyle = faint(known[colour], 0.13);
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    if (words !== 'never') write(ctx, lines, left, right, bbox, known[colour], words === 'always');
  }
  ctx.restore();
}

/** In the middle of the span where there is room, else to its left on a ground of its own, or not at all. */
function write(
  ctx: CanvasRenderingContext2D,
  words: readonly string[],
  left: number,
  right: number,
  plot: uPlot.BBox,
  colour: string,
  beside: boolean,
): void {
  const ratio = devicePixelRatio;
  const { font, panel } = theme();
  const lineHeight = 14 * ratio;
  ctx.font = `600 ${11 * ratio}px ${font}`;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'center';
  const width = Math.max(...words.map((line) => ctx.measureText(line).width)) + 6 * ratio;
  const fits = right - left > width;
  const x = fits ? (left + right) / 2 : Math.max(left - width / 2, plot.left + width / 2);
  const y = plot.top + plot.height - words.length * lineHeight - 4 * ratio;
  if (!fits && !beside) return;
  if (!fits) {
    ctx.fillStyle = faint(panel, 0.85);
    ctx.fillRect(x - width / 2, y - 2 * ratio, width, words.length * lineHeight + 2 * ratio);
  }
  ctx.fillStyle = colour;
  words.forEach((line, i) => ctx.fillText(line, x, y + i * lineHeight));
}
