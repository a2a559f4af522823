import type { MonteCarloFile } from './field-file.ts';

/** Safety cars in races that have one: one, two, three. Source: Heilmeier et al., Appl. Sci. 2020, 10(12) 4229, as all below. */
const HOW_MANY = [0.413, 0.099, 0.033];

/** Of races from 2014 to 2019: the chance that a car fails. */
export const FAILS = 0.1;

/** What befalls a race, as often as it did from 2014 to 2019, with a safety car in so many of all races (0 to 1). */
export function chancesOf(safety_car: number, ref_driver: string): MonteCarloFile {
  const total = HOW_MANY.reduce((sum, p) => sum + p, 0);
  return {
    ref_driver,
    min_dist_sc: 1.5,
    min_dist_vsc: 1.5,
    p_sc_quant: [1 - safety_car, ...HOW_MANY.map((p) => (p / total) * safety_car)],
    p_sc_start: [0.364, 0.136, 0.136, 0.08, 0.193, 0.091],
    p_sc_duration: [0, 0.182, 0.25, 0.227, 0.193, 0.057, 0.068, 0.023],
    p_vsc_aft_failure: 0.227,
    p_vsc_duration: [0.479, 0.396, 0.021, 0.104],
  };
}
