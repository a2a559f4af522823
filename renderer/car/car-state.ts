import { carColumn, wheelColumn } from './car-channels.ts';
import type { Wheel } from './car-channels.ts';

/** NaN stands for what the car does not send. */
export interface WheelState {
  /** °C. */
  inner: number;
  middle: number;
  outer: number;
  carcass: number;
  disc: number;
  /** bar over the air outside. */
  pressure: number;
  /** %. */
  wear: number;
  graining: number;
  /** Friction that heat leaves to the brake, % of its best. */
  fade: number;
}

export interface CarState {
  wheels: Record<Wheel, WheelState>;
  /** °C. */
  water: number;
  oil: number;
  /** kg. */
  fuel: number;
  /** That the fuel lasts for; null while a lap's use is not known. */
  fuelLaps: number | null;
  /** Charge in %, power in kW, negative while it harvests; null for a car without. */
  ers: { charge: number; power: number } | null;
  /** Null for a car that has not shown one. */
  drs: 'open' | 'closed' | null;
  /** Points. */
  damage: number;
}

const KPA_PER_BAR = 100;

/** What the channels alone do not say. */
export interface CarKnowledge {
  hasErs: boolean;
  hasDrs: boolean;
  fuelPerLap: number | null;
}

/** The state of a car from the newest sample of each of `STATE_CHANNELS`. */
export function carState(row: ArrayLike<number>, { hasErs, hasDrs, fuelPerLap }: CarKnowledge): CarState {
  const fuel = row[carColumn('Fuel')]!;
  return {
    wheels: { FL: wheelState(row, 'FL'), FR: wheelState(row, 'FR'), RL: wheelState(row, 'RL'), RR: wheelState(row, 'RR') },
    water: row[carColumn('WaterTemp')]!,
    oil: row[carColumn('OilTemp')]!,
    fuel,
    fuelLaps: fuelPerLap === null ? null : fuel / fuelPerLap,
    ers: hasErs ? { charge: row[carColumn('ErsCharge')]!, power: row[carColumn('ErsPower')]! } : null,
    drs: hasDrs ? (row[carColumn('DRS')]! > 0 ? 'open' : 'closed') : null,
    damage: row[carColumn('Damage')]!,
  };
}

function wheelState(row: ArrayLike<number>, wheel: Wheel): WheelState {
  return {
    inner: row[wheelColumn('TyreTempInner', wheel)]!,
    middle: row[wheelColumn('TyreTempMiddle', wheel)]!,
    outer: row[wheelColumn('TyreTempOuter', wheel)]!,
    carcass: row[wheelColumn('TyreTempCarcass', wheel)]!,
    disc: row[wheelColumn('BrakeTemp', wheel)]!,
    pressure: row[wheelColumn('TyrePressure', wheel)]! / KPA_PER_BAR,
    wear: row[wheelColumn('TyreWear', wheel)]!,
    graining: row[wheelColumn('TyreGraining', wheel)]!,
    fade: row[wheelColumn('BrakeFade', wheel)]!,
  };
}
