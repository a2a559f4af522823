/** Steps of the physics a second. */
export const STEPS_A_SECOND = 500;
/** The fixed step, s. */
export const STEP = 1 / STEPS_A_SECOND;
/** Temperatures, wear and wheel slip follow at every fifth step. */
export const SLOW_STEPS = 5;
export const SLOW_STEP = SLOW_STEPS * STEP;
/** Drivers look at the cars around them at every tenth step. */
export const TRAFFIC_STEPS = 10;

/** m/s². */
export const GRAVITY = 9.80665;
/** kg/m³. */
export const AIR_DENSITY = 1.2;
/** °C. */
export const AMBIENT = 24;
/** m. */
export const CAR_LENGTH = 5.2;
