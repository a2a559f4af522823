import { DRY_COMPOUNDS, type Compound } from '../../common/lap.ts';
import type { Random } from '../random.ts';
import type { Track } from '../track/track.ts';

/** kg that no plan counts on. */
const RESERVE = 2;
/** m that a stint on each compound is planned for at most. */
const LIFE: Readonly<Record<Compound, number>> = { soft: 118e3, medium: 190e3, hard: 260e3, intermediate: 150e3, wet: 200e3 };
/** From so many m on, a race in the dry must be driven on two compounds. */
export const TWO_COMPOUNDS_FROM = 25e3;
/** Share of a full tank that a stint is planned for. */
const TANK_SHARE = 0.8;

const DRY: readonly Compound[] = DRY_COMPOUNDS;

/** What a car needs of its plan. */
export interface FuelNeeds {
  /** kg that the tank takes, and kg that a lap may take. */
  readonly tank: number;
  readonly fuelPerLap: number;
}

/**
 * When a car stops, what it starts on and what it is given: one stop where two compounds must be used, more where the tank or
 * the tyres are too small for the way. The pit wall changes it while the race goes on (`pit-wall.ts`).
 */
export class PitPlan {
  /** Laps at whose end the car comes in, in order; those behind `done` are history. */
  readonly inLaps: number[];
  /** One a stint. */
  readonly compounds: Compound[];
  /** kg. */
  readonly startFuel: number;
  /** Stops made. */
  done = 0;
  /** Stationary time of the stop being made or last made, s; kg put in at it. */
  stationary = 0;
  refuelled = 0;
  /** Why the car comes in, where that was not planned. */
  reason = '';
  private readonly laps: number;
  private readonly lapLength: number;
  private readonly fuelPerLap: number;
  private readonly tank: number;

  constructor(track: Track, { tank, fuelPerLap }: FuelNeeds, laps: number, index: number, random: Random) {
    this.laps = laps;
    this.lapLength = track.length;
    this.tank = tank;
    this.fuelPerLap = fuelPerLap;
    const whole = laps * fuelPerLap + RESERVE;
    const forFuel = Math.ceil(whole / (TANK_SHARE * tank)) - 1;
    const forTyres = Math.ceil((laps * track.length) / LIFE.medium) - 1;
    const forRule = laps * track.length >= TWO_COMPOUNDS_FROM ? 1 : 0;
    const stops = Math.min(laps - 1, Math.max(forRule, forTyres, whole > tank ? forFuel : 0));
    this.inLaps = Array.from({ length: stops }, (_, stop) => {
      const share = (stop + 1 + random.between(-0.16, 0.16)) / (stops + 1);
      // Cars of one team, next to each other in the field, come in on laps of different parity.
      const lap = Math.round((laps * share - (index % 2)) / 2) * 2 + (index % 2);
      return Math.max(1, Math.min(laps - 1, lap));
    });
    this.compounds = this.chooseCompounds(random);
    this.startFuel = whole <= tank ? whole : Math.min(tank, this.fuelTo(this.inLaps[0] ?? laps));
  }

  private chooseCompounds(random: Random): Compound[] {
    const stints: Compound[] = [];
    for (let stint = 0; stint <= this.inLaps.length; stint++) {
      const length = (this.inLaps[stint] ?? this.laps) - (this.inLaps[stint - 1] ?? 0);
      const lasting = DRY.filter((compound) => length * this.lapLength <= LIFE[compound]);
      const choice = (lasting.length > 0 ? lasting : DRY.slice(-1)).filter((compound) => compound !== stints[stint - 1]);
      stints.push(choice.length > 0 ? choice[random.below(choice.length)]! : 'medium');
    }
    return stints;
  }

  /** kg for so many laps, the reserve and one lap more. */
  private fuelTo(laps: number): number {
    return (laps + 1) * this.fuelPerLap + RESERVE;
  }

  /** Whether the lap ends in the pits. */
  stopsAfter(lap: number): boolean {
    return this.inLaps[this.done] === lap;
  }

  /** Last lap that the fuel on board is for. */
  get fuelledTo(): number {
    return this.laps * this.fuelPerLap + RESERVE > this.tank ? (this.inLaps[this.done] ?? this.laps) : this.laps;
  }

  /** Lap of the next stop that is planned, or undefined. */
  get next(): number | undefined {
    return this.inLaps[this.done];
  }

  /** Starts on another compound than was planned, and without the stops that were. */
  startOn(compound: Compound): void {
    this.dropRest();
    this.compounds[0] = compound;
  }

  /** What is fitted at the next stop. */
  get nextCompound(): Compound {
    return this.compounds[this.done + 1] ?? 'hard';
  }

  /** Calls the car in at the end of `lap` for `compound`, `instead` of the next planned stop or as one more. */
  call(lap: number, compound: Compound, reason: string, instead: boolean): void {
    this.inLaps.splice(this.done, instead ? 1 : 0, lap);
    this.compounds.splice(this.done + 1, instead ? 1 : 0, compound);
    this.reason = reason;
  }

  /** The stop is made, and the car is back on the track. */
  finishStop(): void {
    this.done++;
    this.reason = '';
  }

  /** Whether the car has been on tyres for the wet, which lifts the rule of two compounds. */
  usedWet(): boolean {
    for (let stint = 0; stint <= this.done; stint++) if (!DRY.includes(this.compounds[stint]!)) return true;
    return false;
  }

  /** Drops all stops that are still planned. */
  dropRest(): void {
    this.inLaps.length = this.done;
    this.compounds.length = this.done + 1;
  }

  /** The softest dry compound but `not` that lasts so many laps, or the one that comes nearest to it. */
  compoundFor(laps: number, not: Compound | undefined): Compound {
    for (const compound of DRY) if (compound !== not && laps * this.lapLength <= LIFE[compound]) return compound;
    return not === 'hard' ? 'medium' : 'hard';
  }

  /** kg to add at the stop being made, with `fuel` in the tank after `lap` laps. */
  refuel(fuel: number, lap: number): number {
    const rest = this.laps * this.fuelPerLap + RESERVE > this.tank ? (this.inLaps[this.done + 1] ?? this.laps) - lap : 0;
    return rest > 0 ? Math.max(0, Math.min(this.tank, this.fuelTo(rest)) - fuel) : 0;
  }
}
