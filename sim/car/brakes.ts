import type { Chassis } from './chassis.ts';

/** Pressure in the two circuits and torque at the wheels: pressure × piston × friction × half the disc (TORCS brake.cpp), with fade. */
export function setBrakes(car: Chassis): void {
  const { brakePressure, brakeTorque, brakeFade, prepared } = car;
  const pressure = car.brake * car.spec.brakes.maxPressure;
  const front = pressure * car.brakeBias;
  const rear = pressure - front;
  for (let w = 0; w < 4; w++) {
    const here = w < 2 ? front : rear;
    brakePressure[w] = here;
    brakeTorque[w] = here * prepared.brakeGain[w]! * brakeFade[w]!;
  }
}
