import type { Chassis } from './chassis.ts';
import { moves } from './moves.ts';
import { sampledAt, wheelsSampledAt } from './sampled-at.ts';

const at = sampledAt(50);
const each = wheelsSampledAt(50);

const STEER_INPUT = at('SteerInput');
const GEAR_REQUEST = at('GearRequest');
const DRS = at('DRS');
const ERS_REQUEST = at('ErsRequest');
const ERS_POWER = at('ErsPower');
const ENGINE_THROTTLE = at('EngineThrottle');
const REV_LIMITER = at('RevLimiter');
const CLUTCH_GRIP = at('ClutchGrip');
const FUEL_FLOW = at('FuelFlow');
const SPEED_X = at('SpeedX');
const SPEED_Y = at('SpeedY');
const ROLL = at('Roll');
const PITCH = at('Pitch');
const HEAVE = at('Heave');
const HEAVE_RATE = at('HeaveRate');
const SIDE_SLIP = at('SideSlip');
const SLIP_RATIO = each('SlipRatio');
const SLIP_ANGLE = each('SlipAngle');
const TYRE_FORCE_X = each('TyreForceX');
const TYRE_FORCE_Y = each('TyreForceY');
const RIDE_HEIGHT = each('RideHeight');

/** The channels that are sampled 50 times a second. */
export function sampleAt50(car: Chassis, into: Float64Array): void {
  const { spec, vx, vy } = car;
  into[STEER_INPUT] = car.steer * 100;
  into[GEAR_REQUEST] = car.gearWish;
  into[DRS] = car.drsOpen && spec.drs ? 1 : 0;
  into[ERS_REQUEST] = spec.ers ? car.ersWish * 100 : 0;
  into[ERS_POWER] = car.ersPower / 1000;
  into[ENGINE_THROTTLE] = car.engineThrottle * 100;
  into[REV_LIMITER] = car.engineSpeed >= car.prepared.limiter ? 1 : 0;
  into[CLUTCH_GRIP] = car.clutchGrip * 100;
  into[FUEL_FLOW] = car.fuelFlow * 3600;
  into[SPEED_X] = vx;
  into[SPEED_Y] = vy;
  into[ROLL] = car.roll;
  into[PITCH] = car.pitch;
  into[HEAVE] = car.heave * 1000;
  into[HEAVE_RATE] = car.heaveRate * 1000;
  into[SIDE_SLIP] = moves(car) ? Math.atan2(vy, vx) : 0;
  sampleWheels(car, into);
}

function sampleWheels(car: Chassis, into: Float64Array): void {
  const { slipAlong, slipAcross, forceAlong, forceAcross, rideHeight } = car;
  for (let w = 0; w < 4; w++) {
    const across = slipAcross[w]!;
    into[SLIP_RATIO + w] = slipAlong[w]!;
    into[SLIP_ANGLE + w] = Math.asin(across > 1 ? 1 : across < -1 ? -1 : across);
    into[TYRE_FORCE_X + w] = forceAlong[w]!;
    into[TYRE_FORCE_Y + w] = forceAcross[w]!;
    into[RIDE_HEIGHT + w] = rideHeight[w]! * 1000;
  }
}
