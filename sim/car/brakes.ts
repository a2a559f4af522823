import type { Chassis } from './chassis.ts';

/**
 * Pressure in the two circuits and torque at the wheels: pressure × piston × friction × half the disc (TORCS brake.cpp), with fade.
 * What the motor brakes while it harvests is taken off the discs of its axle (brake by wire), so that the balance stays.
 */
export function setBrakes(car: Chassis): void {
  const { brakePressure, brakeTorque, brakeFade, prepared } = car;
  const pressure = car.brake * car.spec.brakes.maxPressure;
  const front = pressure * car.brakeBias;
  const rear = pressure - front;
  const motor = car.motorTorque < 0 ? car.motorTorque : 0;
  for (let w = 0; w < 4; w++) {
    const here = w < 2 ? front : rear;
    brakePressure[w] = here;
    const blended = here * prepared.brakeGain[w]! * brakeFade[w]! + (motor / 2) * (w < 2 ? prepared.frontDrive : prepared.rearDrive);
    brakeTorque[w] = blended > 0 ? blended : 0;
  }
}
