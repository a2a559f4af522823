import type { Car } from './car.ts';
import { AIR_DENSITY, AMBIENT, GRAVITY, SLOW_STEP } from '../constants.ts';
import { COMPOUND_SPECS } from './tyres.ts';

/** Slip at the limit of grip: along, as a share; across, rad. */
const SLIP_ALONG = 0.034;
const SLIP_ACROSS = 0.065;
/** Of a tyre's tread and belt, J/K. */
const TYRE_HEAT = 3000;
/** Share of the sliding work that stays in the tyre, and heat from flexing, J per m and N of load. */
const SLIDING_SHARE = 0.6;
const FLEXING = 0.018;
/** Heat lost by a tyre, W/K: at rest and for each m/s. */
const TYRE_COOLING = 30;
const TYRE_COOLING_AIR = 1.25;
/** Carbon discs, front and rear, kg, with cp = 700 + 1.15 T J/kgK; heat lost in W/K at rest and for each m/s, radiation in W/K⁴. */
const DISC_MASS = [1.6, 1.6, 1.3, 1.3] as const;
const DISC_COOLING = 7;
const DISC_COOLING_AIR = 0.5;
const RADIATION = 3.2e-9;
/** Share of braking work that the discs take; the rest is the tyres' own slip. */
const DISC_SHARE = 0.95;
/** Water and oil: kW per kW at the crankshaft and at rest; kW/K at rest and for each m/s; kJ/K. */
const WATER = { share: 0.21, rest: 14, loss: 0.22, air: 0.0155, heat: 60 } as const;
const OIL = { share: 0.11, rest: 9, loss: 0.12, air: 0.0068, heat: 42 } as const;

/** Loads, slips, temperatures and wear of the four wheels, then coolant and oil: once every `SLOW_STEP`. Allocates nothing. */
export function tendWheels(car: Car): void {
  const { spec, mass } = car;
  const v = car.speed;
  const down = 0.5 * AIR_DENSITY * spec.downforceArea * v * v;
  const front = mass * GRAVITY * spec.frontWeight + down * spec.frontDownforce;
  const rear = mass * GRAVITY * (1 - spec.frontWeight) + down * (1 - spec.frontDownforce);
  const pitch = (mass * car.ax * spec.centreHeight) / spec.wheelbase;
  const roll = (mass * car.ay * spec.centreHeight) / spec.trackWidth;
  const total = front + rear;
  const sideways = mass * Math.abs(car.ay);
  const compound = COMPOUND_SPECS[car.compound];
  for (let w = 0; w < 4; w++) {
    const atFront = w < 2;
    const outer = (w & 1) === 0 ? -1 : 1;
    const load = Math.max(150, ((atFront ? front - pitch : rear + pitch) + outer * roll * (atFront ? 1.04 : 0.96)) / 2);
    const limit = car.grip * load;
    const braking = (car.brakeForceNow * (atFront ? spec.brakeBias : 1 - spec.brakeBias)) / 2;
    const along = (atFront ? 0 : car.driveForce / 2) - braking;
    const across = (sideways * load) / total;
    const used = Math.min(1.3, Math.sqrt(along * along + across * across) / limit);
    const growth = 0.4 + 0.6 * used * used;
    const slip = SLIP_ALONG * Math.max(-1.6, Math.min(1.6, along / limit)) * growth;
    const angle = SLIP_ACROSS * Math.min(1.2, across / limit) * growth;
    car.wheelSlip[w] = car.wheelSlip[w]! + 0.35 * (slip - car.wheelSlip[w]!);
    const sliding = (Math.abs(along * slip) + Math.abs(across * angle)) * v;
    heatTyre(car, w, load, sliding);
    car.tyreWear[w] = Math.min(100, car.tyreWear[w]! + compound.wear * sliding * 1e-6 * SLOW_STEP);
    heatDisc(car, w, braking * v);
  }
  car.renewGrip();
  const power = Math.max(0, car.enginePower) / 1000;
  car.waterTemp += warmth(WATER, power, v, car.waterTemp);
  car.oilTemp += warmth(OIL, power, v, car.oilTemp);
}

function heatTyre(car: Car, w: number, load: number, sliding: number): void {
  const temp = car.tyreTemp[w]!;
  const gain = SLIDING_SHARE * sliding + FLEXING * load * car.speed;
  const loss = (TYRE_COOLING + TYRE_COOLING_AIR * car.speed) * (temp - AMBIENT - 6);
  car.tyreTemp[w] = temp + ((gain - loss) * SLOW_STEP) / TYRE_HEAT;
}

function heatDisc(car: Car, w: number, power: number): void {
  const temp = car.brakeTemp[w]!;
  const kelvin = temp + 273;
  const loss = (DISC_COOLING + DISC_COOLING_AIR * car.speed) * (temp - AMBIENT) + RADIATION * kelvin ** 4;
  const heat = DISC_MASS[w as 0 | 1 | 2 | 3] * (700 + 1.15 * temp);
  car.brakeTemp[w] = temp + ((DISC_SHARE * power - loss) * SLOW_STEP) / heat;
}

/** K gained in one slow step. */
function warmth(body: typeof WATER | typeof OIL, power: number, v: number, temp: number): number {
  const gain = body.share * power + body.rest;
  const loss = (body.loss + body.air * v) * (temp - AMBIENT);
  return ((gain - loss) / body.heat) * SLOW_STEP;
}
