import { channelIndex } from '../../common/channels.ts';
import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';

const SPEED = channelIndex('Speed');
const SPEED_X = channelIndex('SpeedX');
const SPEED_Y = channelIndex('SpeedY');
const AX = channelIndex('Ax');
const AY = channelIndex('Ay');
const AZ = channelIndex('Az');
const VAZ = channelIndex('Vaz');
const VAX = channelIndex('Vax');
const VAY = channelIndex('Vay');
const ROLL = channelIndex('Roll');
const PITCH = channelIndex('Pitch');
const HEAVE = channelIndex('Heave');
const HEAVE_RATE = channelIndex('HeaveRate');
const SIDE_SLIP = channelIndex('SideSlip');
const UNDERSTEER = channelIndex('Understeer');
const PATH_CURVATURE = channelIndex('PathCurvature');
const COMBINED_ACC = channelIndex('CombinedAcc');
const DISTANCE = channelIndex('Distance');
const OFFSET = channelIndex('Offset');
const TRACK_SPEED = channelIndex('TrackSpeed');
const TRACK_ANGLE = channelIndex('TrackAngle');
const TRACK_CURVATURE = channelIndex('TrackCurvature');
const SLOPE = channelIndex('Slope');
const BANKING = channelIndex('Banking');
const AIR_SPEED = channelIndex('AirSpeed');
const PITOT_PRESSURE = channelIndex('PitotPressure');
const HEADWIND = channelIndex('Headwind');
const DRAG = channelIndex('Drag');
const DOWNFORCE_FRONT = channelIndex('DownforceFront');
const DOWNFORCE_REAR = channelIndex('DownforceRear');
const AERO_BALANCE = channelIndex('AeroBalance');
const TOW = channelIndex('Tow');
const DIRTY_AIR = channelIndex('DirtyAir');
const AIR_TEMP = channelIndex('AirTemp');
const TRACK_TEMP = channelIndex('TrackTemp');
const AIR_DENSITY = channelIndex('AirDensity');
const WIND_SPEED = channelIndex('WindSpeed');
const WIND_DIRECTION = channelIndex('WindDirection');
const RAIN = channelIndex('Rain');
const WETNESS = channelIndex('Wetness');

/** Speed below which angles of motion are not told, m/s; downforce below which its balance is not, N. */
const SLOWEST = 3;
const LIGHTEST = 10;

/** How the body moves, where it is on the road, and the air and weather it meets. */
export function sampleBody(car: Chassis, conditions: Conditions, into: Float64Array): void {
  const { vx, vy, ax, ay, yawRate } = car;
  const speed = Math.sqrt(vx * vx + vy * vy);
  const moves = speed > SLOWEST;
  into[SPEED] = speed;
  into[SPEED_X] = vx;
  into[SPEED_Y] = vy;
  into[AX] = ax;
  into[AY] = ay;
  into[AZ] = car.az;
  into[VAZ] = yawRate;
  into[VAX] = car.rollRate;
  into[VAY] = car.pitchRate;
  into[ROLL] = car.roll;
  into[PITCH] = car.pitch;
  into[HEAVE] = car.heave * 1000;
  into[HEAVE_RATE] = car.heaveRate * 1000;
  into[SIDE_SLIP] = moves ? Math.atan2(vy, vx) : 0;
  const bend = moves ? yawRate / speed : 0;
  const beyond = car.steerAngle - car.prepared.wheelbase * bend;
  into[UNDERSTEER] = !moves ? 0 : bend < 0 ? -beyond : beyond;
  into[PATH_CURVATURE] = bend;
  into[COMBINED_ACC] = Math.sqrt(ax * ax + ay * ay);

  into[DISTANCE] = car.distance;
  into[OFFSET] = car.offset;
  into[TRACK_SPEED] = car.progress;
  into[TRACK_ANGLE] = car.yaw;
  into[TRACK_CURVATURE] = car.roadCurvature;
  into[SLOPE] = Math.atan(car.slope);
  into[BANKING] = car.banking;

  const { airSpeed, downforceFront, downforceRear } = car;
  into[AIR_SPEED] = airSpeed;
  into[PITOT_PRESSURE] = (conditions.airDensity * airSpeed * Math.abs(airSpeed)) / 2000;
  into[HEADWIND] = -car.headwind;
  into[DRAG] = car.drag;
  into[DOWNFORCE_FRONT] = downforceFront;
  into[DOWNFORCE_REAR] = downforceRear;
  const down = downforceFront + downforceRear;
  into[AERO_BALANCE] = down > LIGHTEST ? (100 * downforceFront) / down : 0;
  into[TOW] = (1 - car.towDrag * car.towDrag) * 100;
  into[DIRTY_AIR] = (1 - car.dirtyAir) * 100;

  const { windX, windY } = conditions;
  into[AIR_TEMP] = conditions.airTemperature;
  into[TRACK_TEMP] = conditions.trackTemperature;
  into[AIR_DENSITY] = conditions.airDensity;
  into[WIND_SPEED] = Math.sqrt(windX * windX + windY * windY);
  into[WIND_DIRECTION] = Math.atan2(windY, windX);
  into[RAIN] = conditions.rain * 100;
  into[WETNESS] = conditions.wetness * 100;
}
