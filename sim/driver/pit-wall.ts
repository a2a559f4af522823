import { type Compound, DRY_COMPOUNDS } from '../../common/lap.ts';
import type { Car } from '../car/car.ts';
import type { Conditions } from '../car/conditions.ts';
import { Random } from '../random.ts';

/** The stream of the race's random numbers that the pit walls draw from. */
const STREAM = 2004;
/** Water on the road from which an intermediate and a wet tyre are the right choice. */
const FOR_INTERMEDIATE = 0.14;
const FOR_WET = 0.52;
/** How far past that point a car stays out on the tyre it has, and by how much pit walls differ about it. */
const PATIENCE = 0.08;
const NERVE = 0.02;
/** Rain from which the road does not dry, and what a stop counts on its drying otherwise. */
const RAINS = 0.02;
const DRIES_BY = 0.1;
/** Share of the tread that may go before a car must come in. */
const WORN = 0.72;
/** Share of its planned length that a stint must have for a cheap stop under the safety car, and laps that it must have. */
const CHEAP_FROM = 0.3;
const CHEAP_FROM_LAPS = 2;
/** How often a pit wall takes the chance: not everybody does, and a team mate would have to queue. */
const TAKES_IT = 0.75;
/** Laps' worth of fuel below which a car must come in. */
const LOW_FUEL = 1.4;
/** Laps to the next planned stop within which a stop that is needed takes its place. */
const SOON = 6;
/** No stop is worth it with fewer laps to go. */
const LAPS_WORTH = 2;

/** Laps' worth of fuel to spare, s of the longest coasting before the brakes, and the share of the fuel that it saves. */
const FUEL_MARGIN = 0.3;
const LONGEST_COAST = 1.3;
const COAST_SAVES = 0.06;
/** Tread that may be gone at the end of a stint before the driver looks after it, and by how much more he does so in full. */
const CARE_FROM = 0.62;
const CARE_RANGE = 0.12;

type Kind = 'dry' | 'intermediate' | 'wet';

/** What the flags say to the pit walls. */
export interface Neutral {
  /** The field is slowed down, and not about to be let go: a stop costs less than half. */
  readonly cheap: boolean;
  readonly name: string;
}

/** What every team decides on the pit wall: whether a car comes in before its plan says so, and on what it goes out. */
export class PitWall {
  private readonly laps: number;
  private readonly conditions: Conditions;
  /** How far each car waits past the point where another tyre is right. */
  private readonly patience: Float64Array;
  /** Laps, fuel and way that each car last left the pits with. */
  private readonly stintLap: Int32Array;
  private readonly stintFuel: Float64Array;
  private readonly orders: string[];
  private readonly random: Random;

  constructor(cars: number, laps: number, seed: number, conditions: Conditions) {
    this.laps = laps;
    this.conditions = conditions;
    this.random = new Random(seed, STREAM);
    this.patience = Float64Array.from({ length: cars }, () => PATIENCE + NERVE * this.random.normal());
    this.stintLap = new Int32Array(cars).fill(1);
    this.stintFuel = new Float64Array(cars);
    this.orders = Array.from({ length: cars }, () => '');
  }

  /** Puts a car on the tyres for the weather before the start; returns whether they are others than it had. */
  prepare(car: Car): boolean {
    this.stintFuel[car.index] = car.fuel;
    const kind = kindFor(this.conditions.wetness);
    if (kind === 'dry') return false;
    car.plan.startOn(kind);
    car.fit(kind);
    return true;
  }

  /** Race control has ordered the car in. */
  order(car: Car, reason: string): void {
    this.orders[car.index] = reason;
  }

  /** The car has left the pits. */
  stintBegins(car: Car): void {
    this.stintLap[car.index] = car.lap;
    this.stintFuel[car.index] = car.fuel;
  }

