import type { CarSpec, FourOf, WheelSpec, WingSpec } from './car-spec.ts';

/** Factors on a base car; 1 leaves it as it is. */
export interface VariantFactors {
  readonly power: number;
  /** On the drag as a whole, wings included, with the wings as they were set. */
  readonly drag: number;
  readonly downforce: number;
  readonly grip: number;
}

/** N per (m/s)² of body and wings for each m²: TORCS's figures, as `Prepared` has them. */
const BODY = 0.645;
const WING = 1.23;

/**
 * A team's version of a car. More downforce comes from larger wings and a stronger floor; what the wings then add in drag is
 * taken off the body, so that `drag` alone says what the air costs.
 */
export function variant(spec: CarSpec, { power, drag, downforce, grip }: VariantFactors): CarSpec {
  const { aero, engine } = spec;
  const wings = WING * (aero.frontWing.area * Math.sin(aero.frontWing.angle) + aero.rearWing.area * Math.sin(aero.rearWing.angle));
  const whole = BODY * aero.drag * aero.area + wings;
  const larger = (wing: WingSpec): WingSpec => ({ ...wing, area: wing.area * downforce });
  return {
    ...spec,
    engine: { ...engine, torque: engine.torque.map(([rpm, torque]) => [rpm, torque * power] as const) },
    aero: {
      ...aero,
      drag: Math.max(0, (whole * drag - wings * downforce) / (BODY * aero.area)),
      groundFront: aero.groundFront * downforce,
      groundRear: aero.groundRear * downforce,
      frontWing: larger(aero.frontWing),
      rearWing: larger(aero.rearWing),
    },
    wheels: spec.wheels.map((wheel) => ({ ...wheel, mu: wheel.mu * grip })) as unknown as FourOf<WheelSpec>,
  };
}
