import { Ensemble } from './ensemble.ts';
import type { FieldSpec } from './field-spec.ts';
import { Luck, type Chance } from './luck.ts';
import { withSpareSets } from './pit-walls.ts';
import type { Stint } from './solo.ts';

/** Plans of one car, to be driven against the same field and the same luck. Plain data, so that a thread can be given it. */
export interface TrialSetup {
  spec: FieldSpec;
  /** Index into the field's cars. */
  car: number;
  plans: readonly (readonly Stint[])[];
  chance: Chance;
  /** Whether the others answer what happens, or drive to plan. */
  rivals: boolean;
}

/** Drives the plans of one car through the same random races. */
export class Trial {
  readonly #setup: TrialSetup;
  readonly #luck: Luck;
  readonly #ensembles: (Ensemble | undefined)[];

  /** Throws `E_PLAN` as `Luck`. */
  constructor(setup: TrialSetup) {
    this.#setup = setup;
    const { spec, car, plans, chance } = setup;
    const most = Math.max(...plans.map((stints) => stints.length), ...spec.cars.map(({ stints }) => stints.length));
    this.#luck = new Luck(withSpareSets(spec), chance, most + 1);
    this.#ensembles = plans.map(() => undefined);
    if (!spec.cars[car]) throw new RangeError(`there is no car ${car}`);
  }

  /** The places (from 0) of the car in the races from `from` to the one before `to`, for each of the plans in `which`. Throws `E_PLAN` as `Ensemble`. */
  run(which: readonly number[], from: number, to: number): Uint8Array<ArrayBuffer>[] {
    const { car } = this.#setup;
    const driven = which.map((plan) => ({ ensemble: this.#ensemble(plan), places: new Uint8Array(to - from) }));
    for (let race = from; race < to; race++) {
      for (const { ensemble, places } of driven) {
        ensemble.run(race, race + 1);
        places[race - from] = ensemble.places[car]!;
      }
    }
    return driven.map(({ places }) => places);
  }

  #ensemble(plan: number): Ensemble {
    const { spec, car, plans, chance, rivals } = this.#setup;
    return (this.#ensembles[plan] ??= new Ensemble(withPlan(spec, car, plans[plan]!), chance, { own: car, rivals }, this.#luck));
  }
}

/** The field with another plan for one car. */
export function withPlan(spec: FieldSpec, car: number, stints: readonly Stint[]): FieldSpec {
  return { ...spec, cars: spec.cars.with(car, { ...spec.cars[car]!, stints }) };
}
