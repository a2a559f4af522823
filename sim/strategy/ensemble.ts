import { Random } from '../random.ts';
import { FieldRace } from './field-race.ts';
import type { CarVariation, FieldSpec } from './field-spec.ts';
import { Field } from './field.ts';
import { fillGaussian } from './gaussian.ts';
import { Lottery } from './lottery.ts';
import { bad } from './parse.ts';
import { referenceOf, setEvents, timeEvents, type Reference } from './schedule.ts';

export interface Chance {
  /** Lap times, starts and changes of tyres vary. */
  noise: boolean;
  /** Accidents, failures and safety cars are drawn, where the file leaves their lists empty. */
  events: boolean;
  seed: number;
}

/** Random numbers of one race come from streams of their own, and those of a stop are drawn by its number, so that the same race has the same luck whatever the plans. */
const STREAMS = { laps: 0, stops: 1, events: 2 };
/** Races that do not count are drawn anew, as in the reference, at most so often. */
const MOST_REDRAWS = 50;

/** Many races of one field. Race r is the same for the same seed, whatever was run before it, so that the work can be divided. */
export class Ensemble {
  readonly spec: FieldSpec;
  /** Races in which car c came in at place p (from 0): `c · cars + p`. */
  readonly counts: Float64Array;
  /** Races that car c did not finish. */
  readonly retired: Float64Array;
  /** The place of each car (from 0) in the race that was run last. */
  readonly places: Uint8Array;
  races = 0;
  /** Races that did not count. */
  redrawn = 0;
  readonly #chance: Chance;
  readonly #race: FieldRace;
  readonly #reference: Reference | null;
  readonly #lottery: Lottery | null;
  readonly #starts: Float64Array;
  readonly #deviation: Float64Array;
  readonly #varying: readonly CarVariation[];
  /** The chance that a change takes at most three times its mean: no more of the distribution is drawn from. */
  readonly #reach: Float64Array;
  readonly #mostStints: number;

  /** Throws `E_PLAN` when the field does not say what chance is like. */
  constructor(spec: FieldSpec, chance: Chance) {
    this.spec = spec;
    this.#chance = chance;
    const field = new Field(spec);
    this.#race = new FieldRace(field);
    this.#reference = referenceOf(field);
    this.counts = new Float64Array(field.count * field.count);
    this.retired = new Float64Array(field.count);
    this.places = new Uint8Array(field.count);
    if (chance.events && !spec.chances) throw bad('inputs.monte_carlo_pars', 'missing, and random events are drawn from it');
    this.#varying = chance.noise || chance.events ? spec.cars.map(variationOf) : [];
    this.#lottery = chance.events && (spec.drawsPhases || spec.drawsRetirements) ? new Lottery(spec, spec.chances!) : null;
    this.#starts = new Float64Array(field.count);
    this.#deviation = Float64Array.from(this.#varying, ({ lapDeviation }) => lapDeviation);
    this.#reach = Float64Array.from(this.#varying, ({ change }) => reachOf(...change));
    this.#mostStints = Math.max(...spec.cars.map((car) => car.stints.length));
    setEvents(this.#race, this.#reference);
  }

  /** Runs the races from `from` to the one before `to` and counts how they end. Throws `E_PLAN` when hardly any race counts. */
  run(from: number, to: number): void {
    for (let race = from; race < to; race++) this.#runOne(race);
  }

  #runOne(race: number): void {
    const { order, retired, field } = this.#race;
    for (let attempt = 0; attempt < MOST_REDRAWS; attempt++) {
      const stream = Math.imul(race + Math.imul(attempt, 0x61c88647), 4);
      if (this.#chance.noise) this.#drawNoise(stream);
      if (this.#lottery) this.#drawEvents(this.#lottery, stream);
      if (this.#race.run() !== 0) {
        this.redrawn++;
        continue;
      }
      this.races++;
      for (let place = 0; place < field.count; place++) {
        const c = order[place]!;
        this.places[c] = place;
        this.counts[c * field.count + place]! += 1;
        this.retired[c]! += retired[c]!;
      }
      return;
    }
    throw bad('inputs', `no race counts in ${MOST_REDRAWS} draws: everybody retires, or cars pass each other without end`);
  }

  #drawNoise(stream: number): void {
    const race = this.#race;
    const { noise, field, standing } = race;
    const { count, spec, firstStint } = field;
    const laps = new Random(this.#chance.seed, stream + STREAMS.laps);
    fillGaussian(laps, noise, noise.length);
    fillGaussian(laps, this.#starts, count);
    for (let at = 0; at < noise.length; ) for (let c = 0; c < count; c++) noise[at++]! *= this.#deviation[c]!;
    for (let c = 0; c < count; c++) noise[c]! += this.#varying[c]!.startMean + this.#varying[c]!.startDeviation * this.#starts[c]!;

    const stops = new Random(this.#chance.seed, stream + STREAMS.stops);
    for (let k = 1; k < this.#mostStints; k++) {
      for (let c = 0; c < count; c++) {
        const luck = stops.uniform() * this.#reach[c]!;
        const stint = firstStint[c]! + k;
        if (stint >= firstStint[c + 1]!) continue;
        const { refuelRate, stints } = spec.cars[c]!;
        const [shape, location, scale] = this.#varying[c]!.change;
        const change = spec.fastestChange + location + scale * (luck / (1 - luck)) ** (1 / shape);
        standing[stint] = Math.max(change, (refuelRate ?? 0) * stints[k]!.refuel);
      }
    }
  }

  #drawEvents(lottery: Lottery, stream: number): void {
    const race = this.#race;
    const { spec, retireAt, retirements } = race.field;
    lottery.draw(new Random(this.#chance.seed, stream + STREAMS.events));
    race.retireAt.set(spec.drawsRetirements ? lottery.retireAt : retireAt);
    race.retiring = spec.drawsRetirements ? lottery.retirements : retirements;
    race.retireInSeconds = !spec.drawsRetirements && spec.retirements.in === 'seconds';
    if (spec.drawsPhases) race.phases = lottery.phases;
    if (spec.drawsPhases || spec.phases.in === 'laps') timeEvents(race, this.#reference);
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
