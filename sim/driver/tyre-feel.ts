import type { Chassis } from '../car/chassis.ts';
import { knee } from '../car/tyre.ts';
import type { Envelope } from './envelope.ts';
import { clamp } from './numbers.ts';

/** Share of the way to the load of now that a driver's feeling for it goes in one look. */
const FEEL = 0.2;

/** What a driver feels of the tyres: how much they hold now, without the bumps, and where they let go. */
export class TyreFeel {
  /** Slip up to which the tyres of either axle are worth using. */
  readonly peakFront: number = 0;
  readonly peakRear: number = 0;
  private readonly car: Chassis;
  private readonly envelope: Envelope;
  /** Load on each wheel as it is felt, N. */
  private readonly load = new Float64Array(4);
  /** What each would hold on a dry road, N. */
  private readonly holds = new Float64Array(4);

  constructor(car: Chassis, envelope: Envelope) {
    this.car = car;
    this.envelope = envelope;
    this.peakFront = knee(car.prepared.curves[0]!).slip;
    this.peakRear = knee(car.prepared.curves[2]!).slip;
  }

  /** Takes the loads as they are: the car stands. */
  settle(): void {
    this.load.set(this.car.load);
    this.envelope.hold(this.load, this.holds);
  }

  /** Feels once. */
  look(): void {
    for (let w = 0; w < 4; w++) this.load[w] = this.load[w]! + FEEL * (this.car.load[w]! - this.load[w]!);
    this.envelope.hold(this.load, this.holds);
  }

  /** What the pair of wheels at `left` holds now, N. */
  hold(left: 0 | 2): number {
    const { car, holds } = this;
    return (holds[left]! + holds[left + 1]!) * car.surfaceGrip[left]! * car.tyreGrip[left]!;
  }

  /** Slip angle at which the pair of wheels at `left` gives `force`, N: the linear law, stretched towards the peak. */
  slipFor(left: 0 | 2, force: number, peakSlip: number): number {
    const hold = this.hold(left);
    const use = clamp(force / (hold > 1 ? hold : 1), 0.96);
    const size = use < 0 ? -use : use;
    const { stiffness } = this.car.spec.wheels[left];
    // Between 1/stiffness of the load at rest and the peak slip at full use.
    const linear = size / stiffness;
    return (use < 0 ? -1 : 1) * (linear + (peakSlip - 1 / stiffness) * size * size * size * size);
  }
}
