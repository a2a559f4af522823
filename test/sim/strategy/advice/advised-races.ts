import type { RaceFit } from '../../../../common/strategy-fit.ts';
import { Adviser } from '../../../../sim/strategy/advice/advise.ts';
import { FieldRace } from '../../../../sim/strategy/field-race.ts';
import type { FieldSpec } from '../../../../sim/strategy/field-spec.ts';
import { Field } from '../../../../sim/strategy/field.ts';
import type { DrivenLap, Slow } from '../../../../sim/strategy/fit/driven-race.ts';
import { fitRace } from '../../../../sim/strategy/fit/fit-race.ts';
import { Luck } from '../../../../sim/strategy/luck.ts';
import { pitWalls, withSpareSets } from '../../../../sim/strategy/pit-walls.ts';
import { callIn, type RaceState } from '../../../../sim/strategy/race-state.ts';
import { referenceOf, setEvents, timeEvents } from '../../../../sim/strategy/schedule.ts';
import type { Stint } from '../../../../sim/strategy/solo.ts';
import { withPlan } from '../../../../sim/strategy/trial.ts';
import { PACKED, packTyre } from '../../../../sim/strategy/tyre.ts';

/** Sets that an advised car may still put on. */
const SETS = 5;
/** Laps after which the race is fitted anew; between them the last fit stands. */
const FITTED_EVERY = 5;

export interface AdvisedSetup {
  spec: FieldSpec;
  car: number;
  seed: number;
  /** The fit of an earlier race on this circuit. */
  earlier: RaceFit | null;
}

/** Drives one car through random races with the field's rivals, who react: to a plan that is never left, to one that is left when a flag makes that worth it, or as it is advised. */
export class AdvisedRaces {
  readonly #setup: AdvisedSetup;
  readonly #luck: Luck;

  constructor(setup: AdvisedSetup) {
    this.#setup = setup;
    const { spec, seed } = setup;
    const most = Math.max(SETS + 1, ...spec.cars.map(({ stints }) => stints.length)) + 1;
    this.#luck = new Luck(withSpareSets(spec), { noise: true, events: true, seed }, most);
  }

  /** Places (from 0) of the car with that plan, in the races from 0; `reacts`: flags bring its stops forward. */
  planned(stints: readonly Stint[], races: number, reacts: boolean): Uint8Array {
    const { spec, car } = this.#setup;
    const wall = pitWalls({ own: car, rivals: true });
    return this.#run(withPlan(spec, car, stints), races, () => (race, lap) => {
      wall(race, lap);
      if (!reacts) giveUpCall(race, car);
    });
  }

  /** The same, advised after each lap; it starts on `compound`. */
  advised(compound: string, races: number): Uint8Array {
    const { spec, car } = this.#setup;
    const wall = pitWalls({ own: car, rivals: true });
    const sets = Array.from({ length: SETS }, (): Stint => ({ from: spec.laps + 1, compound, age: 0, refuel: 0 }));
    return this.#run(withPlan(spec, car, [{ from: 0, compound, age: 0, refuel: 0 }, ...sets]), races, () => {
      const strategist = new Strategist(this.#setup, compound);
      return (race, lap) => {
        wall(race, lap);
        giveUpCall(race, car);
        strategist.decide(race, lap);
      };
    });
  }

  #run(spec: FieldSpec, races: number, wallOf: () => NonNullable<RaceState['wall']>): Uint8Array {
    const field = new Field(withSpareSets(spec));
    const race = new FieldRace(field);
    const reference = referenceOf(field);
    race.noise = this.#luck.noise;
    race.oneCrew = true;
    setEvents(race, reference);
    const places = new Uint8Array(races);
    for (let r = 0; r < races; r++) {
      let attempt = 0;
      do {
        race.wall = wallOf();
        this.#draw(race, r, attempt++);
        timeEvents(race, reference);
      } while (race.run() !== 0);
      places[r] = race.order.indexOf(this.#setup.car);
    }
    return places;
  }

  #draw(race: FieldRace, r: number, attempt: number): void {
    const luck = this.#luck;
    luck.draw(r, attempt);
    const { field, standing } = race;
    field.spec.cars.forEach((car, c) => {
      for (let k = 1; k < car.stints.length; k++) standing[field.firstStint[c]! + k] = field.spec.fastestChange + luck.slowerChange[k * field.count + c]!;
    });
    race.retireAt.set(luck.lottery!.retireAt);
    race.retiring = luck.lottery!.retirements;
    race.retireInSeconds = false;
    race.phases = luck.lottery!.phases;
  }
}

