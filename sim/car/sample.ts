import { channelIndex } from '../../common/channels.ts';
import type { Car } from './car.ts';
import type { Track } from '../track/track.ts';

const WHEELS = ['FL', 'FR', 'RL', 'RR'] as const;
const each = (name: string): number[] => WHEELS.map((wheel) => channelIndex(name + wheel));

const [throttle, brake, steer, gear, rpm, fuel] = ['Throttle', 'Brake', 'Steer', 'Gear', 'RPM', 'Fuel'].map(channelIndex) as [
  number, number, number, number, number, number,
];
const [waterTemp, oilTemp] = ['WaterTemp', 'OilTemp'].map(channelIndex) as [number, number];
const [speed, ax, ay, vaz, heading] = ['Speed', 'Ax', 'Ay', 'Vaz', 'Heading'].map(channelIndex) as [
  number, number, number, number, number,
];
const [distance, offset, x, y, lapTime, position] = ['Distance', 'Offset', 'X', 'Y', 'LapTime', 'Position'].map(channelIndex) as [
  number, number, number, number, number, number,
];
const [wheelSpeed, tyreTemp, tyreWear, brakeTemp] = ['WheelSpeed', 'TyreTemp', 'TyreWear', 'BrakeTemp'].map(each) as [
  number[], number[], number[], number[],
];

/** rad of steering for each m/s² of lateral acceleration: what an understeering car needs on top of the bend. */
const UNDERSTEER = 0.0011;
/** rad that the hands wander. */
const HANDS = 0.0016;

/** Writes all of `CHANNELS` for one car; `since` is the race time at which its lap began. Reads only. */
export function sampleCar(car: Car, track: Track, now: number, since: number, into: Float64Array): void {
  const { spec } = car;
  const { count, step } = track.centre;
  const at = car.distance;
  const i = Math.min(count - 1, Math.floor(at / step));
  const line = track.at(track.line.offset, at);
  const across = line + car.drift;
  const slope = (track.line.offset[i + 1]! - track.line.offset[i]!) / step;
  const yaw = car.speed * car.curvature;
  const aside = Math.atan(slope) + (car.speed > 3 ? car.driftRate / car.speed : 0);
  into[throttle] = car.throttle * 100;
  into[brake] = car.brake * 100;
  into[steer] = spec.wheelbase * car.curvature + UNDERSTEER * car.ay + HANDS * car.unrest * Math.min(1, car.speed / 20);
  into[gear] = car.gear;
  into[rpm] = car.rpm;
  into[fuel] = car.fuel;
  into[waterTemp] = car.waterTemp;
  into[oilTemp] = car.oilTemp;
  into[speed] = car.speed;
  into[ax] = car.ax;
  into[ay] = car.ay;
  into[vaz] = yaw;
  into[heading] = wrap(track.headingAt(at) + aside);
  into[distance] = at;
  into[offset] = across;
  into[x] = track.xAt(at, across);
  into[y] = track.yAt(at, across);
  into[lapTime] = now - since;
  into[position] = car.place;
  for (let w = 0; w < 4; w++) {
    const over = ((w & 1) === 0 ? -0.5 : 0.5) * yaw * spec.trackWidth;
    const radius = w < 2 ? spec.frontRadius : spec.rearRadius;
    into[wheelSpeed[w]!] = Math.max(0, ((car.speed + over) / radius) * (1 + car.wheelSlip[w]!));
    into[tyreTemp[w]!] = car.tyreTemp[w]!;
    into[tyreWear[w]!] = car.tyreWear[w]!;
    into[brakeTemp[w]!] = car.brakeTemp[w]!;
  }
}

/** Into (-π, π]. */
function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.ceil((angle - Math.PI) / (2 * Math.PI));
}
