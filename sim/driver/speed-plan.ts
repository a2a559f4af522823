import { GRAVITY } from '../constants.ts';
import type { Road } from '../track/road.ts';
import type { Envelope } from './envelope.ts';
import type { RacingLine } from './racing-line.ts';

/** A road with the way that a fast car takes on it. */
export interface DrivenRoad extends Road {
  readonly line: RacingLine;
}

/** Faster than any car, m/s, and slower than any corner. */
const TOP = 125;
const CRAWL = 4;
/** Share of the corner grip that is counted on while braking and while pulling out: the rest is what feet are off by. */
const BRAKE_SHARE = 1.22;
const PULL_SHARE = 1.15;
const HALVINGS = 14;
/** Where the corner speeds of the lap before are looked around first, as a share, and how often that is halved. */
const NEAR = 0.02;
const NEAR_HALVINGS = 5;
/** m past the line that braking and pulling are looked at once more: longer than any of either. */
const OVER_LINE = 2500;
/** Fuel that a lap takes over what the work at the wheels does: slip, engine braking, idling. */
const FUEL_SPARE = 1.08;

/**
 * The speeds to aim at round a lap: what tyres, air, brakes and engine allow on the racing line, with slope, banking and crests.
 * The corners first, then a pass backwards for the brakes and one forwards for the engine, each with what the corner leaves of
 * the grip (friction ellipse by axle). Tables have the road's own steps; filling them allocates nothing.
 */
export class SpeedPlan {
  readonly envelope: Envelope;
  /** What the car can do, m/s; and what corners and brakes alone allow, whatever the engine can. */
  readonly speed: Float64Array;
  readonly limit: Float64Array;
  /** How `limit` changes along the line, m/s². */
  readonly change: Float64Array;
  /** Time of a lap at these speeds, s, and the fuel that it takes, kg. */
  lapTime = 0;
  fuelPerLap = 0;
  /** Corner speeds of the last fill, m/s; 0 where none limits. */
  private readonly corner: Float64Array;
  private readonly road: DrivenRoad;
  /** How much v² takes of gravity over the crests of the road, 1/m, 0 or less: on what a dip gives nobody counts. */
  private readonly crest: Float64Array;
  private mass = 0;
  /** Corner forces of the place that was last looked at: what tyres hold in all, N, at the front and at the rear, and what they must, N. */
  private holdFront = 0;
  private holdRear = 0;
  private weightFront = 0;
  private weightRear = 0;
  private side = 0;

  constructor(road: DrivenRoad, envelope: Envelope) {
    this.road = road;
    this.envelope = envelope;
    const { count, step, grade } = road.centre;
    this.speed = new Float64Array(count + 1);
    this.limit = new Float64Array(count + 1);
    this.change = new Float64Array(count + 1);
    this.corner = new Float64Array(count + 1);
    this.crest = new Float64Array(count + 1);
    const reach = Math.max(1, Math.round(3 / step));
    for (let i = 0; i <= count; i++) {
      const before = grade[(i + count - reach) % count]!;
      const after = grade[(i + reach) % count]!;
      this.crest[i] = Math.min(0, (after - before) / (2 * reach * step));
    }
  }

  /**
   * @param mass of the car with its fuel, kg
   * @param grip share of the tyres' friction that is to be used, wear and skill included; one for the whole lap, or by entry
   */
  fill(mass: number, grip: number | Float64Array): void {
    this.mass = mass;
    this.corners(grip);
    this.brakes(grip);
    this.limit.set(this.speed);
    this.pulls(grip);
    this.derive();
  }

  private gripAt(grip: number | Float64Array, i: number): number {
    const { road } = this;
    const share = typeof grip === 'number' ? grip : grip[i]!;
    return share * road.surfaces[road.surfaceAt(i * road.centre.step, road.line.offset[i]!)]!.friction;
  }

  /** Loads and forces at entry `i` and speed `v` under a longitudinal acceleration, m/s². */
  private look(i: number, v: number, grip: number, along: number): void {
    const { envelope, road, mass } = this;
    const { spec } = envelope;
    const v2 = v * v;
    const bend = road.line.curvature[i]!;
    const banking = road.centre.bank[i]!;
    const onto = GRAVITY + v2 * (this.crest[i]! - bend * banking);
    const weight = mass * (onto > 1 ? onto : 1);
    const shift = (mass * along * spec.centreHeight) / (spec.frontAxle - spec.rearAxle);
    const front = weight * spec.frontWeight + envelope.at(envelope.downFront, v) - shift;
    const rear = weight * (1 - spec.frontWeight) + envelope.at(envelope.downRear, v) + shift;
    const side = mass * Math.abs(v2 * bend + GRAVITY * banking);
    this.side = side;
    this.weightFront = front > 0 ? front : 0;
    this.weightRear = rear > 0 ? rear : 0;
    const { frontLateral } = envelope;
    const trackFront = Math.abs(spec.wheels[0].y - spec.wheels[1].y);
    const trackRear = Math.abs(spec.wheels[2].y - spec.wheels[3].y);
    this.holdFront = grip * envelope.hold(0, this.weightFront, (side * frontLateral * spec.rollCentre.front) / trackFront);
    this.holdRear = grip * envelope.hold(2, this.weightRear, (side * (1 - frontLateral) * spec.rollCentre.rear) / trackRear);
  }

  /** Whether the tyres hold the car in the bend at `v`, pulling against the air at the same time. */
  private holds(i: number, v: number, grip: number): boolean {
    const { envelope } = this;
    this.look(i, v, grip, 0);
    const drag = envelope.at(envelope.drag, v);
    const { frontLateral, frontDrive } = envelope;
    const front = hypot(this.side * frontLateral, drag * frontDrive);
    const rear = hypot(this.side * (1 - frontLateral), drag * (1 - frontDrive));
    return front <= this.holdFront && rear <= this.holdRear;
  }

