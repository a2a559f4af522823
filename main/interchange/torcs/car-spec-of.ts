import type { CarSpec, WingSpec } from '../../../sim/car/car-spec.ts';
import { GRAVITY } from '../../../sim/constants.ts';
import type { ParamsSection } from './params-section.ts';
import { driveOf, engineOf, type Fail, gearboxOf } from './powertrain-of.ts';
import { antiRollOf, brakeOf, suspensionsOf, thirdSpringOf, wheelsOf } from './running-gear-of.ts';

/**
 * A car's file with its category's beneath it as the car that TORCS makes of it, with TORCS's own values for what is missing (simuv2).
 * The split of the weight between left and right is left out: it is even in every car there is.
 */
export function carSpecOf(car: ParamsSection, name: string, fail: Fail): CarSpec {
  const mass = car.number('Car/mass', 1500);
  const tank = car.number('Car/fuel tank', 80);
  const frontWeight = car.number('Car/front-rear weight repartition', 0.5);
  const front = car.number('Front Axle/xpos', 0);
  const rear = car.number('Rear Axle/xpos', 0);
  const centre = front * frontWeight + rear * (1 - frontWeight);
  const wheels = wheelsOf(car, { front: mass * GRAVITY * frontWeight, rear: mass * GRAVITY * (1 - frontWeight) });
  const suspension = suspensionsOf(car);
  return {
    name,
    title: name,
    category: car.text('Car/category'),
    mass,
    tank,
    initialFuel: Math.min(tank, car.number('Car/initial fuel', 80)),
    frontWeight,
    // TORCS measures it from the floor of the body, which stands at the ride height.
    centreHeight: car.number('Car/GC height', 0.5) + frontWeight * wheels[0].rideHeight + (1 - frontWeight) * wheels[2].rideHeight,
    body: {
      length: car.number('Car/body length', 4.7),
      width: car.number('Car/body width', 1.9),
      height: car.number('Car/body height', 1.2),
    },
    massRepartition: car.number('Car/mass repartition coefficient', 1),
    frontAxle: front - centre,
    rearAxle: rear - centre,
    rollCentre: { front: car.number('Front Axle/roll center height', 0.15), rear: car.number('Rear Axle/roll center height', 0.15) },
    engine: engineOf(car, fail),
    gearbox: gearboxOf(car, fail),
    drive: driveOf(car, fail),
    aero: {
      drag: car.number('Aerodynamics/Cx', 0.4),
      area: car.number('Aerodynamics/front area', 2.5),
      groundFront: car.number('Aerodynamics/front Clift', 0),
      groundRear: car.number('Aerodynamics/rear Clift', 0),
      frontWing: wingOf(car, 'Front Wing', centre),
      rearWing: wingOf(car, 'Rear Wing', centre),
    },
    brakes: {
      maxPressure: car.number('Brake System/max pressure', 1e6),
      frontShare: car.number('Brake System/front-rear brake repartition', 0.5),
      front: brakeOf(car, 'Front Left Brake'),
      rear: brakeOf(car, 'Rear Left Brake'),
    },
    steering: { lock: car.number('Steer/steer lock', 0.43), rate: car.number('Steer/max steer speed', 1) },
    wheels,
    suspension,
    antiRoll: { front: antiRollOf(car, 'Front', suspension[0]), rear: antiRollOf(car, 'Rear', suspension[2]) },
    thirdSpring: { front: thirdSpringOf(car, 'Front', suspension[0]), rear: thirdSpringOf(car, 'Rear', suspension[2]) },
  };
}

function wingOf(car: ParamsSection, section: string, centre: number): WingSpec {
  return {
    area: car.number(`${section}/area`, 0),
    angle: car.number(`${section}/angle`, 0),
    x: car.number(`${section}/xpos`, 0) - centre,
    z: car.number(`${section}/zpos`, 0),
  };
}
