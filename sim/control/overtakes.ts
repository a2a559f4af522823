import type { TimingEvent } from '../../common/timing.ts';
import type { Car } from '../car/car.ts';
import { CAR_LENGTH } from '../constants.ts';

/** Tells passes on the track from places that change in the pits or by a retirement. A pass counts when it is a car's length. */
export class Overtakes {
  private readonly cars: readonly Car[];
  private readonly progress: Float64Array;
  private readonly say: (event: TimingEvent) => void;
  /** Car indices in the order that passes were last told of. */
  private readonly settled: Int32Array;

  /** `order` holds car indices as they start; `progress` is each car's way in the race, m, kept up by the race. */
  constructor(cars: readonly Car[], order: Int32Array, progress: Float64Array, say: (event: TimingEvent) => void) {
    this.cars = cars;
    this.progress = progress;
    this.say = say;
    this.settled = order.slice();
  }

  /** Insertion sort of what is settled: two cars change places once the pass is made, or at once where it is none. */
  look(now: number): void {
    const { settled, cars } = this;
    for (let k = 1; k < settled.length; k++) {
      for (let to = k; to > 0; to--) {
        const car = cars[settled[to]!]!;
        const other = cars[settled[to - 1]!]!;
        const lead = this.progress[car.index]! - this.progress[other.index]!;
        const racing = isRacing(car) && isRacing(other);
        if (lead <= (racing ? CAR_LENGTH : 0)) break;
        settled[to] = other.index;
        settled[to - 1] = car.index;
        if (!racing) continue;
        const { lap, distance } = car;
        this.say({ type: 'overtake', racetime: now, car: car.entry.car, passed: other.entry.car, lap, position: to, distance });
      }
    }
  }
}

function isRacing(car: Car): boolean {
  return car.running && !car.stricken && car.lap > 0 && car.whereabouts === 'track';
}
