import type { TrackView } from '../../common/race-view.ts';
import { scaleSteps, stepOf } from '../charts/colour-scale.ts';
import { faint, theme } from '../charts/theme.ts';
import { CentreLine, fitInto, fitX, fitY } from '../map/centre-line.ts';
import type { Fit } from '../map/centre-line.ts';
import { drawCircuit } from '../map/draw-circuit.ts';
import type { Span } from './overlay/messages.ts';

/** Room for the corner names, CSS px. */
const MARGIN_X = 38;
const MARGIN_Y = 28;
/** A hand that is further from the road than this points at nothing, CSS px. */
const REACH = 40;
/** s that are lost over a hundred metres, from which on the colour is full. */
export const LOSS_FULL = 0.04;
/** Colours of a channel's scale. */
const STEPS = 64;
/** Below this share of it a piece is neither lost nor gained. */
export const LOSS_FAINTEST = 0.08;

/** The shape of a marker, its tip at the place, CSS px. */
const FLAG = [[0, 0], [-6, -13], [6, -13], [0, 0]] as const;

/** What the road is coloured by: s that are lost in each of equal pieces of the lap, or a channel's mean there and from where to where its colours go. */
export type Colouring = { losses: Float32Array } | { pieces: Float32Array; range: [number, number] };

export interface MapDot {
  /** m. */
  place: number;
  /** Series colour; null: the text's. */
  colour: number | null;
  top: boolean;
}

/** Paints the circuit with time lost and gained on it, and the places under the cursor on a canvas above. */
export class LossPainter {
  readonly #still: HTMLCanvasElement;
  readonly #moving: HTMLCanvasElement;
  #track: TrackView | null = null;
  #line: CentreLine | null = null;
  #colouring: Colouring | null = null;
  #span: Span | null = null;
  #fit: Fit | null = null;
  #width = 0;
  #height = 0;
  readonly #at = new Float64Array(2);

  constructor(still: HTMLCanvasElement, moving: HTMLCanvasElement) {
    this.#still = still;
    this.#moving = moving;
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    for (const canvas of [this.#still, this.#moving]) {
      canvas.width = Math.round(width * devicePixelRatio);
      canvas.height = Math.round(height * devicePixelRatio);
    }
    this.#paint();
  }

  /** @param span what the charts show, m */
  show(track: TrackView | null, colouring: Colouring | null, span: Span | null): void {
    if (track !== this.#track) this.#line = track && new CentreLine(track.points, track.length);
    this.#track = track;
    this.#colouring = colouring;
    this.#span = span;
    this.#paint();
  }

  /** The place on the track nearest to a place in the panel, CSS px; null where none is near. */
  placeAt(x: number, y: number): number | null {
    if (!this.#track || !this.#fit) return null;
    let nearest: number | null = null;
    let away = REACH;
    for (let place = 0; place < this.#track.length; place += 4) {
      const [px, py] = this.#page(place);
      const distance = Math.hypot(px - x, py - y);
      if (distance >= away) continue;
      away = distance;
      nearest = place;
    }
    return nearest;
  }

  /** @param flags places of markers, m */
  mark(dots: readonly MapDot[], flags: readonly number[]): void {
    const ctx = this.#clear(this.#moving);
    if (!this.#fit || !this.#line) return;
    const { series, text, bg, warn } = theme();
    for (const place of flags) {
      const [x, y] = this.#page(place);
      ctx.fillStyle = warn;
      ctx.beginPath();
      for (const [dx, dy] of FLAG) ctx.lineTo(x + dx, y + dy);
      ctx.fill();
      ctx.lineWidth = 1.5;
      ctx.strokeStyle = bg;
      ctx.stroke();
    }
    for (const { place, colour, top } of dots) {
      const [x, y] = this.#page(place);
      ctx.beginPath();
      ctx.arc(x, y, top ? 7 : 5, 0, 2 * Math.PI);
      ctx.fillStyle = colour === null ? text : series[colour]!;
      ctx.fill();
      ctx.lineWidth = 2;
      ctx.strokeStyle = bg;
      ctx.stroke();
    }
  }

  #page(place: number): [number, number] {
    this.#line!.place(place, 0, this.#at);
    return [fitX(this.#fit!, this.#at[0]!, this.#at[1]!), fitY(this.#fit!, this.#at[0]!, this.#at[1]!)];
  }

  #clear(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
    const ctx = canvas.getContext('2d')!;
    ctx.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    ctx.clearRect(0, 0, this.#width, this.#height);
    return ctx;
  }

  #paint(): void {
    const ctx = this.#clear(this.#still);
    this.#fit = null;
    if (!this.#track || !this.#line || this.#width < 60 || this.#height < 60) return;
    this.#fit = fitInto(this.#track.points, this.#width, this.#height, MARGIN_X, MARGIN_Y);
    if (this.#span) this.#stretch(ctx, this.#span.from, this.#span.to, 15, faint(theme().text, 0.22));
    drawCircuit(ctx, this.#track, this.#line, this.#fit, { road: null, yellowSectors: [] });
    const colouring = this.#colouring;
    if (colouring && 'losses' in colouring) this.#paintLosses(ctx, colouring.losses);
    else if (colouring) this.#paintChannel(ctx, colouring.pieces, colouring.range);
  }

  /** Lost pieces are wider than gained ones, so that they can be told apart without their colours. */
  #paintLosses(ctx: CanvasRenderingContext2D, losses: Float32Array): void {
    const { good, bad } = theme();
    const piece = this.#track!.length / losses.length;
    const full = (LOSS_FULL * piece) / 100;
    losses.forEach((loss, i) => {
      const share = Math.min(1, Math.abs(loss) / full);
      if (!(share >= LOSS_FAINTEST)) return;
      this.#stretch(ctx, i * piece, (i + 1) * piece, loss > 0 ? 6 : 3.5, faint(loss > 0 ? bad : good, 0.3 + 0.7 * share));
    });
  }

  #paintChannel(ctx: CanvasRenderingContext2D, pieces: Float32Array, range: [number, number]): void {
    const colours = scaleSteps(theme().scale, STEPS);
    const piece = this.#track!.length / pieces.length;
    pieces.forEach((value, i) => {
      if (!Number.isNaN(value)) this.#stretch(ctx, i * piece, (i + 1) * piece, 6, colours[stepOf(value, range, STEPS)]!);
    });
  }

  #stretch(ctx: CanvasRenderingContext2D, from: number, to: number, width: number, colour: string): void {
    ctx.beginPath();
    for (let place = from; place < to; place += 5) ctx.lineTo(...this.#page(place));
    ctx.lineTo(...this.#page(to));
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.stroke();
  }
}
