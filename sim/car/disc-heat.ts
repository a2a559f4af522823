import type { BrakeCircuit } from './car-spec.ts';
import type { Chassis } from './chassis.ts';
import type { Conditions } from './conditions.ts';

/** Share of a brake's work that its disc takes; pads and caliper take the rest. */
const DISC_SHARE = 0.93;
/** To the air: W/m²K at rest; share of the disc's full torque, W/(m/s)^0.8 for each N·m: teams size ducts to what a brake has to do. */
const STILL = 20;
const DUCTED = 0.26;
/** Stefan and Boltzmann's constant, W/m²K⁴, with the emissivity of a hot disc, for a disc whose faces mostly see the caliper and the rim. */
const RADIATION = 5.67e-8 * 0.8 * 0.7;

/** What a disc is made of: J/kgK at 0 °C and for each K, the temperature that it does not outlast, °C, and friction over temperature. */
interface Material {
  readonly heat: number;
  readonly heatRise: number;
  /** K above the air that its ducts are laid out for. */
  readonly goal: number;
  readonly hottest: number;
  /** [°C, factor on the pad's friction], rising; linear between, flat outside. */
  readonly friction: readonly (readonly [number, number])[];
}

const MATERIALS: Readonly<Record<BrakeCircuit['material'], Material>> = {
  carbon: {
    heat: 700, heatRise: 1.15, goal: 850, hottest: 2000,
    friction: [[0, 0.72], [120, 0.9], [250, 0.985], [400, 1], [900, 1], [1050, 0.98], [1300, 0.86], [1800, 0.55]],
  },
  iron: {
    heat: 450, heatRise: 0.35, goal: 400, hottest: 1150,
    friction: [[0, 0.88], [80, 0.96], [150, 0.99], [250, 1], [550, 1], [650, 0.985], [850, 0.87], [1150, 0.55]],
  },
};

/**
 * Temperature of the discs over `dt` s and the fade that it brings: braking work in, convection by speed and radiation out
 * (Limpert, Brake Design and Safety). `brakeDucts` scales the cooling, as teams open and blank the ducts for a circuit. Allocates nothing.
 */
export function heatDiscs(car: Chassis, conditions: Conditions, dt: number): void {
  const { spec, thermal, discTemp, brakeTorque, brakeFade, spin } = car;
  const air = conditions.airTemperature;
  const speed = car.airSpeed > 0 ? car.airSpeed : 0;
  const stream = DUCTED * Math.pow(speed, 0.8) * car.brakeDucts;
  const airKelvin = air + 273.15;
  const sky = airKelvin * airKelvin * airKelvin * airKelvin;
  for (let w = 0; w < 4; w++) {
    const circuit = w < 2 ? spec.brakes.front : spec.brakes.rear;
    const material = MATERIALS[circuit.material];
    const temperature = discTemp[w]!;
    const kelvin = temperature + 273.15;
    const turning = spin[w]! < 0 ? -spin[w]! : spin[w]!;
    const gain = DISC_SHARE * brakeTorque[w]! * turning;
    const film = STILL * thermal.discArea[w]! + (stream * thermal.discTorque[w]!) / material.goal;
    const loss = film * (temperature - air) + RADIATION * thermal.discArea[w]! * (kelvin * kelvin * kelvin * kelvin - sky);
    const next = temperature + ((gain - loss) * dt) / (circuit.discMass * (material.heat + material.heatRise * temperature));
    discTemp[w] = next > material.hottest ? material.hottest : next;
    brakeFade[w] = padFriction(material.friction, next);
  }
}

/** Factor on the pad's friction on a disc of `material` at a temperature, °C. */
export function fadeAt(material: BrakeCircuit['material'], temperature: number): number {
  return padFriction(MATERIALS[material].friction, temperature);
}

function padFriction(points: Material['friction'], temperature: number): number {
  let i = 1;
  while (i < points.length - 1 && points[i]![0] < temperature) i++;
  const [t0, f0] = points[i - 1]!;
  const [t1, f1] = points[i]!;
  const part = (temperature - t0) / (t1 - t0);
  return f0 + (f1 - f0) * (part < 0 ? 0 : part > 1 ? 1 : part);
}
