import type { TrackView } from '../../common/race-view.ts';
import { theme } from '../charts/theme.ts';
import { fitX, fitY } from './centre-line.ts';
import type { CentreLine, Fit } from './centre-line.ts';
import { LabelPage } from './label-page.ts';

const LABEL_AWAY = 13;
/** Way before and after an apex from which the corner's direction is taken, m. */
const CORNER_REACH = 40;
/** From one point of a flagged stretch to the next, m. */
const FLAG_STEP = 5;
const at = new Float64Array(2);
const across = new Float64Array(2);

/** What race control shows on the circuit. */
export interface MapFlags {
  /** Colour of all of the road; null for its own. */
  road: string | null;
  /** From 1. */
  yellowSectors: readonly number[];
}

/**
 * Draws what of the map stands still: the circuit with the flags on it, its start line, sector ends and corner names. `ctx`
 * in CSS px.
 */
export function drawCircuit(ctx: CanvasRenderingContext2D, track: TrackView, line: CentreLine, fit: Fit, flags: MapFlags): void {
  const { muted, font, text } = theme();
  const style = getComputedStyle(document.documentElement);
  const road = Math.max(5, track.width * fit.scale);
  ctx.lineJoin = 'round';
  for (const [width, colour] of [
    [road + 3, style.getPropertyValue('--road-edge')],
    [road, style.getPropertyValue('--road')],
  ] as const) {
    ctx.beginPath();
    for (const [x, y] of line.points) ctx.lineTo(fitX(fit, x, y), fitY(fit, x, y));
    ctx.closePath();
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
  drawFlags(ctx, track, line, fit, flags, road);
  const page = new LabelPage(ctx);
  ctx.font = `11px ${font}`;
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const away = LABEL_AWAY + road / 2;
  const inside = windsLeft(line) ? 1 : -1;
  track.sectors.forEach((distance, i) => {
    tick(ctx, line, fit, distance, road / 2 + 5, 1.5, muted);
    label(page, line, fit, distance, inside * away, `S${i + 1}|${i + 2}`, muted);
  });
  for (const { name, distance } of track.corners) {
    label(page, line, fit, distance, turnsLeft(line, distance) ? -away : away, name, muted);
  }
  tick(ctx, line, fit, 0, road / 2 + 6, 3, text);
  arrow(ctx, line, fit, road, text);
}

/** Over the road: all of it in one colour, else the sectors that are yellow. */
function drawFlags(ctx: CanvasRenderingContext2D, track: TrackView, line: CentreLine, fit: Fit, flags: MapFlags, road: number): void {
  const { warn } = theme();
  const ends = [0, ...track.sectors, track.length];
  const spans = flags.road === null ? flags.yellowSectors.map((sector) => [ends[sector - 1], ends[sector], warn] as const) : [[0, track.length, flags.road] as const];
  ctx.lineWidth = Math.max(2.5, road * 0.55);
  for (const [from, to, colour] of spans) {
    if (from === undefined || to === undefined) continue;
    ctx.beginPath();
    for (let way = from; way < to; way += FLAG_STEP) ctx.lineTo(...beside(line, fit, way, 0));
    ctx.lineTo(...beside(line, fit, to, 0));
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}

/** Whether the circuit is driven anticlockwise, so that its inside lies on the left. */
function windsLeft({ points }: CentreLine): boolean {
  let area = 0;
  points.forEach(([x, y], i) => {
    const [nx, ny] = points[(i + 1) % points.length]!;
    area += x * ny - nx * y;
  });
  return area > 0;
}

/** Page position `away` px to the left of the driving direction. */
function beside(line: CentreLine, fit: Fit, distance: number, away: number): [number, number] {
  line.place(distance, 0, at);
  line.place(distance, away / fit.scale, across);
  return [fitX(fit, across[0]!, across[1]!), fitY(fit, across[0]!, across[1]!)];
}

/** Words beside the track, `away` px to the left of it; on its other side where they would leave the page or lie on others; else not at all. */
function label(
  page: LabelPage,
  line: CentreLine,
  fit: Fit,
  distance: number,
  away: number,
  words: string,
  colour: string,
): void {
  const half = page.widthOf(words) / 2;
  const [middle] = beside(line, fit, distance, 0);
  for (const side of [away, -away]) {
    const [x, y] = beside(line, fit, distance, side);
    const lean = Math.max(-1, Math.min(1, ((x - middle) / Math.abs(away)) * 1.4));
    if (page.write(words, x + lean * half, y, colour)) return;
  }
}

/** Whether the track bends to the left around a place on it. */
function turnsLeft(line: CentreLine, distance: number): boolean {
  const [ax, ay] = placed(line, distance - CORNER_REACH);
  const [bx, by] = placed(line, distance);
  const [cx, cy] = placed(line, distance + CORNER_REACH);
  return (bx - ax) * (cy - by) - (by - ay) * (cx - bx) > 0;
}

function placed(line: CentreLine, distance: number): [number, number] {
  line.place(distance, 0, at);
  return [at[0]!, at[1]!];
}

function tick(
  ctx: CanvasRenderingContext2D,
  line: CentreLine,
  fit: Fit,
  distance: number,
  half: number,
  width: number,
  colour: string,
): void {
  ctx.beginPath();
  ctx.moveTo(...beside(line, fit, distance, half));
  ctx.lineTo(...beside(line, fit, distance, -half));
  ctx.lineWidth = width;
  ctx.strokeStyle = colour;
  ctx.stroke();
}

/** Points out the driving direction, beside the start line. */
function arrow(ctx: CanvasRenderingContext2D, line: CentreLine, fit: Fit, road: number, colour: string): void {
  const away = windsLeft(line) ? road / 2 + 12 : -road / 2 - 12;
  const tail = beside(line, fit, 2 / fit.scale, away);
  const tip = beside(line, fit, 18 / fit.scale, away);
  const angle = Math.atan2(tip[1] - tail[1], tip[0] - tail[0]);
  ctx.beginPath();
  ctx.moveTo(...tail);
  ctx.lineTo(...tip);
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = colour;
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(...tip);
  for (const side of [-1, 1]) {
    ctx.lineTo(tip[0] - 6 * Math.cos(angle + side * 0.5), tip[1] - 6 * Math.sin(angle + side * 0.5));
  }
  ctx.closePath();
  ctx.fillStyle = colour;
  ctx.fill();
}
