import { COMPOUNDS, type Compound } from '../../common/lap.ts';
import type { CarSpec } from '../car/rail-spec.ts';
import type { Random } from '../random.ts';
import type { Track } from '../track/track.ts';

/** Enough for any car and driver, kg per m. */
const FUEL_PER_METRE = 0.00044;
const RESERVE = 2;
/** Longest stint that the soft compound is used for, laps. */
const SOFT_LAPS = 24;

/** When a car stops, what it starts on and what it is given: one stop, more only where the tank is too small for two stints. */
export class PitPlan {
  /** Laps at whose end the car comes in, in order. */
  readonly inLaps: readonly number[];
  /** One a stint. */
  readonly compounds: readonly Compound[];
  /** kg. */
  readonly startFuel: number;
  /** Stops made. */
  done = 0;
  /** Stationary time of the stop being made or last made, s. */
  stationary = 0;
  private readonly laps: number;
  private readonly fuelPerLap: number;
  private readonly tank: number;

  constructor(track: Track, spec: CarSpec, laps: number, index: number, random: Random) {
    this.laps = laps;
    this.tank = spec.tank;
    this.fuelPerLap = track.length * FUEL_PER_METRE;
    const whole = laps * this.fuelPerLap + RESERVE;
    const stops = laps < 2 ? 0 : Math.max(1, Math.ceil(whole / (0.8 * spec.tank)) - 1);
    this.inLaps = Array.from({ length: stops }, (_, stop) => {
      const share = (stop + 1 + random.between(-0.16, 0.16)) / (stops + 1);
      // Cars of one team, next to each other in the field, come in on laps of different parity.
      const lap = Math.round((laps * share - (index % 2)) / 2) * 2 + (index % 2);
      return Math.max(1, Math.min(laps - 1, lap));
    });
    this.compounds = this.chooseCompounds(random);
    this.startFuel = whole <= spec.tank ? whole : Math.min(spec.tank, this.fuelTo(this.inLaps[0] ?? laps));
  }

  private chooseCompounds(random: Random): Compound[] {
    const stints: Compound[] = [];
    for (let stint = 0; stint <= this.inLaps.length; stint++) {
      const length = (this.inLaps[stint] ?? this.laps) - (this.inLaps[stint - 1] ?? 0);
      const choice = COMPOUNDS.filter((compound) => compound !== stints[stint - 1] && (compound !== 'soft' || length <= SOFT_LAPS));
      stints.push(choice[random.below(choice.length)]!);
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

  /** kg to add at the stop being made, with `fuel` in the tank after `lap` laps. */
  refuel(fuel: number, lap: number): number {
    const rest = this.laps * this.fuelPerLap + RESERVE > this.tank ? (this.inLaps[this.done + 1] ?? this.laps) - lap : 0;
    return rest > 0 ? Math.max(0, Math.min(this.tank, this.fuelTo(rest)) - fuel) : 0;
  }
}
