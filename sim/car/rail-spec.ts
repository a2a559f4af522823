/** What a car is, as far as the physics goes. Magnitudes are those of an open-wheel car of 680 kW and 640 kg. */
export interface CarSpec {
  readonly model: string;
  /** With driver, without fuel, kg. */
  readonly mass: number;
  /** m. */
  readonly wheelbase: number;
  readonly trackWidth: number;
  readonly centreHeight: number;
  readonly frontRadius: number;
  readonly rearRadius: number;
  /** Share of the static weight, and of the downforce, on the front wheels. */
  readonly frontWeight: number;
  readonly frontDownforce: number;
  /** Drag and downforce coefficients times their area, m². */
  readonly dragArea: number;
  readonly downforceArea: number;
  /** Factor on the tyres' grip. */
  readonly grip: number;
  /** Both axles together at full pedal, N, and the front's share of it. */
  readonly brakeForce: number;
  readonly brakeBias: number;
  /** Factor on `TORQUE`. */
  readonly power: number;
  /** Engine turns per turn of the rear wheels, first gear first. */
  readonly ratios: readonly number[];
  /** Torque cut of a gear change, s. */
  readonly shiftTime: number;
  /** kg. */
  readonly tank: number;
}

/** Largest power at the wheels for the magnitudes above, W. */
export const BASE_POWER = 640e3;

const BASE: CarSpec = {
  model: '',
  mass: 640,
  wheelbase: 3.1,
  trackWidth: 1.6,
  centreHeight: 0.28,
  frontRadius: 0.325,
  rearRadius: 0.33,
  frontWeight: 0.44,
  frontDownforce: 0.42,
  dragArea: 1.22,
  downforceArea: 2.75,
  grip: 1,
  brakeForce: 21500,
  brakeBias: 0.57,
  power: 1,
  ratios: [19.8, 15.9, 12.7, 10.5, 8.9, 7.65, 6.72],
  shiftTime: 0.05,
  tank: 145,
};

/** A team's car as factors on the common magnitudes. */
export function carSpec(model: string, power: number, drag: number, downforce: number, grip: number): CarSpec {
  return {
    ...BASE,
    model,
    power: BASE.power * power,
    dragArea: BASE.dragArea * drag,
    downforceArea: BASE.downforceArea * downforce,
    grip: BASE.grip * grip,
  };
}
