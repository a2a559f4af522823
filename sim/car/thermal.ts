import { BRAKE_MATERIALS, type BrakeMaterial } from './brake-material.ts';
import type { CarSpec } from './car-spec.ts';
import type { Prepared } from './prepared.ts';

/** Rubber: kg/m³ and J/kgK at 80 °C (TORCS 1.3.9 wheel.cpp). Tread that can wear, and the part of it whose heat follows each corner, m. Rim, kg. */
const RUBBER_DENSITY = 930;
const RUBBER_HEAT = 2050;
const TREAD_DEPTH = 0.005;
const SURFACE_DEPTH = 0.0022;
const RIM_MASS = 7;
const LEAST_CARCASS = 3;
/** Fabric and steel of the carcass with its rubber, J/kgK. */
const CARCASS_HEAT = 1500;
/** Nitrogen: J/kgK at constant volume, J/kgK of the gas law. Well of the rim that swings with the gas, J/K. */
const GAS_HEAT = 744;
const GAS_CONSTANT = 297;
const RIM_WELL_HEAT = 1800;
/** Wetted face of a ventilated disc over the area of its circle. */
const DISC_FACES = 2.6;

/** Pressure of the air, Pa; temperature at which tyres are filled, K. */
export const ATMOSPHERE = 101_325;
export const FILLING = 293.15;

/** Heat capacities and surfaces of one car, worked out once of its spec. Lists of four: FL, FR, RL, RR. */
export class Thermal {
  /** J/K: one third of the tread's surface, carcass, gas with the rim's well. */
  readonly tread = new Float64Array(4);
  readonly carcass = new Float64Array(4);
  readonly gas = new Float64Array(4);
  /** m²: outer face of the tread, both sidewalls. */
  readonly treadArea = new Float64Array(4);
  readonly wallArea = new Float64Array(4);
  /** m³ of tread that can wear. */
  readonly treadVolume = new Float64Array(4);
  /** m² of disc in the air; kg; N·m at full pedal. */
  readonly discArea = new Float64Array(4);
  readonly discMass = new Float64Array(4);
  readonly discTorque = new Float64Array(4);
  readonly frontDisc: BrakeMaterial;
  readonly rearDisc: BrakeMaterial;
  /** Pa gauge, cold; rad. */
  readonly coldPressure = new Float64Array(4);
  readonly camber = new Float64Array(4);
  /** Most that the engine gives, W. */
  readonly power: number = 0;

  constructor(spec: CarSpec, prepared: Prepared) {
    this.frontDisc = BRAKE_MATERIALS[spec.brakes.front.material];
    this.rearDisc = BRAKE_MATERIALS[spec.brakes.rear.material];
    for (let w = 0; w < 4; w++) {
      const wheel = spec.wheels[w]!;
      this.coldPressure[w] = wheel.pressure;
      this.camber[w] = wheel.camber;
      const radius = prepared.radius[w]!;
      const rim = wheel.rimDiameter / 2;
      this.treadArea[w] = 2 * Math.PI * radius * wheel.width;
      this.wallArea[w] = 2 * Math.PI * (radius * radius - rim * rim);
      this.treadVolume[w] = this.treadArea[w]! * TREAD_DEPTH;
      const surface = this.treadArea[w]! * SURFACE_DEPTH * RUBBER_DENSITY;
      this.tread[w] = (surface * RUBBER_HEAT) / 3;
      this.carcass[w] = Math.max(LEAST_CARCASS, wheel.mass - RIM_MASS - surface) * CARCASS_HEAT;
      const volume = Math.PI * (radius * radius - rim * rim) * wheel.width;
      const moles = ((wheel.pressure + ATMOSPHERE) * volume) / (GAS_CONSTANT * FILLING);
      this.gas[w] = moles * GAS_HEAT + RIM_WELL_HEAT;
      const { brakes } = spec;
      const circuit = w < 2 ? brakes.front : brakes.rear;
      this.discArea[w] = (DISC_FACES * Math.PI * circuit.discDiameter ** 2) / 4;
      this.discMass[w] = circuit.discMass;
      this.discTorque[w] = brakes.maxPressure * (w < 2 ? brakes.frontShare : 1 - brakes.frontShare) * prepared.brakeGain[w]!;
    }
    let power = 0;
    for (let speed = prepared.idle; speed <= prepared.limiter; speed += 5) power = Math.max(power, prepared.fullTorque(speed) * speed);
    this.power = power;
  }
}
