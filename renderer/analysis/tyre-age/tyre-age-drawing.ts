import type { ReadonlySignal } from '@preact/signals';
import { faint, theme } from '../../charts/theme.ts';
import type { FigureFrame } from '../figures/figure-plot.ts';
import type { FigureDrawing } from '../figures/use-plot.ts';
import { COMPOUNDS } from '../../../common/lap.ts';
import type { Compound } from '../../../common/lap.ts';
import type { TyreFit, TyreLap } from './tyre-laps.ts';

/** Half the size of a point, CSS px. */
const POINT = 3.5;
/** Room around the points, as a share of their range. */
const AROUND = 0.08;
/** Steps of the band. */
const STEPS = 40;

export interface TyrePicture {
  laps: readonly TyreLap[];
  fits: readonly TyreFit[];
}

/** The colour of a tyre in the theme that shows. */
export function tyreColour(compound: Compound): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--tyre-${compound}`).trim();
}

/** From and to of the axes. Laps that are left out do not stretch the y-axis. */
export function tyreRange({ laps }: TyrePicture): { x: [number, number]; y: [number, number] } | null {
  const times = laps.filter(({ leftOut }) => leftOut === null).map(({ time }) => time);
  if (times.length === 0) return null;
  const [low, high] = [Math.min(...times), Math.max(...times)];
  const room = Math.max((high - low) * AROUND, 0.1);
  return { x: [-0.6, Math.max(...laps.map(({ age }) => age)) + 0.6], y: [low - room, high + 2 * room] };
}

/** The line of a fit and the edge of its band, x and y in turn. */
export function fitLines({ line, from, to }: TyreFit): { line: number[]; band: number[] } | null {
  if (!line) return null;
  const xs = Array.from({ length: STEPS + 1 }, (_, i) => from + ((to - from) * i) / STEPS);
  const y = (x: number): number => line.y + line.slope * (x - line.x);
  const band = Number.isNaN(line.slopeWithin) ? [] : [...xs.flatMap((x) => [x, y(x) + line.within(x)]), ...xs.toReversed().flatMap((x) => [x, y(x) - line.within(x)])];
  return { line: [from, y(from), to, y(to)], band };
}

/** Lap times over the age of tyres: filled points where the fit stands on them, rings where not. */
export function tyreAgeDrawing(picture: ReadonlySignal<TyrePicture>, pointed: ReadonlySignal<string | null>): FigureDrawing {
  return {
    view: () => {
      const range = tyreRange(picture.value);
      return range && { ...range, xName: 'Laps of the tyre', yName: 'Lap time [s]' };
    },
    paint: (frame) => {
      for (const fit of picture.value.fits) drawFit(frame, fit);
      for (const lap of picture.value.laps) point(frame, lap, tyreColour(lap.compound), POINT);
    },
    mark: (frame) => {
      const lap = picture.value.laps.find(({ row }) => row.id === pointed.value);
      if (lap) point(frame, lap, theme().text, POINT + 2.5);
    },
  };
}

function drawFit({ ctx, x, y, ratio }: FigureFrame, fit: TyreFit): void {
  const lines = fitLines(fit);
  if (!lines) return;
  const colour = tyreColour(fit.compound);
  const path = (points: readonly number[]): void => {
    ctx.beginPath();
    for (let i = 0; i < points.length; i += 2) ctx.lineTo(x(points[i]!), y(points[i + 1]!));
  };
  path(lines.band);
  ctx.fillStyle = faint(colour, 0.16);
  ctx.fill();
  path(lines.line);
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2 * ratio * theme().weight;
  ctx.stroke();
}

/** Each compound has a shape of its own, for whom colours are alike. */
function point({ ctx, x, y, ratio, top }: FigureFrame, { age, time, compound, leftOut }: TyreLap, colour: string, size: number): void {
  const [cx, cy, r] = [x(age), Math.max(y(time), top + size * ratio), size * ratio];
  const sides = [0, 4, 3, 5, 6][COMPOUNDS.indexOf(compound)]!;
  ctx.beginPath();
  if (sides === 0) ctx.arc(cx, cy, r, 0, 2 * Math.PI);
  else for (let i = 0; i < sides; i++) ctx.lineTo(cx + 1.2 * r * Math.sin((2 * Math.PI * (i + (sides === 4 ? 0.5 : 0))) / sides), cy - 1.2 * r * Math.cos((2 * Math.PI * (i + (sides === 4 ? 0.5 : 0))) / sides));
  ctx.closePath();
  ctx.lineWidth = 1.2 * ratio;
  ctx.strokeStyle = ctx.fillStyle = colour;
  if (leftOut === null && size === POINT) ctx.fill();
  else ctx.stroke();
}
