import type { Chassis } from './chassis.ts';

/** Turns the front wheels as fast as the steering goes; the outer one less, so that all point at one centre (Ackermann). */
export function turnWheels(car: Chassis, dt: number): void {
  const { spec, prepared } = car;
  const { lock, rate } = spec.steering;
  const most = rate * dt;
  const wish = car.steer * lock - car.steerAngle;
  const angle = car.steerAngle + (wish > most ? most : wish < -most ? -most : wish);
  car.steerAngle = angle;
  const { toe } = prepared;
  // tan of the outer wheel is L tan / (L + t tan); the difference of the two angles is small enough for one step of its series.
  const tangent = Math.tan(angle > 0 ? angle : -angle);
  const outer = Math.atan((prepared.wheelbase * tangent) / (prepared.wheelbase + prepared.frontTrack * tangent));
  const left = angle > 0 ? angle : -outer;
  const right = angle > 0 ? outer : angle;
  car.sine[0] = Math.sin(left + toe[0]!);
  car.cosine[0] = Math.cos(left + toe[0]!);
  car.sine[1] = Math.sin(right + toe[1]!);
  car.cosine[1] = Math.cos(right + toe[1]!);
  car.sine[2] = toe[2]!;
  car.sine[3] = toe[3]!;
  car.cosine[2] = 1;
  car.cosine[3] = 1;
}
