import { Random } from '../random.ts';
import type { CarVariation, FieldSpec } from './field-spec.ts';
import { fillGaussian } from './gaussian.ts';
import { Lottery } from './lottery.ts';
import { bad } from './parse.ts';

export interface Chance {
  /** Lap times, starts and changes of tyres vary. */
  noise: boolean;
  /** Accidents, failures and safety cars are drawn, where the file leaves their lists empty. */
  events: boolean;
  seed: number;
}

/** Random numbers of one race come from streams of their own, and those of a stop are drawn by its number, so that the same race has the same luck whatever the plans. */
const STREAMS = { laps: 0, stops: 1, events: 2 };

/** What chance has in store for one race of a field. Ensembles that differ in plans alone can share it: it is then drawn once for all of them. */
export class Luck {
  /** s, as `RaceState.noise`. */
  readonly noise: Float64Array;
  /** s that the change before stint k of car c takes beyond the fastest: `k · cars + c`. */
  readonly slowerChange: Float64Array;
  /** Null where no event is drawn. */
  readonly lottery: Lottery | null;
  readonly chance: Chance;
  readonly #cars: number;
  readonly #stints: number;
  readonly #starts: Float64Array;
  readonly #deviation: Float64Array;
  readonly #varying: readonly CarVariation[];
  /** The chance that a change takes at most three times its mean: no more of the distribution is drawn from. */
  readonly #reach: Float64Array;
  #race = -1;
  #attempt = -1;

  /** Changes are drawn for up to `stints` stints a car. Throws `E_PLAN` when the field does not say what chance is like. */
  constructor(spec: FieldSpec, chance: Chance, stints: number) {
    const cars = spec.cars.length;
    this.chance = chance;
    this.#cars = cars;
    this.#stints = stints;
    if (chance.events && !spec.chances) throw bad('inputs.monte_carlo_pars', 'missing, and random events are drawn from it');
    this.#varying = chance.noise || chance.events ? spec.cars.map(variationOf) : [];
    this.lottery = chance.events && (spec.drawsPhases || spec.drawsRetirements) ? new Lottery(spec, spec.chances!) : null;
    this.noise = new Float64Array(spec.laps * cars);
    this.slowerChange = new Float64Array(stints * cars);
    this.#starts = new Float64Array(cars);
    this.#deviation = Float64Array.from(this.#varying, ({ lapDeviation }) => lapDeviation);
    this.#reach = Float64Array.from(this.#varying, ({ change }) => reachOf(...change));
  }

  /** Draws for a race, the same for the same race and attempt. */
  draw(race: number, attempt: number): void {
    if (race === this.#race && attempt === this.#attempt) return;
    this.#race = race;
    this.#attempt = attempt;
    const stream = Math.imul(race + Math.imul(attempt, 0x61c88647), 4);
    if (this.chance.noise) {
      this.#drawLaps(new Random(this.chance.seed, stream + STREAMS.laps));
      this.#drawStops(new Random(this.chance.seed, stream + STREAMS.stops));
    }
    this.lottery?.draw(new Random(this.chance.seed, stream + STREAMS.events));
  }

  #drawLaps(random: Random): void {
    const { noise } = this;
    const cars = this.#cars;
    fillGaussian(random, noise, noise.length);
    fillGaussian(random, this.#starts, cars);
    for (let at = 0; at < noise.length; ) for (let c = 0; c < cars; c++) noise[at++]! *= this.#deviation[c]!;
    for (let c = 0; c < cars; c++) noise[c]! += this.#varying[c]!.startMean + this.#varying[c]!.startDeviation * this.#starts[c]!;
  }

  #drawStops(random: Random): void {
    const cars = this.#cars;
    for (let k = 1; k < this.#stints; k++) {
      for (let c = 0; c < cars; c++) {
        const luck = random.uniform() * this.#reach[c]!;
        const [shape, location, scale] = this.#varying[c]!.change;
        this.slowerChange[k * cars + c] = location + scale * (luck / (1 - luck)) ** (1 / shape);
      }
    }
  }
}

function reachOf(shape: number, location: number, scale: number): number {
  const mean = location + (scale * (Math.PI / shape)) / Math.sin(Math.PI / shape);
  return 1 / (1 + ((3 * mean - location) / scale) ** -shape);
}

function variationOf({ id, variation }: FieldSpec['cars'][number]): CarVariation {
  if (variation) return variation;
  throw bad(`inputs.driver_pars.${id}`, 't_lap_var_sigma, t_startperf or p_accident is missing, or p_failure or t_pit_var_fisk_pars of the car, and random races need them');
}
