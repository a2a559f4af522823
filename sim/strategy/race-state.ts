import type { Field } from './field.ts';
import { Phases } from './phases.ts';

/** s: gaps closer to a limit than this are at the limit. Gaps are clamped to limits, so that rounding would decide otherwise. */
export const SAME = 1e-9;

/** Why a race does not count, as in the reference; 0 is a race that does. */
export type Verdict = 0 | 1 | 10 | 14;

/** Brings the next stop of car `c` forward to the end of this lap. */
export function callIn(race: RaceState, c: number): void {
  race.called[race.calledCount++] = c;
}

/** The car passes by the stop that its plan has at the end of this lap. Only for one that flags have slowed, for the tables have it in. */
export function putOff(race: RaceState, c: number, lap: number): void {
  race.late[c] = lap;
}

/** All that a race of a field is while it runs. The tables are made once, so that many races make no objects. */
export class RaceState {
  readonly field: Field;
  /** s at the line: car c, lap l (0 is the start) at `l · count + c`. NaN where the car was not classified on the lap. */
  readonly times: Float64Array;
  /** Places from 0, in the same layout. */
  readonly places: Uint8Array;
  /** Set before `run`: phases with their times, and when cars retire (laps or seconds, Infinity for never). */
  phases: Phases;
  readonly retireAt: Float64Array;
  retireInSeconds = false;
  retiring = 0;
  /** Set before `run`: s that a car stands before each stint, and what chance adds to each lap: car c, lap l (from 1) at `(l − 1) · count + c`. */
  readonly standing: Float64Array;
  noise: Float64Array;
  /** Set before `run`: pit walls that call cars in (`callIn`) before a lap ends; without it everybody drives to plan. */
  wall: ((race: RaceState, lap: number) => void) | null = null;
  /** Set before `run`: whether a car waits in the pits while its team changes the tyres of the other. */
  oneCrew = false;

  /** Cars in the order of the road; those that still run come first. */
  readonly order: Int32Array;
  readonly orderBefore: Int32Array;
  running = 0;
  /** s at the line at the end of this lap, as far as it is known. */
  readonly now: Float64Array;
  readonly loss: Float64Array;
  readonly stint: Int32Array;
  readonly pitted: Uint8Array;
  readonly pits: Int32Array;
  pitCount = 0;
  /** Cars that come in at the end of this lap though their plan says later. */
  readonly called: Int32Array;
  calledCount = 0;
  /** The lap on which a car last passed by the stop of its plan (`putOff`), 0 for never since. It comes in when it is called. */
  readonly late: Int32Array;
  /** Whether some car has left its plan, so that the tables of the field do not hold for it. */
  offPlan = false;
  /** s that a car waits behind its team mate before it is served. */
  readonly waiting: Float64Array;
  /** The phase for which the pit wall has last decided, −1 for none. */
  readonly decided: Int32Array;
  readonly drsFrom: Int32Array;
  /** Laps driven at the end, a fraction of the lap on which a car retired. */
  readonly progress: Float64Array;
  readonly retired: Uint8Array;
  /** The lap on which the car was last in a duel. */
  readonly duelled: Int32Array;
  /** Whether fuel and age are kept here because the car has been under a flag. */
  readonly offTable: Uint8Array;
  readonly fuel: Float64Array;
  readonly tyreAge: Float64Array;
  readonly activePhase: Int32Array;
  readonly nextPhase: Int32Array;
  /** s: the car that leads this one behind the safety car. −1 laps: there is none. */
  readonly ghostTime: Float64Array;
  readonly ghostLaps: Int32Array;
  readonly mayPass: Uint8Array;
  /** Whether this lap has a car that may not pass. */
  someMayNot = false;
  readonly scratch: Int32Array;
  readonly key: Float64Array;
  flagShown = false;
  verdict: Verdict = 0;

  constructor(field: Field) {
    const { count, laps } = field;
    this.field = field;
    this.times = new Float64Array((laps + 1) * count);
    this.places = new Uint8Array((laps + 1) * count);
    this.phases = new Phases(0);
    this.retireAt = new Float64Array(count).fill(Infinity);
    this.standing = field.standing.slice();
    this.noise = new Float64Array(laps * count);
    this.order = new Int32Array(count);
    this.orderBefore = new Int32Array(count);
    this.now = new Float64Array(count);
    this.loss = new Float64Array(count);
    this.stint = new Int32Array(count);
    this.pitted = new Uint8Array(count);
    this.pits = new Int32Array(count);
    this.called = new Int32Array(count);
    this.late = new Int32Array(count);
    this.waiting = new Float64Array(count);
    this.decided = new Int32Array(count);
    this.drsFrom = new Int32Array(count);
    this.progress = new Float64Array(count);
    this.retired = new Uint8Array(count);
    this.duelled = new Int32Array(count);
    this.offTable = new Uint8Array(count);
    this.fuel = new Float64Array(count);
    this.tyreAge = new Float64Array(count);
    this.activePhase = new Int32Array(count);
    this.nextPhase = new Int32Array(count);
    this.ghostTime = new Float64Array(count);
    this.ghostLaps = new Int32Array(count);
    this.mayPass = new Uint8Array(count).fill(1);
    this.scratch = new Int32Array(count);
    this.key = new Float64Array(count);
  }
}
