import type { StrategyInputs, TyreCoefficients } from '../../common/strategy.ts';

/** What a person can turn beside the plans. */
export interface Knobs {
  laps: number;
  /** s that one stop costs in all. */
  pitLoss: number;
  /** Factor on everything about a tyre that grows with its age. */
  wear: number;
  /** kg a lap; the car starts with exactly enough. */
  burn: number;
  /** s a lap off the pace that the place on the grid speaks of; below 0 faster. */
  pace: number;
  /** Place on the grid. */
  grid: number;
  /** Per cent of races that have a safety car. */
  safetyCar: number;
  /** Deviations of what a place is worth that are added to the mean: above 0 for who likes chance. */
  risk: number;
}

export interface KnobRange {
  name: keyof Knobs;
  label: string;
  unit: string;
  min: number;
  max: number;
  step: number;
  digits: number;
  /** What the value means, where a number alone says little. */
  word?: (value: number) => string;
}

export const KNOBS: readonly KnobRange[] = [
  { name: 'laps', label: 'Race distance', unit: 'laps', min: 5, max: 100, step: 1, digits: 0 },
  { name: 'pitLoss', label: 'Pit loss', unit: 's', min: 5, max: 40, step: 0.1, digits: 1 },
  { name: 'wear', label: 'Tyre wear', unit: '×', min: 0, max: 3, step: 0.05, digits: 2 },
  { name: 'burn', label: 'Fuel burn', unit: 'kg/lap', min: 0, max: 4, step: 0.05, digits: 2 },
  { name: 'pace', label: 'Pace', unit: 's/lap', min: -1.5, max: 1.5, step: 0.01, digits: 2 },
  { name: 'grid', label: 'Grid place', unit: '', min: 1, max: 20, step: 1, digits: 0 },
  { name: 'safetyCar', label: 'Safety car', unit: '% of races', min: 0, max: 100, step: 1, digits: 0 },
  { name: 'risk', label: 'Risk', unit: 'σ', min: -2, max: 2, step: 0.1, digits: 1, word: riskWord },
];

/** What a deviation added to the mean makes of who decides. */
export function riskWord(risk: number): string {
  return risk <= -0.05 ? 'cautious' : risk >= 0.05 ? 'bold' : 'balanced';
}

/** Of races from 2014 to 2019, per cent. */
const SAFETY_CAR = 55;

export function knobsOf({ driver_pars: driver, track_pars: track, race_pars }: StrategyInputs): Knobs {
  return {
    laps: race_pars.tot_no_laps,
    pitLoss: round(track.t_pitdrive_inlap + track.t_pitdrive_outlap + driver.t_pit_tirechange),
    wear: 1,
    burn: round(driver.b_fuel_perlap),
    pace: 0,
    grid: driver.p_grid,
    safetyCar: SAFETY_CAR,
    risk: 0,
  };
}

/** The workstation's figures with the knobs as they stand. What the pit loss differs goes to the out-lap. */
export function turned(inputs: StrategyInputs, knobs: Knobs): StrategyInputs {
  const { driver_pars: driver, track_pars: track } = inputs;
  const { tyres } = driver;
  const compounds = Object.fromEntries(Object.entries(tyres.compounds).map(([name, tyre]) => [name, worn(tyre, knobs.wear)]));
  return {
    ...inputs,
    driver_pars: { ...driver, t_base: driver.t_base + knobs.pace, p_grid: knobs.grid, tyres: { ...tyres, compounds }, b_fuel_perlap: knobs.burn, m_fuel_init: knobs.burn * knobs.laps },
    track_pars: { ...track, t_pitdrive_outlap: knobs.pitLoss - track.t_pitdrive_inlap - driver.t_pit_tirechange },
    race_pars: { tot_no_laps: knobs.laps },
  };
}

/** `k_0` is the compound's pace when fresh, `k_2_ln` stretches its age and `cliff_age` is one: none of them is wear. */
const NO_WEAR = new Set(['k_0', 'k_2_ln', 'cliff_age']);

function worn(tyre: TyreCoefficients, factor: number): TyreCoefficients {
  return Object.fromEntries(
    Object.entries(tyre).map(([name, value]) => [name, NO_WEAR.has(name) ? value : (value ?? 0) * factor]),
  ) as TyreCoefficients;
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
