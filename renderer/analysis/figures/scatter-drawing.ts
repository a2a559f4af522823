import type { ReadonlySignal } from '@preact/signals';
import { pixelOf, scaleSteps, stepOf } from '../../charts/colour-scale.ts';
import { faint, theme } from '../../charts/theme.ts';
import { stripOf } from '../../live/strips.ts';
import type { AnalysisDesk } from '../analysis-desk.ts';
import type { FigureFrame } from './figure-plot.ts';
import { cursorValues, looksOf } from './lap-drawing.ts';
import type { ScatterAnswer } from './messages.ts';
import { addDots, emptyRaster, putRaster } from './raster.ts';
import { channelWords } from './shown-channel.ts';
import type { FigureDrawing } from './use-plot.ts';

/** Colours of the scale. */
const STEPS = 128;
/** Room around the points, as a share of their range. */
const AROUND = 0.04;
const HALF = Math.SQRT1_2;
/** Where on a circle its g are written, the first that can be seen. */
const SPOTS: readonly (readonly [right: number, up: number])[] = [[HALF, HALF], [-HALF, HALF], [HALF, -HALF], [-HALF, -HALF], [1, 0], [-1, 0], [0, -1], [0, 1]];
/** So many points are drawn smaller. */
const MANY = 4000;

/** Points of all laps, or coloured by a channel; rings where the cursor is. Accelerations over each other have circles of 1, 2, 3 … g. */
export function scatterDrawing(desk: AnalysisDesk, answer: ReadonlySignal<ScatterAnswer | null>): FigureDrawing {
  return {
    view: () => {
      const found = answer.value;
      if (!found?.xRange || !found.yRange) return null;
      const equal = isPair(found);
      const [x, y] = equal ? [around0(found.xRange), around0(found.yRange)] : [roomy(found.xRange), roomy(found.yRange)];
      return { x, y, equal, xName: channelWords(found.x.name), yName: channelWords(found.y.name) };
    },
    paint: (frame) => {
      const found = answer.value;
      if (!found) return;
      const circles = isPair(found) ? circlesIn(found) : [];
      drawCircles(frame, circles);
      drawPoints(frame, found, desk);
      nameCircles(frame, circles);
    },
    mark: (frame) => {
      const found = answer.value;
      if (!found) return;
      const { looks, order } = looksOf(desk, found.laps);
      const [xs, ys] = [cursorValues(desk, found.laps, found.x), cursorValues(desk, found.laps, found.y)];
      for (const lap of order) if (!Number.isNaN(xs[lap]! + ys[lap]!)) ring(frame, xs[lap]!, ys[lap]!, looks[lap]!.colour, found.laps[lap] === desk.focus.value);
    },
  };
}

const isPair = ({ x, y }: ScatterAnswer): boolean => stripOf(x.name).unit === 'g' && stripOf(y.name).unit === 'g';

function roomy([low, high]: readonly [number, number]): [number, number] {
  const room = (high - low) * AROUND || Math.abs(low) * AROUND || 1;
  return [low - room, high + room];
}

/** With the origin in it: what a G–G diagram is looked at for is how far points lie from it. */
const around0 = ([low, high]: readonly [number, number]): [number, number] => roomy([Math.min(low, 0), Math.max(high, 0)]);

function drawPoints(frame: FigureFrame, found: ScatterAnswer, desk: AnalysisDesk): void {
  const { ctx, left, top, width, height, x, y, ratio } = frame;
  const raster = emptyRaster(Math.max(1, Math.round(width)), Math.max(1, Math.round(height)));
  const mapping = { x: { origin: x(0) - left, per: x(1) - x(0) }, y: { origin: y(0) - top, per: y(1) - y(0) } };
  const total = found.points.reduce((sum, each) => sum + (each?.x.length ?? 0), 0);
  const size = Math.max(1, Math.round((total > MANY ? 2 : 3) * ratio));
  const steps = scaleSteps(theme().scale, STEPS).map(pixelOf);
  const { looks, order } = looksOf(desk, found.laps);
  for (const lap of order) {
    const points = found.points[lap];
    if (!points) continue;
    const own = pixelOf(looks[lap]!.colour);
    const { colour } = points;
    const range = found.colourRange;
    addDots(raster, points.x, points.y, mapping, size, found.colour && range ? (i) => steps[stepOf(colour[i]!, range, STEPS)]! : () => own);
  }
  putRaster(ctx, raster, left, top);
}

/** The g of the circles that are drawn. */
function circlesIn({ xRange, yRange }: ScatterAnswer): number[] {
  const furthest = Math.max(...[...(xRange ?? []), ...(yRange ?? [])].map(Math.abs), 1);
  const every = furthest > 6 ? 2 : 1;
  return Array.from({ length: Math.ceil(Math.ceil(furthest) / every) }, (_, i) => (i + 1) * every);
}

function drawCircles({ ctx, left, top, width, height, x, y, ratio }: FigureFrame, circles: readonly number[]): void {
  if (circles.length === 0) return;
  ctx.strokeStyle = faint(theme().muted, 0.45);
  ctx.lineWidth = ratio;
  for (const g of circles) {
    ctx.beginPath();
    ctx.arc(x(0), y(0), x(g) - x(0), 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.beginPath();
  ctx.moveTo(left, y(0));
  ctx.lineTo(left + width, y(0));
  ctx.moveTo(x(0), top);
  ctx.lineTo(x(0), top + height);
  ctx.stroke();
}

/** On a ground of their own, over the points. */
function nameCircles({ ctx, left, top, width, height, x, y, ratio }: FigureFrame, circles: readonly number[]): void {
  const { text, panel, font } = theme();
  const room = 16 * ratio;
  ctx.font = `${11 * ratio}px ${font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  for (const g of circles) {
    const spots = SPOTS.map(([right, up]): [number, number] => [x(g * right), y(g * up)]);
    const spot = spots.find(([px, py]) => px > left + room && px < left + width - room && py > top + room && py < top + height - room);
    if (!spot) continue;
    ctx.fillStyle = faint(panel, 0.8);
    ctx.fillRect(spot[0] - room * 0.75, spot[1] - room * 0.45, room * 1.5, room * 0.9);
    ctx.fillStyle = text;
    ctx.fillText(`${g} g`, ...spot);
  }
  ctx.textBaseline = 'alphabetic';
}

function ring({ ctx, x, y, ratio }: FigureFrame, atX: number, atY: number, colour: string, isFocus: boolean): void {
  ctx.beginPath();
  ctx.arc(x(atX), y(atY), (isFocus ? 6.5 : 5) * ratio, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.lineWidth = 2 * ratio;
  ctx.strokeStyle = isFocus ? theme().text : theme().panel;
  ctx.stroke();
}
