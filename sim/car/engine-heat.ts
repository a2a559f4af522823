import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';

/**
 * One body of fluid, for each W that the engine can give: J/K; heat as a share of the power at the crankshaft and of the engine's
 * most at full revs from friction; W/K lost at rest and for each (m/s) of air with the cooler fully open; the thermostat's span, °C,
 * and the share of the cooler that it leaves open below.
 */
interface Loop {
  readonly heat: number;
  readonly share: number;
  readonly friction: number;
  readonly still: number;
  readonly moving: number;
  readonly opens: number;
  readonly open: number;
  readonly closed: number;
}

const WATER: Loop = { heat: 0.11, share: 0.32, friction: 0.03, still: 4e-4, moving: 8.2e-5, opens: 82, open: 94, closed: 0.12 };
const OIL: Loop = { heat: 0.08, share: 0.13, friction: 0.025, still: 2.4e-4, moving: 3.2e-5, opens: 88, open: 108, closed: 0.15 };
const GEARBOX: Loop = { heat: 0.05, share: 0.025, friction: 0.006, still: 6e-5, moving: 6.5e-6, opens: 80, open: 100, closed: 0.3 };
/** J/K of the store for each W of the motor, share of its power that becomes heat, W/K for each W. */
const STORE_HEAT = 0.25;
const STORE_LOSS = 0.05;
const STORE_COOLING = 8e-4;

/** Exhaust at idle and at full load and revs, °C, and how fast it follows, s. */
const EXHAUST_IDLE = 380;
const EXHAUST_LOAD = 430;
const EXHAUST_REVS = 130;
const EXHAUST_TIME = 0.8;
/** The tank lies so much above the air by what comes back from the engine, K, and follows so slowly, s for each kg of fuel and at none. */
const TANK_ABOVE = 16;
const TANK_TIME = 25;
const TANK_LEAST = 200;

/** Oil pressure: Pa at rest and at full revs at `OIL_REFERENCE` °C, what the relief valve lets stand, and thinning for each K. */
const OIL_BASE = 0.8e5;
const OIL_REVS = 6.2e5;
const OIL_RELIEF = 5.8e5;
const OIL_REFERENCE = 100;
const OIL_THINNING = 0.006;

/**
 * Temperatures of engine, gearbox, tank and electric store over `dt` s, and the oil's pressure. Each fluid is one body:
 * C dT/dt = share × power + friction − UA(v) (T − air), UA by a thermostat and by the air that reaches the cooler, which a tow
 * starves. Shares of power are those of a spark engine's heat balance (Heywood, Internal Combustion Engine Fundamentals, ch. 12).
 * Sized by the engine's own power, so that any car runs at 85 to 100 °C of water. Allocates nothing.
 */
export function heatEngine(car: Chassis, conditions: Conditions, dt: number): void {
  const { prepared, thermal, spec } = car;
  const size = thermal.power;
  const drive = car.engineTorque * car.engineSpeed;
  const power = drive > 0 ? drive : -drive;
  const revs = car.engineSpeed / prepared.revMax;
  const stream = (car.airSpeed > 0 ? car.airSpeed : 0) * car.towDrag;
  const air = conditions.airTemperature;
  car.waterTemp += warmth(WATER, size, power, revs, stream, car.waterTemp, air) * dt;
  car.oilTemp += warmth(OIL, size, power, revs, stream, car.oilTemp, air) * dt;
  car.gearboxTemp += warmth(GEARBOX, size, car.gear === 0 ? 0 : power, revs, stream, car.gearboxTemp, air) * dt;
  const load = drive > 0 ? car.engineThrottle : 0;
  const exhaust = EXHAUST_IDLE + EXHAUST_LOAD * load + EXHAUST_REVS * revs * load;
  car.exhaustTemp += ((exhaust - car.exhaustTemp) * dt) / (dt + EXHAUST_TIME);
  car.fuelTemp += ((air + TANK_ABOVE - car.fuelTemp) * dt) / (TANK_LEAST + TANK_TIME * car.fuel);
  if (spec.ers) {
    const motor = car.ersPower < 0 ? -car.ersPower : car.ersPower;
    car.ersTemp += ((STORE_LOSS * motor) / spec.ers.power - STORE_COOLING * (car.ersTemp - air)) * (dt / STORE_HEAT);
  }
  car.oilPressure = oilPressure(revs, car.oilTemp);
}

/** Pa at a share of the highest revs and a temperature, °C. */
export function oilPressure(revs: number, temperature: number): number {
  const thin = 1 - OIL_THINNING * (temperature - OIL_REFERENCE);
  const pressure = (OIL_BASE + OIL_REVS * revs) * (thin < 0.5 ? 0.5 : thin > 1.5 ? 1.5 : thin);
  return pressure < OIL_RELIEF ? pressure : OIL_RELIEF;
}

/** K/s. */
function warmth(loop: Loop, size: number, power: number, revs: number, stream: number, temperature: number, air: number): number {
  const part = (temperature - loop.opens) / (loop.open - loop.opens);
  const valve = loop.closed + (1 - loop.closed) * (part < 0 ? 0 : part > 1 ? 1 : part);
  const gain = (loop.share * power) / size + loop.friction * revs;
  return (gain - (loop.still + loop.moving * stream) * valve * (temperature - air)) / loop.heat;
}
