import { FieldRace } from './field-race.ts';
import type { FieldSpec } from './field-spec.ts';
import { Field } from './field.ts';
import type { Lottery } from './lottery.ts';
import { Luck, type Chance } from './luck.ts';
import { bad } from './parse.ts';
import { pitWalls, withSpareSets, type PitWalls } from './pit-walls.ts';
import { referenceOf, setEvents, timeEvents, type Reference } from './schedule.ts';

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
  readonly #luck: Luck;
  readonly #race: FieldRace;
  readonly #reference: Reference | null;

  /**
   * With `walls` cars may leave their plans and teams have one crew; without, everybody drives to plan. Another ensemble's `luck` is met here too,
   * where the fields differ in plans alone.
   *
   * Throws `E_PLAN` when the field does not say what chance is like.
   */
  constructor(spec: FieldSpec, chance: Chance, walls: PitWalls | null = null, luck?: Luck) {
    this.spec = spec;
    const field = new Field(walls ? withSpareSets(spec) : spec);
    this.#race = new FieldRace(field);
    this.#reference = referenceOf(field);
    this.counts = new Float64Array(field.count * field.count);
    this.retired = new Float64Array(field.count);
    this.places = new Uint8Array(field.count);
    this.#luck = luck ?? new Luck(spec, chance, mostStints(field.spec));
    if (this.#luck.chance.noise) this.#race.noise = this.#luck.noise;
    if (walls) {
      this.#race.wall = pitWalls(walls);
      this.#race.oneCrew = true;
    }
    setEvents(this.#race, this.#reference);
  }

  /** Runs the races from `from` to the one before `to` and counts how they end. Throws `E_PLAN` when hardly any race counts. */
  run(from: number, to: number): void {
    for (let race = from; race < to; race++) this.#runOne(race);
  }

  #runOne(race: number): void {
    const { order, retired, field } = this.#race;
    for (let attempt = 0; attempt < MOST_REDRAWS; attempt++) {
      this.#luck.draw(race, attempt);
      if (this.#luck.chance.noise) this.#setStops();
      if (this.#luck.lottery) this.#setEvents(this.#luck.lottery);
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

  #setStops(): void {
    const { field, standing } = this.#race;
    const { count, spec, firstStint } = field;
    const { slowerChange } = this.#luck;
    for (let c = 0; c < count; c++) {
      const { refuelRate, stints } = spec.cars[c]!;
      const first = firstStint[c]!;
      for (let k = 1; k < stints.length; k++) {
        standing[first + k] = Math.max(spec.fastestChange + slowerChange[k * count + c]!, (refuelRate ?? 0) * stints[k]!.refuel);
      }
    }
  }

  #setEvents(lottery: Lottery): void {
    const race = this.#race;
    const { spec, retireAt, retirements } = race.field;
    race.retireAt.set(spec.drawsRetirements ? lottery.retireAt : retireAt);
    race.retiring = spec.drawsRetirements ? lottery.retirements : retirements;
    race.retireInSeconds = !spec.drawsRetirements && spec.retirements.in === 'seconds';
    if (spec.drawsPhases) race.phases = lottery.phases;
    if (spec.drawsPhases || spec.phases.in === 'laps') timeEvents(race, this.#reference);
  }
}

/** Of any car, its spare sets included. */
export function mostStints({ cars }: FieldSpec): number {
  return Math.max(...cars.map((car) => car.stints.length));
}
