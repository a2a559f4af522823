import type { Compound } from '../../common/lap.ts';
import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';
import { heatDiscs } from './disc-heat.ts';
import { heatEngine } from './engine-heat.ts';
import { gripTyres } from './tyre-grip.ts';
import { gasPressure, heatTyres } from './tyre-heat.ts';
import { wearTyres } from './tyre-wear.ts';

/** Heat, wear and what they do to grip and brakes, from the state that the last step of the physics left. For `dt` of 0.01 s. Allocates nothing. */
export function tendChassis(car: Chassis, conditions: Conditions, dt: number): void {
  heatTyres(car, conditions, dt);
  wearTyres(car, conditions, dt);
  gripTyres(car, conditions);
  heatDiscs(car, conditions, dt);
  heatEngine(car, conditions, dt);
}

/** Puts on a set that is `temperature` °C all through (80 off the blankets, the air's without them) and has lost `wear` of its tread, 0 to 1. */
export function fitTyres(car: Chassis, compound: Compound, temperature: number, conditions: Conditions, wear = 0): void {
  car.compound = compound;
  car.treadInner.fill(temperature);
  car.treadMiddle.fill(temperature);
  car.treadOuter.fill(temperature);
  car.carcass.fill(temperature);
  car.gas.fill(temperature);
  car.tyreWear.fill(wear);
  car.graining.fill(0);
  for (let w = 0; w < 4; w++) car.tyrePressure[w] = gasPressure(car.thermal.coldPressure[w]!, temperature);
  gripTyres(car, conditions);
}

/** Discs as a lap to the grid leaves them, °C. */
const WARM_CARBON = 450;
const WARM_IRON = 250;

/** Engine, gearbox and brakes as a lap to the grid leaves them, the tank as the air is. */
export function warmUp(car: Chassis, conditions: Conditions): void {
  car.waterTemp = 85;
  car.oilTemp = 95;
  car.gearboxTemp = 85;
  car.exhaustTemp = 400;
  car.fuelTemp = conditions.airTemperature;
  car.ersTemp = conditions.airTemperature + 10;
  for (let w = 0; w < 4; w++) {
    const { material } = w < 2 ? car.spec.brakes.front : car.spec.brakes.rear;
    car.discTemp[w] = material === 'carbon' ? WARM_CARBON : WARM_IRON;
  }
  heatDiscs(car, conditions, 0);
}
