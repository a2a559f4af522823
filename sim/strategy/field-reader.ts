import { fieldFile, type CarFile, type FieldFile } from './field-file.ts';
import type { CarVariation, FieldCar, FieldSpec } from './field-spec.ts';
import { readEvents } from './events-reader.ts';
import { bad, parse } from './parse.ts';
import { readEnergy, soloCar } from './solo-file.ts';
import { readStints } from './stints-file.ts';
import { readTyreSets } from './tyre-file.ts';

/**
 * Reads `inputs` of a whole-field file, in the shape of race-simulation's parameters.
 *
 * Cars are put in the order of their numbers, which only matters between equals. Throws `E_PLAN` with one line naming the first field that is wrong.
 */
export function readField(document: unknown): FieldSpec {
  const inputs = parse(fieldFile, typeof document === 'object' && document !== null ? (document as { inputs?: unknown }).inputs : undefined, 'inputs');
  const { race_pars: race, track_pars: track, monte_carlo_pars: chances = null } = inputs;
  const ids = race.participants;
  ids.forEach((id, i) => {
    if (ids.indexOf(id) !== i) throw bad(`inputs.race_pars.participants[${i}]`, `${id} is there twice`);
    if (!Object.hasOwn(inputs.driver_pars, id)) throw bad(`inputs.driver_pars.${id}`, 'missing, and this driver takes part');
  });
  const numbers = new Map(ids.map((id, i) => [id, inputs.driver_pars[id]!.carno ?? 1000 + i]));
  const sorted = ids.toSorted((a, b) => numbers.get(a)! - numbers.get(b)!);
  const cars = sorted.map((id) => readCar(inputs, id));
  checkGrid(inputs, ids);
  const spec: Omit<FieldSpec, 'phases' | 'retirements' | 'drawsPhases' | 'drawsRetirements'> = {
    laps: race.tot_no_laps,
    cars,
    leastGap: race.min_t_dist,
    leastGapBehindSafetyCar: race.min_t_dist_sc,
    duel: race.t_duel,
    overtaken: race.t_overtake_loser,
    drs: race.use_drs ? readDrs(inputs) : null,
    pace: track.t_q + track.t_gap_racepace,
    sensitivity: track.t_lap_sens_mass,
    startLoss: track.t_loss_firstlap,
    gridLoss: track.t_loss_pergridpos,
    overtakeGap: track.t_gap_overtake,
    overtakeGapPerSpeed: track.t_gap_overtake_vel,
    fastestChange: track.t_pit_tirechange_min,
    boxPastLine: track.pits_aft_finishline,
    pit: {
      green: { inLap: track.t_pitdrive_inlap, outLap: track.t_pitdrive_outlap },
      slow: { inLap: track.t_pitdrive_inlap_fcy, outLap: track.t_pitdrive_outlap_fcy },
      safetyCar: { inLap: track.t_pitdrive_inlap_sc, outLap: track.t_pitdrive_outlap_sc },
    },
    slowLap: (track.t_q + track.t_gap_racepace) * track.mult_t_lap_fcy,
    safetyCarLap: (track.t_q + track.t_gap_racepace) * track.mult_t_lap_sc,
    reference: null,
    chances,
  };
  return { ...spec, reference: readReference(inputs, cars), ...readEvents(inputs, cars, spec.pace) };
}

function readDrs({ race_pars, track_pars }: FieldFile): NonNullable<FieldSpec['drs']> {
  const needed = (name: 'drs_window' | 'drs_allow_lap' | 'drs_sc_delay'): number => {
    const value = race_pars[name];
    if (typeof value !== 'number') throw bad(`inputs.race_pars.${name}`, 'missing, and there is DRS in this race');
    return value;
  };
  return { window: needed('drs_window'), effect: track_pars.t_drseffect, fromLap: needed('drs_allow_lap'), lapsAfterSafetyCar: needed('drs_sc_delay') };
}

function carOf(inputs: FieldFile, id: string): { car: CarFile; name: string } {
  const { team } = inputs.driver_pars[id]!;
  const name = `inputs.car_pars.${team}`;
  if (!Object.hasOwn(inputs.car_pars, team)) throw bad(name, `missing, and ${id} drives it`);
  return { car: inputs.car_pars[team]!, name };
}

function readCar(inputs: FieldFile, id: string): FieldCar {
  const driver = inputs.driver_pars[id]!;
  const { car, name } = carOf(inputs, id);
  const tyresName = `inputs.tireset_pars.${id}`;
  if (!Object.hasOwn(inputs.tireset_pars, id)) throw bad(tyresName, 'missing, and this driver takes part');
  const tyres = readTyreSets(inputs.tireset_pars[id]!, tyresName);
  return {
    id,
    team: driver.team,
    grid: driver.p_grid,
    offPace: car.t_car + driver.t_driver,
    topSpeed: driver.vel_max,
    teamOrder: driver.t_teamorder,
    stints: readStints(driver.strategy_info, inputs.race_pars.tot_no_laps, tyres, `inputs.driver_pars.${id}.strategy_info`, tyresName),
    tyres,
    ...readEnergy(car, name),
    burnBehindSafetyCar: car.mult_consumption_sc,
    burnSlow: car.mult_consumption_fcy,
    burnsWhatIsLeft: car.auto_consumption_adjust,
    electric: car.drivetype === 'electric',
    slowerChange: car.t_pit_tirechange_add,
    variation: readVariation(driver, car),
  };
}

function readVariation(driver: FieldFile['driver_pars'][string], car: CarFile): CarVariation | null {
  const { t_lap_var_sigma: lapDeviation, t_startperf: start, p_accident: accident } = driver;
  const { p_failure: failure, t_pit_var_fisk_pars: change } = car;
  if (typeof lapDeviation !== 'number' || typeof accident !== 'number' || typeof failure !== 'number' || !start || !change) return null;
  return { lapDeviation, startMean: start.mean, startDeviation: start.sigma, change, accident, failure };
}

function checkGrid(inputs: FieldFile, ids: readonly string[]): void {
  const places = new Map<number, string>();
  for (const id of ids) {
    const place = inputs.driver_pars[id]!.p_grid;
    const other = places.get(place);
    if (other !== undefined) throw bad(`inputs.driver_pars.${id}.p_grid`, `${place} is the place of ${other} too`);
    places.set(place, id);
  }
}

function readReference(inputs: FieldFile, cars: readonly FieldCar[]): FieldSpec['reference'] {
  const id = inputs.monte_carlo_pars?.ref_driver;
  if (id === undefined) return null;
  const reference = cars.find((car) => car.id === id);
  if (!reference) throw bad('inputs.monte_carlo_pars.ref_driver', `${JSON.stringify(id)} does not take part`);
  const { car, name } = carOf(inputs, id);
  return { car: soloCar(inputs.race_pars.tot_no_laps, inputs.track_pars, car, inputs.driver_pars[id]!, reference.tyres, name), stints: reference.stints };
}
