import type { CarEntry, Compound } from '../../common/lap.ts';
import { AMBIENT } from '../constants.ts';
import type { DriverTraits, Starter } from '../driver/field.ts';
import type { CarSpec } from './rail-spec.ts';
import { PitPlan } from '../driver/pit-plan.ts';
import { Random } from '../random.ts';
import { SpeedProfile } from '../driver/speed-profile.ts';
import { COMPOUND_SPECS, setGrip } from './tyres.ts';
import type { Track } from '../track/track.ts';

/** `track`: racing. `lane`: from the pit entry to the box. `box`: stationary. `leaving`: from the box back to the track. */
export type Whereabouts = 'track' | 'lane' | 'box' | 'leaving';

/** Speed limits by traffic when there is none, m/s. */
export const NO_CAP = 1000;

/** Enough for any car and driver, kg per m. */
const FUEL_PER_METRE = 0.00044;

/**
 * Everything that changes about one car and its driver. Numbers are initialised where they are declared: a field that was
 * `undefined` for a moment costs V8 an allocation at every later change.
 */
export class Car {
  readonly index: number;
  readonly entry: CarEntry;
  readonly spec: CarSpec;
  readonly traits: DriverTraits;
  readonly random: Random;
  readonly profile: SpeedProfile;
  readonly plan: PitPlan;
  /** Place on the grid, from 0, and number of the box; a team's cars share one. */
  readonly slot: number;
  readonly box: number;

  /** Way from the start line, m, within [0, track length); what it was before the last step. */
  distance = 0;
  before = 0;
  /** 0 from the grid to the first crossing of the line. */
  lap = 0;
  running = true;
  /** Place in the race, from 1. */
  place = 0;
  /** m/s along the car's path. */
  speed = 0;
  /** Longitudinal and lateral acceleration, m/s². */
  ax = 0;
  ay = 0;
  /** 1/m, positive to the left. */
  curvature = 0;
  /** From the racing line, m, positive to the left; its rate, m/s; where the driver wants it. */
  drift = 0;
  driftRate = 0;
  driftTarget = 0;

  /** Pedals, 0 to 1. */
  throttle = 0;
  brake = 0;
  /** Unrest of the driver's hands and feet, about ±1. */
  unrest = 0;
  gear = 1;
  rpm = 9500;
  /** Of the torque cut, s. */
  shiftLeft = 0;
  /** Since the last gear change began, s. */
  sinceShift = 1;
  /** At the crankshaft, W; negative when the engine brakes. */
  enginePower = 0;
  /** Mean of the rear wheels, as a share of their speed; positive when they spin. */
  driveSlip = 0;
  /** What the engine would give the rear wheels at full throttle now, N; the closed throttle's drag as a share of it. */
  fullForce = 1;
  engineDrag = 0;
  /** What the engine gives the rear wheels, N, before they spin. */
  push = 0;
  /** Drive force at the rear wheels and brake force at all four, N. */
  driveForce = 0;
  brakeForceNow = 0;

  /** kg. */
  fuel = 0;
  /** °C. */
  waterTemp = 88;
  oilTemp = 95;
  compound: Compound;
  /** Friction coefficient now. */
  grip = 1.4;
  /** In the order FL, FR, RL, RR: °C, %, °C, share. */
  readonly tyreTemp = new Float64Array(4);
  readonly tyreWear = new Float64Array(4);
  readonly brakeTemp = new Float64Array(4).fill(AMBIENT + 180);
  readonly wheelSlip = new Float64Array(4);

  /** Speed limits by the cars around and by the pit lane, m/s. */
  cap = NO_CAP;
  laneCap = NO_CAP;
  /** Share of the drag that a tow takes away. */
  tow = 0;
  /** Most throttle that a lapped driver uses while being passed. */
  lift = 1;
  /** Index of the car that is being passed, or -1, and the side it is passed on. */
  passing = -1;
  passingSide = 1;

  /** What the flags let it do: pass others; the index of the car that laps it while it is shown the blue flag, or -1. */
  mayPass = true;
  blue = -1;
  /** Broken, on its way to the side: others need not queue behind it. */
  stricken = false;
  /** Why it is out of the race, or '' while it is not. */
  retired = '';
  /** Points, as TORCS counts them. */
  damage = 0;

  whereabouts: Whereabouts = 'track';
  /** Race time up to which the car stands (grid, box), s. */
  holdUntil = 0;

  constructor(index: number, starter: Starter, track: Track, slot: number, laps: number, seed: number) {
    this.index = index;
    this.entry = starter.entry;
    this.spec = starter.spec;
    this.traits = starter.traits;
    this.random = new Random(seed, index + 1);
    this.slot = slot;
    this.box = starter.team % track.pit.boxCount;
    this.place = slot + 1;
    this.distance = track.length - track.gridDistance(slot);
    this.drift = track.gridOffset(slot) - track.at(track.line.offset, this.distance);
    this.driftTarget = this.drift;
    this.holdUntil = starter.traits.reaction;
    this.plan = new PitPlan(track, { tank: starter.spec.tank, fuelPerLap: track.length * FUEL_PER_METRE }, laps, index, this.random);
    this.fuel = this.plan.startFuel;
    this.compound = this.plan.compounds[0]!;
    this.profile = new SpeedProfile(track);
    this.fitTyres(this.compound);
    this.profile.plan(this, track);
  }

  get mass(): number {
    return this.spec.mass + this.fuel;
  }

  /** A new set off the blankets. */
  fitTyres(compound: Compound): void {
    this.compound = compound;
    this.tyreTemp.fill(80);
    this.tyreWear.fill(0);
    this.renewGrip();
  }

  renewGrip(): void {
    const { tyreTemp: t, tyreWear: w } = this;
    const temp = (t[0]! + t[1]! + t[2]! + t[3]!) / 4;
    const wear = (w[0]! + w[1]! + w[2]! + w[3]!) / 4;
    this.grip = this.spec.grip * setGrip(COMPOUND_SPECS[this.compound], temp, wear);
  }
}
