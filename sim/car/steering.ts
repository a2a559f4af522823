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
  // The tangent of the outer wheel's angle is L tan / (L + t tan).
  const tangent = Math.tan(angle > 0 ? angle : -angle);
  const outer = (prepared.wheelbase * tangent) / (prepared.wheelbase + prepared.frontTrack * tangent);
  point(car, 0, angle > 0 ? tangent : -outer, toe[0]!);
  point(car, 1, angle > 0 ? outer : -tangent, toe[1]!);
  car.sine[2] = toe[2]!;
  car.sine[3] = toe[3]!;
  car.cosine[2] = 1;
  car.cosine[3] = 1;
}

/** Sine and cosine of a front wheel from the tangent of its angle, turned by its small toe, rad. */
function point(car: Chassis, w: 0 | 1, tangent: number, toe: number): void {
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  car.sine[w] = sine + cosine * toe;
  car.cosine[w] = cosine - sine * toe;
}
