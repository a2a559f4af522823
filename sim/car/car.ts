import type { CarEntry, Compound } from '../../common/lap.ts';
import { CornerShares } from '../driver/corner-shares.ts';
import { Envelope } from '../driver/envelope.ts';
import type { DriverTraits, Starter } from '../driver/field.ts';
import { Pilot } from '../driver/pilot.ts';
import { PitPlan } from '../driver/pit-plan.ts';
import { SpeedPlan } from '../driver/speed-plan.ts';
import { Random } from '../random.ts';
import type { Track } from '../track/track.ts';
import { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';
import { placeChassis } from './step.ts';
import { fitTyres, warmUp } from './tend.ts';

/** `track`: racing. `lane`: from the pit entry to the box. `box`: stationary. `leaving`: from the box back to the track. */
export type Whereabouts = 'track' | 'lane' | 'box' | 'leaving';

/** Speed limits by traffic when there is none, m/s. */
export const NO_CAP = 1000;
/** Of tyres off the blankets, °C. */
const BLANKETS = 80;
/** Share of the grip that a driver leaves unused to look after the tyres. */
const CARE = 0.03;

/** One car in a race with its driver: the body, and what driver, pit wall and race control want of it. */
export class Car extends Chassis {
  readonly index: number;
  readonly entry: CarEntry;
  readonly traits: DriverTraits;
  readonly random: Random;
  /** Speeds that the driver aims at in this lap. */
  readonly profile: SpeedPlan;
  readonly pilot: Pilot;
  readonly plan: PitPlan;
  /** Number of the box; a team's cars share one. Place on the grid, from 0. */
  readonly box: number;
  slot = 0;

  /** Way before the last step, m. */
  before = 0;
  /** 0 from the grid to the first crossing of the line. */
  lap = 0;
  running = true;
  /** Place in the race, from 1. */
  place = 0;
  /** m/s the way the car points. */
  speed = 0;
  /** Where the driver wants to be: from the racing line, m, positive to the left. */
  driftTarget = 0;
  /** Speed limits by the cars around and by the pit lane, m/s. */
  cap = NO_CAP;
  laneCap = NO_CAP;
  /** How much the driver looks after the tyres, 0 to 1. */
  care = 0;
  /** Index of the car that is being passed, or -1, and the side it is passed on. */
  passing = -1;
  passingSide = 1;
  /** m along the track to the cars in front and behind, whatever lap they are on; 0 where there is nobody. */
  wayAhead = 0;
  wayBehind = 0;
  /** Race control lets the rear wing be opened in the zones of this lap. */
  drsAllowed = false;

  /** What the flags let it do: pass others; the index of the car that laps it while it is shown the blue flag, or -1. */
  mayPass = true;
  blue = -1;
  /** Broken, on its way to the side: others need not queue behind it. */
  stricken = false;
  /** Why it is out of the race, or '' while it is not. */
  retired = '';

  whereabouts: Whereabouts = 'track';
  /** Race time up to which the car stands (grid, box), s. */
  holdUntil = 0;
  private readonly shares: CornerShares;
  private readonly conditions: Conditions;

  constructor(index: number, starter: Starter, track: Track, laps: number, seed: number, conditions: Conditions) {
    super(starter.spec);
    this.index = index;
    this.entry = starter.entry;
    this.traits = starter.traits;
    this.conditions = conditions;
    this.random = new Random(seed, index + 1);
    this.box = starter.team % track.pit.boxCount;
    this.holdUntil = starter.traits.reaction;
    this.shares = new CornerShares(track);
    this.profile = new SpeedPlan(track, new Envelope(this));
    this.pilot = new Pilot(this, track, this.profile);
    this.profile.fill(this.mass, this.shares.steady(this.traits));
    this.plan = new PitPlan(track, { tank: this.spec.tank, fuelPerLap: this.profile.fuelPerLap }, laps, index, this.random);
    this.fuel = this.plan.startFuel;
    warmUp(this, conditions);
    this.fit(this.plan.compounds[0]!);
    this.aim();
  }

  /** Puts the car on the grid. */
  line(track: Track, slot: number): void {
    this.slot = slot;
    this.place = slot + 1;
    const distance = track.length - track.gridDistance(slot);
    placeChassis(this, track, distance, track.gridOffset(slot));
    this.before = distance;
    this.driftTarget = track.gridOffset(slot) - track.at(track.line.offset, distance);
    this.pilot.settle(this.driftTarget);
    this.ersStore = this.spec.ers?.store ?? 0;
  }

  /** A new set off the blankets. */
  fit(compound: Compound): void {
    fitTyres(this, compound, BLANKETS, this.conditions);
  }

  /** Plans the speeds of the coming lap with the tyres and the mass of now, and the driver's form in each corner. */
  aim(): void {
    const { tyreGrip } = this;
    const front = (tyreGrip[0]! + tyreGrip[1]!) / 2;
    const rear = (tyreGrip[2]! + tyreGrip[3]!) / 2;
    this.profile.fill(this.mass, this.shares.draw(this.traits, this.random, (front < rear ? front : rear) * (1 - CARE * this.care)));
  }
}
