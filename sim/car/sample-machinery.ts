import { channelIndex } from '../../common/channels.ts';
import type { Chassis } from './chassis.ts';

const THROTTLE = channelIndex('Throttle');
const BRAKE = channelIndex('Brake');
const CLUTCH = channelIndex('Clutch');
const STEER = channelIndex('Steer');
const STEER_INPUT = channelIndex('SteerInput');
const GEAR = channelIndex('Gear');
const GEAR_REQUEST = channelIndex('GearRequest');
const BRAKE_BIAS = channelIndex('BrakeBias');
const DRS = channelIndex('DRS');
const ERS_REQUEST = channelIndex('ErsRequest');
const RPM = channelIndex('RPM');
const ENGINE_TORQUE = channelIndex('EngineTorque');
const ENGINE_POWER = channelIndex('EnginePower');
const ENGINE_THROTTLE = channelIndex('EngineThrottle');
const ENGINE_LOAD = channelIndex('EngineLoad');
const REV_LIMITER = channelIndex('RevLimiter');
const WATER_TEMP = channelIndex('WaterTemp');
const OIL_TEMP = channelIndex('OilTemp');
const EXHAUST_TEMP = channelIndex('ExhaustTemp');
const OIL_PRESSURE = channelIndex('OilPressure');
const GEARBOX_TEMP = channelIndex('GearboxTemp');
const CLUTCH_GRIP = channelIndex('ClutchGrip');
const SHIFTING = channelIndex('Shifting');
const GEAR_RATIO = channelIndex('GearRatio');
const SHAFT_TORQUE = channelIndex('ShaftTorque');
const DIFF_SPEED_FRONT = channelIndex('DiffSpeedFront');
const DIFF_SPEED_REAR = channelIndex('DiffSpeedRear');
const ERS_POWER = channelIndex('ErsPower');
const ERS_STORE = channelIndex('ErsStore');
const ERS_CHARGE = channelIndex('ErsCharge');
const ERS_TEMP = channelIndex('ErsTemp');
const ERS_DEPLOYED = channelIndex('ErsDeployed');
const ERS_HARVESTED = channelIndex('ErsHarvested');
const FUEL = channelIndex('Fuel');
const FUEL_FLOW = channelIndex('FuelFlow');
const FUEL_TEMP = channelIndex('FuelTemp');
const FUEL_SHARE = channelIndex('FuelShare');
const MASS = channelIndex('Mass');
const DAMAGE = channelIndex('Damage');
const DAMAGE_DRAG = channelIndex('DamageDrag');

const RPM_PER_RAD = 30 / Math.PI;

/** What the driver does and what engine, gearbox, electric motor and tank make of it. */
export function sampleMachinery(car: Chassis, into: Float64Array): void {
  const { spec, prepared, engineSpeed, engineTorque, spin } = car;
  into[THROTTLE] = car.throttle * 100;
  into[BRAKE] = car.brake * 100;
  into[CLUTCH] = car.clutch * 100;
  into[STEER] = car.steerAngle;
  into[STEER_INPUT] = car.steer * 100;
  into[GEAR] = car.gear;
  into[GEAR_REQUEST] = car.gearWish;
  into[BRAKE_BIAS] = car.brakeBias * 100;
  into[DRS] = car.drsOpen && spec.drs ? 1 : 0;
  into[ERS_REQUEST] = spec.ers ? car.ersWish * 100 : 0;

  into[RPM] = engineSpeed * RPM_PER_RAD;
  into[ENGINE_TORQUE] = engineTorque;
  into[ENGINE_POWER] = (engineTorque * engineSpeed) / 1000;
  into[ENGINE_THROTTLE] = car.engineThrottle * 100;
  const full = prepared.fullTorque(engineSpeed);
  into[ENGINE_LOAD] = full > 1 ? (100 * engineTorque) / full : 0;
  into[REV_LIMITER] = engineSpeed >= prepared.limiter ? 1 : 0;
  into[WATER_TEMP] = car.waterTemp;
  into[OIL_TEMP] = car.oilTemp;
  into[EXHAUST_TEMP] = car.exhaustTemp;
  into[OIL_PRESSURE] = car.oilPressure / 1000;

  into[GEARBOX_TEMP] = car.gearboxTemp;
  into[CLUTCH_GRIP] = car.clutchGrip * 100;
  into[SHIFTING] = car.shiftLeft > 0 ? 1 : 0;
  into[GEAR_RATIO] = prepared.ratios[car.gear + 1]!;
  into[SHAFT_TORQUE] = car.shaftTorque;
  into[DIFF_SPEED_FRONT] = spin[0]! - spin[1]!;
  into[DIFF_SPEED_REAR] = spin[2]! - spin[3]!;

  into[ERS_POWER] = car.ersPower / 1000;
  into[ERS_STORE] = car.ersStore / 1e6;
  into[ERS_CHARGE] = spec.ers ? (100 * car.ersStore) / spec.ers.store : 0;
  into[ERS_TEMP] = spec.ers ? car.ersTemp : 0;
  into[ERS_DEPLOYED] = car.ersDeployed / 1e6;
  into[ERS_HARVESTED] = car.ersHarvested / 1e6;

  into[FUEL] = car.fuel;
  into[FUEL_FLOW] = car.fuelFlow * 3600;
  into[FUEL_TEMP] = car.fuelTemp;
  into[FUEL_SHARE] = (100 * car.fuel) / spec.tank;
  into[MASS] = spec.mass + car.fuel;
  into[DAMAGE] = car.damage;
  into[DAMAGE_DRAG] = car.damage / 100;
}
