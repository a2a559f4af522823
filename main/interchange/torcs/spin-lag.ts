/**
 * TORCS takes the mean of each new wheel speed and the one before it (wheel.cpp). At any step that makes wheels answer a torque as
 * if they and what turns with them had so many times their inertia.
 */
export const SPIN_LAG = 1.5;
