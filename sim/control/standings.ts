import type { RaceResult, Standing } from '../../common/timing.ts';
import type { Car } from '../car/car.ts';
import type { CarTiming, Timing } from './timing.ts';

/** Share of the winner's laps with which a car that is out is classified all the same. */
const CLASSIFIED_FROM = 0.9;

/** The timing tower, one row a car in race order. `order` holds indices into `cars`. */
export function standings(cars: readonly Car[], order: Int32Array, timing: Timing, now: number): Standing[] {
  const rows: Standing[] = [];
  for (let place = 0; place < order.length; place++) {
    const car = cars[order[place]!]!;
    const own = timing.of[car.index]!;
    const out = car.retired !== '';
    rows.push({
      car: car.entry.car,
      position: place + 1,
      lap: car.lap,
      gap: out ? null : place === 0 ? 0 : behind(cars[order[0]!]!, car, own, timing, now),
      interval: out || place === 0 ? null : behind(cars[order[place - 1]!]!, car, own, timing, now),
      last: own.last,
      best: own.best,
      sectors: own.sectors.map((sector, i) => sector ?? own.lastSectors[i]!),
      compound: car.compound,
      tyre_age: own.tyreAge,
      stops: car.plan.done,
      state: out ? 'out' : !car.running ? 'finished' : car.whereabouts === 'track' ? 'running' : 'pit',
      ...(out && { reason: car.retired }),
      ...(car.running && car.blue >= 0 && { flag: 'blue' as const }),
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

/** The classification: by laps and then time for cars that finished or came far enough, then the cars that are out. */
export function classify(cars: readonly Car[], order: Int32Array, timing: Timing, now: number): RaceResult[] {
  const most = cars.reduce((laps, car) => Math.max(laps, timing.of[car.index]!.laps), 0);
  const status = (car: Car): RaceResult['status'] & string =>
    car.retired === '' ? 'finished' : timing.of[car.index]!.laps > 0 && timing.of[car.index]!.laps >= CLASSIFIED_FROM * most ? 'classified' : 'out';
  const placed = Array.from(order, (index) => cars[index]!);
  const over = placed.every((car) => !car.running);
  if (over) {
    // Stable: cars with as many laps that are out stay in the order in which they came to rest.
    placed.sort((a, b) => {
      const out = Number(status(a) === 'out') - Number(status(b) === 'out');
      if (out !== 0) return out;
      const [one, two] = [timing.of[a.index]!, timing.of[b.index]!];
      return two.laps - one.laps || (status(a) === 'out' ? 0 : one.lapStart - two.lapStart);
    });
  }
  return placed.map((car, place): RaceResult => {
    const own = timing.of[car.index]!;
    return {
      position: place + 1,
      car: car.entry.car,
      driver: car.entry.driver,
      laps: own.laps,
      time_s: car.running ? now : own.finish,
      best_lap_s: own.best,
      stops: car.plan.done,
      status: status(car),
      ...(car.retired !== '' && { reason: car.retired }),
    };
  });
}
