import type { Chassis } from '../car/chassis.ts';
import { Feet } from './feet.ts';
import { shift } from './gear-lever.ts';
import { Hands } from './hands.ts';
import type { DrivenRoad, SpeedPlan } from './speed-plan.ts';
import { TyreFeel } from './tyre-feel.ts';

/**
 * One driver: follows a line at an offset from the racing line and the speeds of a plan, within the grip that the tyres have at
 * this moment. Looks every `LOOK`; allocates nothing.
 */
export class Pilot {
  readonly car: Chassis;
  readonly plan: SpeedPlan;
  readonly hands: Hands;
  readonly feet: Feet;
  private readonly feel: TyreFeel;

  constructor(car: Chassis, road: DrivenRoad, plan: SpeedPlan) {
    this.car = car;
    this.plan = plan;
    this.feel = new TyreFeel(car, plan.envelope);
    this.hands = new Hands(car, road, plan.envelope, this.feel);
    this.feet = new Feet(car, road, plan, this.feel);
  }

  /** Begins on the grid or in the box, so far from the racing line, m. */
  settle(drift: number): void {
    this.feel.settle();
    this.hands.settle(drift);
    this.feet.settle();
  }

  /** Looks once and moves steering, pedals, clutch and gear lever. */
  look(): void {
    const { hands } = this;
    this.feel.look();
    hands.look();
    this.feet.look(hands.driftNow, hands.astray);
    shift(this.car, this.plan.envelope);
  }
}
