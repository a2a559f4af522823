/** Steps of the physics a second, unless a race asks for more. */
export const STEPS_A_SECOND = 500;
/** m/s². */
export const GRAVITY = 9.80665;
/** m. */
export const CAR_LENGTH = 5.2;
