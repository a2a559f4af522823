import { batch, signal } from '@preact/signals';
import type { CompareParams, Comparison, Plan, PlanRules, StrategyInputs } from '../../common/strategy.ts';
import type { Connection, RequestParams } from '../../common/contract.ts';
import type { FlagTables } from '../../common/strategy-flags.ts';
import { knobsOf, turned } from './knobs.ts';
import type { Knobs } from './knobs.ts';
import { latestWins } from './latest-wins.ts';
import { firstPlans, oneStop, stretched } from './plans.ts';
import { firstRules } from './rules.ts';
import { faultOf } from './words.ts';
import type { Fault } from './words.ts';
import { Weighing } from './weighing.ts';

/** The plans and knobs of the strategy screen, and the workstation's answer to them. Every change asks again. */
export class StrategyDesk {
  /** The workstation's figures; null until they are there. */
  readonly inputs = signal<StrategyInputs | null>(null);
  /** Why there are no figures. */
  readonly trouble = signal<string | null>(null);
  readonly knobs = signal<Knobs | null>(null);
  readonly plans = signal<Plan[]>([]);
  readonly rules = signal<PlanRules>(firstRules([]));
  /** The newest answer; it stays while the next is on its way and when the next is a fault. */
  readonly comparison = signal<Comparison | null>(null);
  readonly fault = signal<Fault | null>(null);
  /** The same plans in random races of a whole field. */
  readonly weighing: Weighing;
  /** The newest question, answered or not. */
  readonly asked = signal<CompareParams | null>(null);
  readonly #connection: Connection;
  /** The plans as last set by hand and the distance they were for: what a change of the distance stretches. */
  #byHand: { plans: Plan[]; laps: number } = { plans: [], laps: 1 };
  readonly #ask: (params: CompareParams) => void;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.weighing = new Weighing(connection);
    this.#ask = latestWins(
      (params) => connection.request('strategy.compare', params),
      (comparison) =>
        batch(() => {
          this.comparison.value = comparison;
          this.fault.value = null;
        }),
      (error) => (this.fault.value = faultOf(error)),
    );
    connection.onState((state) => {
      if (state === 'connected' && this.trouble.value !== null) void this.load();
    });
    void this.load();
  }

  async load(): Promise<void> {
    this.trouble.value = null;
    try {
      this.inputs.value = await this.#connection.request('strategy.defaults', {});
      this.reset();
    } catch (error) {
      this.trouble.value = faultOf(error).line;
    }
  }

  /** Plans and knobs as they were at first. */
  reset(): void {
    const inputs = this.inputs.value;
    if (!inputs) return;
    batch(() => {
      this.knobs.value = knobsOf(inputs);
      this.rules.value = firstRules(inputs.available_compounds);
      this.#set(firstPlans(inputs.race_pars.tot_no_laps, inputs.available_compounds));
    });
  }

  turn(change: Partial<Knobs>): void {
    if (!this.knobs.value) return;
    const { plans, laps } = this.#byHand;
    batch(() => {
      this.knobs.value = { ...this.knobs.peek()!, ...change };
      if (change.laps) this.plans.value = plans.map((plan) => stretched(plan, laps, change.laps!));
    });
    this.#compare();
  }

  setRules(change: Partial<PlanRules>): void {
    this.rules.value = { ...this.rules.value, ...change };
    this.#compare();
  }

  /** The fastest plan that keeps to the rules becomes plan C. */
  async takeBest(): Promise<void> {
    if (!this.asked.value) return;
    const { inputs, rules } = this.asked.value;
    try {
      const best = await this.#connection.request('strategy.optimum', { inputs, ...(rules && { rules }) });
      this.#set([...this.plans.value.slice(0, 2), best]);
    } catch (error) {
      this.fault.value = faultOf(error);
    }
  }

  /** What to do if a safety car comes on a lap of a plan. */
  flags(params: RequestParams<'strategy.flags'>): Promise<FlagTables> {
    return this.#connection.request('strategy.flags', params);
  }

  setPlan(index: number, plan: Plan): void {
    this.#set(this.plans.value.with(index, plan));
  }

  addPlan(): void {
    const { inputs, knobs } = this;
    if (!inputs.value || !knobs.value || this.plans.value.length >= 3) return;
    this.#set([...this.plans.value, oneStop(knobs.value.laps, inputs.value.available_compounds)]);
  }

  /** Only what stands beyond A and B can go: a comparison needs two. */
  removePlan(index: number): void {
    if (index < 2) return;
    this.#set(this.plans.value.toSpliced(index, 1));
  }

  #set(plans: Plan[]): void {
    this.#byHand = { plans, laps: this.knobs.value!.laps };
    this.plans.value = plans;
    this.#compare();
  }

  #compare(): void {
    if (this.inputs.value && this.knobs.value) {
      const [inputs, plans, { pace, safetyCar, risk }] = [turned(this.inputs.value, this.knobs.value), this.plans.value, this.knobs.value];
      this.asked.value = { inputs, plans, rules: this.rules.value };
      this.#ask(this.asked.value);
      this.weighing.ask({ field: { inputs, pace, safety_car: safetyCar / 100 }, plans, risk });
    }
  }
}

const desks = new WeakMap<Connection, StrategyDesk>();

/** One desk a connection, so that plans outlive a look at another screen. */
export function deskFor(connection: Connection): StrategyDesk {
  let desk = desks.get(connection);
  if (!desk) desks.set(connection, (desk = new StrategyDesk(connection)));
  return desk;
}
