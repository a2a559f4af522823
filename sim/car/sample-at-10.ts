import { COMPOUNDS } from '../../common/lap.ts';
import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';
import { sampledAt, wheelsSampledAt } from './sampled-at.ts';

const at = sampledAt(10);
const each = wheelsSampledAt(10);

const BRAKE_BIAS = at('BrakeBias');
const WATER_TEMP = at('WaterTemp');
const OIL_TEMP = at('OilTemp');
const GEARBOX_TEMP = at('GearboxTemp');
const ERS_TEMP = at('ErsTemp');
const FUEL_TEMP = at('FuelTemp');
const FUEL_SHARE = at('FuelShare');
const MASS = at('Mass');
const DAMAGE = at('Damage');
const DAMAGE_DRAG = at('DamageDrag');
const TYRE_COMPOUND = at('TyreCompound');
const HEADWIND = at('Headwind');
const SURFACE = each('Surface');
const SURFACE_GRIP = each('SurfaceGrip');
const TYRE_TEMP_CARCASS = each('TyreTempCarcass');
const TYRE_TEMP_GAS = each('TyreTempGas');
const TYRE_PRESSURE = each('TyrePressure');
const TYRE_WEAR = each('TyreWear');
const TYRE_GRAINING = each('TyreGraining');
const TYRE_GRIP = each('TyreGrip');
const BRAKE_FADE = each('BrakeFade');
const AIR_TEMP = at('AirTemp');
const TRACK_TEMP = at('TrackTemp');
const AIR_DENSITY = at('AirDensity');
const WIND_SPEED = at('WindSpeed');
const WIND_DIRECTION = at('WindDirection');
const RAIN = at('Rain');
const WETNESS = at('Wetness');

/** The channels that are sampled 10 times a second, but for those of race and map. */
export function sampleAt10(car: Chassis, conditions: Conditions, into: Float64Array): void {
  const { spec } = car;
  into[BRAKE_BIAS] = car.brakeBias * 100;
  into[WATER_TEMP] = car.waterTemp;
  into[OIL_TEMP] = car.oilTemp;
  into[GEARBOX_TEMP] = car.gearboxTemp;
  into[ERS_TEMP] = spec.ers ? car.ersTemp : 0;
  into[FUEL_TEMP] = car.fuelTemp;
  into[FUEL_SHARE] = (100 * car.fuel) / spec.tank;
  into[MASS] = spec.mass + car.fuel;
  into[DAMAGE] = car.damage;
  into[DAMAGE_DRAG] = car.damage / 100;
  into[TYRE_COMPOUND] = COMPOUNDS.indexOf(car.compound);
  into[HEADWIND] = -car.headwind;
  sampleWheels(car, into);
  sampleConditions(conditions, into);
}

function sampleWheels(car: Chassis, into: Float64Array): void {
  const { surface, surfaceGrip, carcass, gas, tyrePressure, tyreWear, graining, tyreGrip, brakeFade } = car;
  for (let w = 0; w < 4; w++) {
    into[SURFACE + w] = surface[w]!;
    into[SURFACE_GRIP + w] = surfaceGrip[w]!;
    into[TYRE_TEMP_CARCASS + w] = carcass[w]!;
    into[TYRE_TEMP_GAS + w] = gas[w]!;
    into[TYRE_PRESSURE + w] = tyrePressure[w]! / 1000;
    into[TYRE_WEAR + w] = tyreWear[w]! * 100;
    into[TYRE_GRAINING + w] = graining[w]! * 100;
    into[TYRE_GRIP + w] = tyreGrip[w]! * 100;
    into[BRAKE_FADE + w] = brakeFade[w]! * 100;
  }
}

function sampleConditions(conditions: Conditions, into: Float64Array): void {
  const { windX, windY } = conditions;
  into[AIR_TEMP] = conditions.airTemperature;
  into[TRACK_TEMP] = conditions.trackTemperature;
  into[AIR_DENSITY] = conditions.airDensity;
  into[WIND_SPEED] = Math.sqrt(windX * windX + windY * windY);
  into[WIND_DIRECTION] = Math.atan2(windY, windX);
  into[RAIN] = conditions.rain * 100;
  into[WETNESS] = conditions.wetness * 100;
}