  private corners(grip: number | Float64Array): void {
    const { speed } = this;
    for (let i = 0; i < speed.length; i++) {
      const here = this.gripAt(grip, i);
      if (this.holds(i, TOP, here)) {
        speed[i] = TOP;
        continue;
      }
      let low = CRAWL;
      let high = TOP;
      let halvings = HALVINGS;
      // The lap before is a good guess: a car gets a little lighter and its tyres a little older.
      const guess = this.corner[i]!;
      if (guess > CRAWL && this.holds(i, guess * (1 - NEAR), here) && !this.holds(i, guess * (1 + NEAR), here)) {
        low = guess * (1 - NEAR);
        high = guess * (1 + NEAR);
        halvings = NEAR_HALVINGS;
      }
      for (let k = 0; k < halvings; k++) {
        const middle = (low + high) / 2;
        if (this.holds(i, middle, here)) low = middle;
        else high = middle;
      }
      this.corner[i] = low;
      speed[i] = low;
    }
  }

  /** Deceleration that brakes, air and slope give at entry `i`, m/s². */
  private braking(i: number, v: number, grip: number): number {
    const { envelope, mass } = this;
    const drag = envelope.at(envelope.drag, v);
    let slows = drag / mass + 8;
    for (let round = 0; round < 2; round++) {
      this.look(i, v, grip, -slows);
      const front = rest(this.holdFront, this.side * envelope.frontLateral);
      const rear = rest(this.holdRear, this.side * (1 - envelope.frontLateral));
      const { frontBraking } = envelope;
      const force = Math.min(envelope.usualBraking, front / frontBraking, rear / (1 - frontBraking));
      slows = (BRAKE_SHARE * force + drag) / mass;
    }
    return slows + GRAVITY * this.road.centre.grade[i]!;
  }

  /** Entries of the passes along the lap: once round, and on past the line. */
  private get rounds(): number {
    const { count, step } = this.road.centre;
    return count + Math.min(count, Math.ceil(OVER_LINE / step));
  }

  private brakes(grip: number | Float64Array): void {
    const { speed, road } = this;
    const { count, step } = road.centre;
    const { stretch } = road.line;
    // Twice round, so that a braking zone may lie across the line.
    for (let k = this.rounds - 1; k >= 0; k--) {
      const i = k % count;
      const v = speed[i + 1]!;
      if (v < speed[i]!) {
        const slows = Math.max(0.5, this.braking(i, v, this.gripAt(grip, i)));
        const reach = Math.sqrt(v * v + 2 * step * stretch[i]! * slows);
        if (reach < speed[i]!) speed[i] = reach;
      }
      if (i === 0) speed[count] = speed[0]!;
    }
  }

  /** Acceleration at full throttle, as far as the driven tyres pass it on, m/s². */
  private pulling(i: number, v: number, grip: number): number {
    const { envelope, mass, road } = this;
    const drag = envelope.at(envelope.drag, v);
    const engine = envelope.at(envelope.pull, v);
    let pulls = 0;
    for (let round = 0; round < 2; round++) {
      this.look(i, v, grip, pulls);
      const front = rest(this.holdFront, this.side * envelope.frontLateral);
      const rear = rest(this.holdRear, this.side * (1 - envelope.frontLateral));
      const { frontDrive } = envelope;
      const room = frontDrive === 0 ? rear : frontDrive === 1 ? front : Math.min(front / frontDrive, rear / (1 - frontDrive));
      const spinsUp = 1 + envelope.at(envelope.addedMass, v) / mass;
      const most = (engine + drag * (spinsUp - 1)) / spinsUp;
      pulls = (Math.min(PULL_SHARE * room, most) - drag) / mass;
    }
    return pulls - GRAVITY * road.centre.grade[i]!;
  }

  private pulls(grip: number | Float64Array): void {
    const { speed, road } = this;
    const { count, step } = road.centre;
    const { stretch } = road.line;
    for (let k = 0; k < this.rounds; k++) {
      const i = k % count;
      const v = speed[i]!;
      if (v <= speed[i + 1]!) {
        const reach = Math.sqrt(Math.max(CRAWL * CRAWL, v * v + 2 * step * stretch[i]! * this.pulling(i, v, this.gripAt(grip, i))));
        if (reach < speed[i + 1]!) speed[i + 1] = reach;
      }
      if (i === count - 1) speed[0] = Math.min(speed[0]!, speed[count]!);
    }
  }

  private derive(): void {
    const { speed, limit, change, road } = this;
    const { count, step } = road.centre;
    const { stretch } = road.line;
    const { envelope, mass } = this;
    let time = 0;
    let work = 0;
    for (let i = 0; i < count; i++) {
      const a = speed[i]!;
      const b = speed[i + 1]!;
      const way = step * stretch[i]!;
      const gain = (b * b - a * a) / (2 * way);
      change[i] = (limit[i + 1]! ** 2 - limit[i]! ** 2) / (2 * way);
      time += (2 * way) / (a + b);
      const force = mass * (gain + GRAVITY * road.centre.grade[i]!) + envelope.at(envelope.drag, a);
      if (force > 0) work += force * way;
    }
    change[count] = change[0]!;
    this.lapTime = time;
    this.fuelPerLap = FUEL_SPARE * envelope.spec.engine.fuelFactor * 1e-7 * work;
  }
}

function hypot(a: number, b: number): number {
  return Math.sqrt(a * a + b * b);
}

/** What is left along when `side` is used across, of `hold` in all. */
function rest(hold: number, side: number): number {
  const square = hold * hold - side * side;
  return square > 0 ? Math.sqrt(square) : 0;
}
