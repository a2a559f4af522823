import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';

/** Share of a brake's work that its disc takes; pads and caliper take the rest. */
const DISC_SHARE = 0.93;
/** To the air: W/m²K at rest; share of the disc's full torque, W/(m/s)^0.8 for each N·m: teams size ducts to what a brake has to do. */
const STILL = 20;
const DUCTED = 0.26;
/** Stefan and Boltzmann's constant, W/m²K⁴, by the emissivity of a hot disc and the share of its faces that do not see caliper and rim. */
const RADIATION = 5.67e-8 * 0.8 * 0.7;

/**
 * Temperature of the discs over `dt` s and the fade that it brings: braking work in, convection by speed and radiation out
 * (Limpert, Brake Design and Safety; exponent of turbulent flow). `brakeDucts` scales the cooling, as teams open and blank the
 * ducts for a circuit. Allocates nothing.
 */
export function heatDiscs(car: Chassis, conditions: Conditions, dt: number): void {
  const { thermal, discTemp, brakeTorque, brakeFade, spin } = car;
  const air = conditions.airTemperature;
  const speed = car.airSpeed > 0 ? car.airSpeed : 0;
  const stream = DUCTED * Math.pow(speed, 0.8) * car.brakeDucts;
  const airKelvin = air + 273.15;
  const sky = airKelvin * airKelvin * airKelvin * airKelvin;
  for (let w = 0; w < 4; w++) {
    const material = w < 2 ? thermal.frontDisc : thermal.rearDisc;
    const temperature = discTemp[w]!;
    const kelvin = temperature + 273.15;
    const turning = spin[w]! < 0 ? -spin[w]! : spin[w]!;
    const gain = DISC_SHARE * brakeTorque[w]! * turning;
    const film = STILL * thermal.discArea[w]! + (stream * thermal.discTorque[w]!) / material.goal;
    const loss = film * (temperature - air) + RADIATION * thermal.discArea[w]! * (kelvin * kelvin * kelvin * kelvin - sky);
    const next = temperature + ((gain - loss) * dt) / (thermal.discMass[w]! * (material.heat + material.heatRise * temperature));
    const bounded = next > material.hottest ? material.hottest : next;
    discTemp[w] = bounded;
    brakeFade[w] = material.fade(bounded);
  }
}
