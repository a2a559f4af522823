import type { TrackView } from '../../common/race-view.ts';
import { theme } from '../charts/theme.ts';
import type { CarMotion } from './car-motion.ts';
import { CentreLine, fitInto, fitX, fitY } from './centre-line.ts';
import type { Fit } from './centre-line.ts';
import { drawCircuit } from './draw-circuit.ts';
import type { MapFlags } from './draw-circuit.ts';

/** Room for the corner names, CSS px. */
const MARGIN_X = 40;
const MARGIN_Y = 30;
/** Share of the height that a margin may take. */
const MOST_MARGIN = 0.11;
const DOT = 8.5;
const PICKED_DOT = 10.5;

/** A car as the map shows it. */
export interface MapCar {
  car: string;
  number: number;
  /** Series colour of a followed car, else null. */
  colour: number | null;
  /** In the pit lane or out of the race: shown faintly. */
  aside: boolean;
}

/** Paints the track map onto two canvases: one that stands still, and the cars above it. */
export class MapPainter {
  readonly #still: HTMLCanvasElement;
  readonly #moving: HTMLCanvasElement;
  #track: TrackView | null = null;
  #flags: MapFlags = { road: null, yellowSectors: [] };
  #line: CentreLine | null = null;
  #fit: Fit | null = null;
  #width = 0;
  #height = 0;
  #ratio = 1;
  readonly #where = new Float64Array(2);
  readonly #place = new Float64Array(2);
  /** Page position of each car that was painted last, to be clicked on. */
  readonly #shown = new Map<string, [number, number]>();

  constructor(still: HTMLCanvasElement, moving: HTMLCanvasElement) {
    this.#still = still;
    this.#moving = moving;
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#ratio = devicePixelRatio;
    for (const canvas of [this.#still, this.#moving]) {
      canvas.width = Math.round(width * this.#ratio);
      canvas.height = Math.round(height * this.#ratio);
    }
    this.#paintCircuit();
  }

  setTrack(track: TrackView | null): void {
    this.#track = track;
    this.#line = track ? new CentreLine(track.points, track.length) : null;
    this.#paintCircuit();
  }

  setFlags(flags: MapFlags): void {
    this.#flags = flags;
    this.#paintCircuit();
  }

  /** The car whose dot is nearest to a place on the map, CSS px, if one is near; else null. */
  carAt(x: number, y: number): string | null {
    let nearest: string | null = null;
    let distance = 16;
    for (const [car, [cx, cy]] of this.#shown) {
      const away = Math.hypot(cx - x, cy - y);
      if (away < distance) {
        distance = away;
        nearest = car;
      }
    }
    return nearest;
  }

  /** Paints cars where they were at `time`, s of race time; the later in the list, the higher. */
  paintCars(cars: readonly MapCar[], motions: ReadonlyMap<string, CarMotion>, time: number): void {
    const ctx = this.#moving.getContext('2d')!;
    ctx.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    ctx.clearRect(0, 0, this.#width, this.#height);
    this.#shown.clear();
    if (!this.#fit || !this.#line) return;
    const { series, font, bg, muted } = theme();
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.font = `bold 11px ${font}`;
    for (const { car, number, colour, aside } of cars) {
      const motion = motions.get(car);
      if (!motion?.at(time, this.#where)) continue;
      this.#line.place(this.#where[0]!, this.#where[1]!, this.#place);
      const x = fitX(this.#fit, this.#place[0]!, this.#place[1]!);
      const y = fitY(this.#fit, this.#place[0]!, this.#place[1]!);
      this.#shown.set(car, [x, y]);
      ctx.globalAlpha = aside ? 0.45 : 1;
      ctx.beginPath();
      ctx.arc(x, y, colour === null ? DOT : PICKED_DOT, 0, 2 * Math.PI);
      ctx.fillStyle = colour === null ? muted : series[colour]!;
      ctx.fill();
      ctx.lineWidth = 1.5;
      ctx.strokeStyle = bg;
      ctx.stroke();
      ctx.fillStyle = bg;
      ctx.fillText(String(number), x, y + 0.5);
    }
    ctx.globalAlpha = 1;
  }

  #paintCircuit(): void {
    const ctx = this.#still.getContext('2d')!;
    ctx.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    ctx.clearRect(0, 0, this.#width, this.#height);
    if (!this.#track || !this.#line || this.#width < 40 || this.#height < 40) return;
    this.#fit = fitInto(this.#track.points, this.#width, this.#height, MARGIN_X, Math.min(MARGIN_Y, this.#height * MOST_MARGIN));
    drawCircuit(ctx, this.#track, this.#line, this.#fit, this.#flags);
  }
}