function giveUpCall(race: RaceState, car: number): void {
  const at = race.called.indexOf(car);
  if (at < 0 || at >= race.calledCount) return;
  race.called.copyWithin(at, at + 1, race.calledCount--);
}

/** Sees of a race what timing tells, and calls one car in when the advice says so. */
class Strategist {
  readonly #setup: AdvisedSetup;
  readonly #driven: DrivenLap[] = [];
  readonly #own: string[];
  readonly #cars: { stint: number; age: number; out: boolean; fuel: [number, number] }[];
  #fit: RaceFit | undefined;
  #fitted = 0;

  constructor(setup: AdvisedSetup, compound: string) {
    this.#setup = setup;
    this.#own = [compound];
    this.#cars = setup.spec.cars.map(({ fuel, stints }) => ({ stint: -1, age: stints[0]!.age, out: false, fuel: [fuel, fuel] }));
  }

  /** At the end of a lap, before anybody comes in. */
  decide(race: RaceState, lap: number): void {
    const { spec, car, earlier } = this.#setup;
    spec.cars.forEach((_, c) => this.#see(race, c, lap));
    if (lap < 3 || race.retired[car] === 1) return;
    const now = race.now[car]!;
    const watched = { laps: spec.laps, driven: this.#driven, slow: slowOf(race, now) };
    if (!this.#fit || lap - this.#fitted >= FITTED_EVERY) {
      this.#fit = fitRace(watched);
      this.#fitted = lap;
    }
    const out = new Set(spec.cars.filter((_, c) => race.retired[c] === 1).map(({ id }) => id));
    const advice = new Adviser({ race_id: 'r', race: watched, out, fit: this.#fit, earlier, leastCompounds: 2, share: shareOf(spec) }).advise(spec.cars[car]!.id);
    if (advice?.call !== 'BOX NOW' || advice.onto === null || this.#own.length > SETS) return;
    const { model, compounds } = spec.cars[car]!.tyres;
    packTyre(model, compounds[advice.onto]!, race.field.stintTyre, (race.stint[car]! + 1) * PACKED);
    this.#own.push(advice.onto);
    callIn(race, car);
  }

  /** Writes down the lap before, for the field now knows all of it. */
  #see(race: RaceState, c: number, lap: number): void {
    const { field, times, pitted, stint, standing, waiting, offTable, fuel } = race;
    const { count } = field;
    const known = this.#cars[c]!;
    const last = lap - 1;
    const into = pitted[c] === 1;
    const start = times[(last - 1) * count + c]!;
    const time = times[last * count + c]! - start;
    if (last >= 1 && !Number.isNaN(time)) {
      const { id, stints } = this.#setup.spec.cars[c]!;
      const k = known.stint - field.firstStint[c]!;
      const compound = c === this.#setup.car ? this.#own[k]! : stints[Math.min(k, stints.length - 1)]!.compound;
      this.#driven.push({
        ...{ car: id, lap: last, start, time, out: known.out, in: into, compound, age: known.age, fuel: known.fuel[0], disturbed: false },
        standing: known.out ? standing[known.stint]! + waiting[c]! : null,
      });
    }
    known.out = last >= 1 && into;
    known.age = stint[c] === known.stint ? known.age + 1 : field.stintAge[stint[c]!]!;
    known.stint = stint[c]!;
    const left = offTable[c] === 1 ? fuel[c]! : lap < field.laps ? field.greenFuel[lap * count + c]! : 0;
    known.fuel = [known.fuel[1], left];
  }
}

/** What the circuit is known to cost under flags. */
function shareOf({ pit }: FieldSpec): { vsc: number; 'safety-car': number } {
  const way = ({ inLap, outLap }: typeof pit.green): number => inLap + outLap;
  return { vsc: way(pit.slow) / way(pit.green), 'safety-car': way(pit.safetyCar) / way(pit.green) };
}

function slowOf({ phases }: RaceState, now: number): Slow[] {
  const slow: Slow[] = [];
  for (let i = 0; i < phases.count; i++) {
    if (phases.startTime[i]! >= now) continue;
    slow.push({ start: phases.startTime[i]!, end: phases.endTime[i]! <= now ? phases.endTime[i]! : Infinity, why: phases.safetyCar[i] === 1 ? 'safety-car' : 'vsc' });
  }
  return slow;
}
