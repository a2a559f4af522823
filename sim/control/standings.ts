import type { RaceResult, Standing } from '../../common/timing.ts';
import type { Car } from '../car/car.ts';
import type { CarTiming, Timing } from './timing.ts';

/** The timing tower, one row a car in race order. `order` holds indices into `cars`. */
export function standings(cars: readonly Car[], order: Int32Array, timing: Timing, now: number): Standing[] {
  const rows: Standing[] = [];
  for (let place = 0; place < order.length; place++) {
    const car = cars[order[place]!]!;
    const own = timing.of[car.index]!;
    rows.push({
      car: car.entry.car,
      position: place + 1,
      lap: car.lap,
      gap: place === 0 ? 0 : behind(cars[order[0]!]!, car, own, timing, now),
      interval: place === 0 ? null : behind(cars[order[place - 1]!]!, car, own, timing, now),
      last: own.last,
      best: own.best,
      sectors: own.sectors.map((sector, i) => sector ?? own.lastSectors[i]!),
      compound: car.compound,
      tyre_age: own.tyreAge,
      stops: car.plan.done,
      state: !car.running ? 'finished' : car.whereabouts === 'track' ? 'running' : 'pit',
    });
  }
  return rows;
}

/** s since `other` was where `car` is; null before both have crossed the line. */
function behind(other: Car, car: Car, own: CarTiming, timing: Timing, now: number): number | null {
  const { passing } = timing;
  const since = car.running
    ? now - passing.at(other.index, car.lap, car.distance, other.lap, other.distance, now)
    : own.finish - passing.at(other.index, own.laps + 1, 0, other.lap, other.distance, now);
  return since >= 0 ? since : null;
}

/** The classification: finished cars in race order, by laps and then time. */
export function classify(cars: readonly Car[], order: Int32Array, timing: Timing, now: number): RaceResult[] {
  return Array.from(order, (index, place): RaceResult => {
    const car = cars[index]!;
    const own = timing.of[index]!;
    return {
      position: place + 1,
      car: car.entry.car,
      driver: car.entry.driver,
      laps: own.laps,
      time_s: car.running ? now : own.finish,
      best_lap_s: own.best,
      stops: car.plan.done,
    };
  });
}
