/** Wheels in the order of everything that comes in fours. */
export const WHEELS = ['FL', 'FR', 'RL', 'RR'] as const;
export type Wheel = (typeof WHEELS)[number];

const PER_WHEEL = [
  'TyreTempInner',
  'TyreTempMiddle',
  'TyreTempOuter',
  'TyreTempCarcass',
  'TyrePressure',
  'TyreWear',
  'TyreGraining',
  'BrakeTemp',
  'BrakeFade',
] as const;
const OF_CAR = ['Distance', 'WaterTemp', 'OilTemp', 'Fuel', 'ErsStore', 'ErsCharge', 'ErsPower', 'DRS', 'Damage'] as const;

/** A channel of the car's state, without the wheel in its name. */
export type WheelQuantity = (typeof PER_WHEEL)[number];
export type CarQuantity = (typeof OF_CAR)[number];

/** What the state of a car is put together from: the channels of one subscription, in its order. */
export const STATE_CHANNELS: readonly string[] = [...OF_CAR, ...PER_WHEEL.flatMap((name) => WHEELS.map((wheel) => name + wheel))];

export const carColumn = (quantity: CarQuantity): number => STATE_CHANNELS.indexOf(quantity);
export const wheelColumn = (quantity: WheelQuantity, wheel: Wheel): number => STATE_CHANNELS.indexOf(quantity + wheel);
