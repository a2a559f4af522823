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
/**
 * Times the corner's share of the grip, in all, is counted on while braking into a bend; times what the bend leaves of it while pulling
 * out: the rest is what feet are off by.
 */
const BRAKE_SHARE = 1.22;
const PULL_SHARE = 1.15;
/** Downforce lies on the tyres more steadily than the weight, which the road shakes: so much more of its share of the grip is used. */
const AIR_TRUST = 0.15;
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
  /** Friction of the road on the line; the share of the tyres' friction that is to be used there, road included. */
  private readonly friction: Float64Array;
  private readonly grip: Float64Array;
  private readonly trackFront: number = 0;
  private readonly trackRear: number = 0;
  private mass = 0;
  /** What is looked at: a speed, m/s, and an acceleration along, m/s². Numbers that a call takes or gives cost V8 an allocation. */
  private v = 0;
  private along = 0;
  /** Corner forces there: what tyres hold in all, N, at the front and at the rear, and what they must, N; by wheel, load and hold. */
  private holdFront = 0;
  private holdRear = 0;
  private side = 0;
  private readonly load = new Float64Array(4);
  private readonly holdOf = new Float64Array(4);

  constructor(road: DrivenRoad, envelope: Envelope) {
    this.road = road;
    this.envelope = envelope;
    const { count, step, grade } = road.centre;
    this.speed = new Float64Array(count + 1);
    this.limit = new Float64Array(count + 1);
    this.change = new Float64Array(count + 1);
    this.corner = new Float64Array(count + 1);
    this.crest = new Float64Array(count + 1);
    this.friction = new Float64Array(count + 1);
    this.grip = new Float64Array(count + 1);
    const { wheels } = envelope.spec;
    this.trackFront = Math.abs(wheels[0].y - wheels[1].y);
    this.trackRear = Math.abs(wheels[2].y - wheels[3].y);
    const reach = Math.max(1, Math.round(3 / step));
    for (let i = 0; i <= count; i++) {
      const before = grade[(i + count - reach) % count]!;
      const after = grade[(i + reach) % count]!;
      this.friction[i] = road.surfaces[road.surfaceAt(i * step, road.line.offset[i]!)]!.friction;
      this.crest[i] = Math.min(0, (after - before) / (2 * reach * step));
    }
  }

  /**
   * @param mass of the car with its fuel, kg
   * @param grip share of the tyres' friction that is to be used, wear and skill included; one for the whole lap, or by entry
   */
  fill(mass: number, grip: number | Float64Array): void {
    this.mass = mass;
    const { friction } = this;
    for (let i = 0; i < friction.length; i++) this.grip[i] = (typeof grip === 'number' ? grip : grip[i]!) * friction[i]!;
    this.corners();
    this.brakes();
    this.limit.set(this.speed);
    this.pulls();
    this.derive();
  }

  /** Loads and forces at entry `i` at the speed and under the acceleration that are looked at. */
  private look(i: number): void {
    const { envelope, road, mass, v, along, load, holdOf } = this;
    const { spec } = envelope;
    const v2 = v * v;
    const bend = road.line.curvature[i]!;
    const banking = road.centre.bank[i]!;
    const onto = GRAVITY + v2 * (this.crest[i]! - (road.centre.levelForces ? 0 : bend * banking));
    const weight = mass * (onto > 1 ? onto : 1);
    const shift = (mass * along * spec.centreHeight) / (spec.frontAxle - spec.rearAxle);
    const downFront = envelope.at(envelope.downFront, v);
    const downRear = envelope.at(envelope.downRear, v);
    const front = weight * spec.frontWeight + downFront - shift;
    const rear = weight * (1 - spec.frontWeight) + downRear + shift;
    const side = mass * Math.abs(v2 * bend + GRAVITY * banking);
    this.side = side;
    const { frontLateral } = envelope;
    share(load, 0, front, (side * frontLateral * spec.rollCentre.front) / this.trackFront);
    share(load, 2, rear, (side * (1 - frontLateral) * spec.rollCentre.rear) / this.trackRear);
    envelope.hold(load, holdOf);
    const down = downFront + downRear;
    const grip = this.grip[i]! * (1 + (AIR_TRUST * down) / (weight + down));
    this.holdFront = grip * (holdOf[0]! + holdOf[1]!);
    this.holdRear = grip * (holdOf[2]! + holdOf[3]!);
  }

  /** Whether the tyres hold the car in the bend at the speed that is looked at, pulling against the air at the same time. */
  private holds(i: number): boolean {
    const { envelope } = this;
    this.along = 0;
    this.look(i);
    const drag = envelope.at(envelope.drag, this.v);
    const { frontLateral, frontDrive } = envelope;
    const front = hypot(this.side * frontLateral, drag * frontDrive);
    const rear = hypot(this.side * (1 - frontLateral), drag * (1 - frontDrive));
    return front <= this.holdFront && rear <= this.holdRear;
  }

  private corners(): void {
    const { speed } = this;
    for (let i = 0; i < speed.length; i++) {
      this.v = TOP;
      if (this.holds(i)) {
        speed[i] = TOP;
        continue;
      }
      let low = CRAWL;
      let high = TOP;
      let halvings = HALVINGS;
      // The lap before is a good guess: a car gets a little lighter and its tyres a little older.
      const guess = this.corner[i]!;
      if (guess > CRAWL) {
        this.v = guess * (1 - NEAR);
        const slower = this.holds(i);
        this.v = guess * (1 + NEAR);
        if (slower && !this.holds(i)) {
          low = guess * (1 - NEAR);
          high = guess * (1 + NEAR);
          halvings = NEAR_HALVINGS;
        }
      }
      for (let k = 0; k < halvings; k++) {
        const middle = (low + high) / 2;
        this.v = middle;
        if (this.holds(i)) low = middle;
        else high = middle;
      }
      this.corner[i] = low;
      speed[i] = low;
    }
  }

  /** Sets the acceleration that is looked at to what brakes and air give at entry `i`, the slope left out. */
  private brake(i: number): void {
    const { envelope, mass, v } = this;
    const drag = envelope.at(envelope.drag, v);
    let slows = drag / mass + 8;
    for (let round = 0; round < 2; round++) {
      this.along = -slows;
      this.look(i);
      const front = rest(BRAKE_SHARE * this.holdFront, this.side * envelope.frontLateral);
      const rear = rest(BRAKE_SHARE * this.holdRear, this.side * (1 - envelope.frontLateral));
      const { frontBraking } = envelope;
      const force = Math.min(envelope.usualBraking, front / frontBraking, rear / (1 - frontBraking));
      slows = (force + drag) / mass;
    }
    this.along = -slows;
  }

  /** Entries of the passes along the lap: once round, and on past the line. */
  private get rounds(): number {
    const { count, step } = this.road.centre;
    return count + Math.min(count, Math.ceil(OVER_LINE / step));
  }

  private brakes(): void {
    const { speed, road } = this;
    const { count, step, grade } = road.centre;
    const { stretch } = road.line;
    // Twice round, so that a braking zone may lie across the line.
    for (let k = this.rounds - 1; k >= 0; k--) {
      const i = k % count;
      const v = speed[i + 1]!;
      if (v < speed[i]!) {
        this.v = v;
        this.brake(i);
        const slows = Math.max(0.5, GRAVITY * grade[i]! - this.along);
        const reach = Math.sqrt(v * v + 2 * step * stretch[i]! * slows);
        if (reach < speed[i]!) speed[i] = reach;
      }
      if (i === 0) speed[count] = speed[0]!;
    }
  }

  /** Sets the acceleration that is looked at to that at full throttle, as far as the driven tyres pass it on, the slope left out. */
  private pull(i: number): void {
    const { envelope, mass, v } = this;
    const drag = envelope.at(envelope.drag, v);
    const engine = envelope.at(envelope.pull, v);
    let pulls = 0;
    for (let round = 0; round < 2; round++) {
      this.along = pulls;
      this.look(i);
      const front = rest(this.holdFront, this.side * envelope.frontLateral);
      const rear = rest(this.holdRear, this.side * (1 - envelope.frontLateral));
      const { frontDrive } = envelope;
      const room = frontDrive === 0 ? rear : frontDrive === 1 ? front : Math.min(front / frontDrive, rear / (1 - frontDrive));
      const spinsUp = 1 + envelope.at(envelope.addedMass, v) / mass;
      const most = (engine + drag * (spinsUp - 1)) / spinsUp;
      pulls = (Math.min(PULL_SHARE * room, most) - drag) / mass;
    }
    this.along = pulls;
  }

  private pulls(): void {
    const { speed, road } = this;
    const { count, step, grade } = road.centre;
    const { stretch } = road.line;
    for (let k = 0; k < this.rounds; k++) {
      const i = k % count;
      const v = speed[i]!;
      if (v <= speed[i + 1]!) {
        this.v = v;
        this.pull(i);
        const gains = this.along - GRAVITY * grade[i]!;
        const reach = Math.sqrt(Math.max(CRAWL * CRAWL, v * v + 2 * step * stretch[i]! * gains));
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

/** Loads of an axle's two wheels, N, under a load in all and what goes from one to the other. */
function share(loads: Float64Array, left: 0 | 2, weight: number, transfer: number): void {
  const all = weight > 0 ? weight : 0;
  const low = all / 2 > transfer ? all / 2 - transfer : 0;
  loads[left] = low;
  loads[left + 1] = all - low;
}

function hypot(a: number, b: number): number {
  return Math.sqrt(a * a + b * b);
}

/** What is left along when `side` is used across, of `hold` in all. */
function rest(hold: number, side: number): number {
  const square = hold * hold - side * side;
  return square > 0 ? Math.sqrt(square) : 0;
}
