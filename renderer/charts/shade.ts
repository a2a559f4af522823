import type uPlot from 'uplot';
import { faint, theme } from './theme.ts';

/** A span of a chart's x-axis that is marked, with what is said of it, a line each. */
export interface Span {
  from: number;
  to: number;
  words: readonly string[];
  colour: 'bad' | 'warn';
}

/** Draws spans under the lines of a chart, as far as they are in view; words that would lie on others are left out. */
export function shadeSpans(plot: uPlot, spans: readonly Span[], words: 'always' | 'where they fit' | 'never'): void {
  if (spans.length === 0) return;
  const { ctx, bbox } = plot;
  const known = theme();
  const ratio = devicePixelRatio;
  const told: Told[] = [];
  ctx.save();
  for (const { from, to, words: lines, colour } of spans) {
    const left = Math.max(bbox.left, plot.valToPos(from, 'x', true));
    const right = Math.min(bbox.left + bbox.width, plot.valToPos(to, 'x', true));
    if (!(right - left >= ratio)) continue;
    ctx.fillStyle = faint(known[colour], 0.13);
    ctx.fillRect(left, bbox.top, right - left, bbox.height);
    if (words !== 'never') told.push(place(ctx, lines, left, right, bbox, known[colour]));
  }
  const shown: Told[] = [];
  const wanted = [...told.filter(({ fits }) => fits), ...(words === 'always' ? told.filter(({ fits }) => !fits).reverse() : [])];
  for (const each of wanted) {
    if (shown.some(({ x, width }) => Math.abs(x - each.x) < (width + each.width) / 2)) continue;
    write(ctx, each, bbox);
    shown.push(each);
  }
  ctx.restore();
}

/** What is said of a span, and where: the middle and the width of its lines, in the canvas's pixels. */
interface Told {
  lines: readonly string[];
  x: number;
  width: number;
  fits: boolean;
  colour: string;
}

/** In the middle of the span where there is room, else to its left. */
function place(ctx: CanvasRenderingContext2D, lines: readonly string[], left: number, right: number, plot: uPlot.BBox, colour: string): Told {
  const ratio = devicePixelRatio;
  ctx.font = `600 ${11 * ratio}px ${theme().font}`;
  const width = Math.max(...lines.map((line) => ctx.measureText(line).width)) + 6 * ratio;
  const fits = right - left > width;
  return { lines, width, fits, colour, x: fits ? (left + right) / 2 : Math.max(left - width / 2, plot.left + width / 2) };
}

/** On a ground of its own where it is not in its span. */
function write(ctx: CanvasRenderingContext2D, { lines, x, width, fits, colour }: Told, plot: uPlot.BBox): void {
  const ratio = devicePixelRatio;
  const lineHeight = 14 * ratio;
  const y = plot.top + plot.height - lines.length * lineHeight - 4 * ratio;
  ctx.textBaseline = 'top';
  ctx.textAlign = 'center';
  if (!fits) {
    ctx.fillStyle = faint(theme().panel, 0.85);
    ctx.fillRect(x - width / 2, y - 2 * ratio, width, lines.length * lineHeight + 2 * ratio);
  }
  ctx.fillStyle = colour;
  lines.forEach((line, i) => ctx.fillText(line, x, y + i * lineHeight));
}