  /** Decides, shortly before the pit entry, whether `car` comes in at the end of `lap`; the plan knows then. */
  consider(car: Car, lap: number, neutral: Neutral): void {
    const { plan } = car;
    const kind = kindFor(this.expected());
    const left = this.laps - lap;
    if (this.orders[car.index] !== '' && left > 0) {
      this.comeIn(car, lap, this.tyreFor(car, kind, left), this.orders[car.index]!, plan.next !== undefined);
      this.orders[car.index] = '';
      return;
    }
    if (plan.stopsAfter(lap)) {
      if (kindOf(plan.nextCompound) !== kind) plan.call(lap, this.tyreFor(car, kind, left), '', true);
      return;
    }
    if (left < LAPS_WORTH) return;
    if (this.wrongTyres(car)) {
      plan.dropRest();
      this.comeIn(car, lap, this.tyreFor(car, kind, left), kind === 'dry' ? 'drying road' : 'wet road', false);
    } else if (treadGone(car) > WORN) this.comeIn(car, lap, this.tyreFor(car, kind, left), 'worn tyres', this.soon(car, lap));
    else if (this.runsDry(car)) this.comeIn(car, lap, this.tyreFor(car, kind, left), 'fuel', this.soon(car, lap));
    else if (neutral.cheap && this.cheapStop(car, lap)) this.comeIn(car, lap, this.tyreFor(car, kind, left), neutral.name, true);
  }

  /** What the driver is told at the line: how early to lift for fuel, and how much to look after the tyres until the next stop. */
  lapBegins(car: Car): void {
    const { plan, pilot } = car;
    const driven = car.lap - this.stintLap[car.index]!;
    if (driven < 1) {
      pilot.feet.coast = 0;
      car.care = 0;
      return;
    }
    const need = ((this.stintFuel[car.index]! - car.fuel) / driven) * (plan.fuelledTo - car.lap + 1 + FUEL_MARGIN);
    pilot.feet.coast = LONGEST_COAST * share((need - car.fuel) / (COAST_SAVES * need));
    const gone = treadGone(car);
    const left = Math.max(0, (plan.next ?? this.laps) - car.lap + 1);
    car.care = share((gone + (gone / driven) * left - CARE_FROM) / CARE_RANGE);
  }

  private comeIn(car: Car, lap: number, compound: Compound, reason: string, instead: boolean): void {
    car.plan.call(lap, compound, reason, instead);
  }

  private soon(car: Car, lap: number): boolean {
    const { next } = car.plan;
    return next !== undefined && next - lap <= SOON;
  }

  /** Water on the road in the laps to come. */
  private expected(): number {
    const { wetness, rain } = this.conditions;
    return rain > RAINS ? wetness : Math.max(0, wetness - DRIES_BY);
  }

  private wrongTyres(car: Car): boolean {
    const wetness = this.expected();
    const patience = this.patience[car.index]!;
    const on = kindOf(car.compound);
    if (on === 'dry') return wetness > FOR_INTERMEDIATE + patience;
    if (on === 'intermediate') return wetness < FOR_INTERMEDIATE - patience || wetness > FOR_WET + patience;
    return wetness < FOR_WET - patience;
  }

  /** Fewer laps' worth left than a careful team drives on. */
  private runsDry(car: Car): boolean {
    const laps = car.lap - this.stintLap[car.index]!;
    if (laps < 1) return false;
    const perLap = (this.stintFuel[car.index]! - car.fuel) / laps;
    return car.fuel < LOW_FUEL * perLap && this.laps - car.lap > car.fuel / perLap - 1;
  }

  /** Whether a planned stop is worth making now that the field is slow. */
  private cheapStop(car: Car, lap: number): boolean {
    const { next } = car.plan;
    if (next === undefined) return false;
    const stint = lap - this.stintLap[car.index]! + 1;
    if (stint < CHEAP_FROM_LAPS || stint < CHEAP_FROM * (next - this.stintLap[car.index]! + 1)) return false;
    return this.random.uniform() < TAKES_IT;
  }

  private tyreFor(car: Car, kind: Kind, left: number): Compound {
    if (kind !== 'dry') return kind;
    const { plan } = car;
    const stint = (plan.inLaps[plan.done + 1] ?? this.laps) - (this.laps - left);
    return plan.compoundFor(stint, plan.usedWet() ? undefined : car.compound);
  }
}

/** The tyre that so much water on the road asks for. */
function kindFor(wetness: number): Kind {
  return wetness < FOR_INTERMEDIATE ? 'dry' : wetness < FOR_WET ? 'intermediate' : 'wet';
}

function kindOf(compound: Compound): Kind {
  return (DRY_COMPOUNDS as readonly Compound[]).includes(compound) ? 'dry' : (compound as 'intermediate' | 'wet');
}

/** Mean of the four, 0 to 1. */
function treadGone(car: Car): number {
  const { tyreWear } = car;
  return (tyreWear[0]! + tyreWear[1]! + tyreWear[2]! + tyreWear[3]!) / 4;
}

/** Into 0 to 1. */
function share(value: number): number {
  return value > 0 ? Math.min(1, value) : 0;
}
