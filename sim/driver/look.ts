/** Seconds between two looks of a driver at the road. */
export const LOOK = 0.01;
