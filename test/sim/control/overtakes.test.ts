import { expect, it } from 'vitest';
import type { TimingEvent } from '../../../common/timing.ts';
import type { Car, Whereabouts } from '../../../sim/car/car.ts';
import { Overtakes } from '../../../sim/control/overtakes.ts';

/** Three cars 100 m apart, the first ahead, of which any may be moved. */
function field() {
  const progress = Float64Array.of(300, 200, 100);
  const cars = [0, 1, 2].map((index) => ({
    ...{ index, entry: { car: `car${index}` }, running: true, stricken: false, lap: 3, distance: 50 },
    whereabouts: 'track' as Whereabouts,
  }));
  const told: TimingEvent[] = [];
  const overtakes = new Overtakes(cars as unknown as Car[], Int32Array.of(0, 1, 2), progress, (event) => told.push(event));
  return { progress, cars, told, look: (now: number) => overtakes.look(now) };
}

it('tells a pass once it is a car’s length, and not again', () => {
  const { progress, told, look } = field();
  progress[1] = 303;
  look(10);
  expect(told).toEqual([]);
  progress[1] = 308;
  look(11);
  look(12);
  expect(told).toEqual([{ type: 'overtake', racetime: 11, car: 'car1', passed: 'car0', lap: 3, position: 1, distance: 50 }]);
});

it('tells nothing of cars that run side by side, changing noses', () => {
  const { progress, told, look } = field();
  for (let now = 0; now < 20; now++) {
    progress[1] = 300 + 4 * (-1) ** now;
    look(now);
  }
  expect(told).toEqual([]);
});

it('tells every car that one passes, the nearest first', () => {
  const { progress, told, look } = field();
  progress[2] = 400;
  look(10);
  expect(told.map((event) => event.type === 'overtake' && [event.car, event.passed, event.position])).toEqual([
    ['car2', 'car1', 2],
    ['car2', 'car0', 1],
  ]);
});

it('tells nothing of places that change in the pits or by a breakdown', () => {
  const pit = field();
  pit.cars[0]!.whereabouts = 'box';
  pit.progress[1] = 350;
  pit.look(10);
  pit.cars[0]!.whereabouts = 'track';
  pit.look(11);
  expect(pit.told).toEqual([]);

  const broken = field();
  broken.cars[0]!.stricken = true;
  broken.progress[1] = 350;
  broken.look(10);
  expect(broken.told).toEqual([]);
});
