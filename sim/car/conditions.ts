/** The air and the road that every car of a race meets; changed by the weather, never by a car. */
export interface Conditions {
  /** kg/m³. */
  airDensity: number;
  /** °C. */
  airTemperature: number;
  trackTemperature: number;
  /** Wind, m/s, to the east and to the north. */
  windX: number;
  windY: number;
  /** Water on the road, 0 dry to 1 standing. */
  wetness: number;
  /** Rain that falls, 0 none to 1 a downpour. */
  rain: number;
}

/** A mild dry day without wind, and the air density that TORCS reckons drag with. */
export function calmDay(): Conditions {
  return { airDensity: 1.29, airTemperature: 20, trackTemperature: 28, windX: 0, windY: 0, wetness: 0, rain: 0 };
}
