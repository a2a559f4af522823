import type { z } from 'zod';
import type { CarFile, driverFile, trackFile } from './field-file.ts';
import { bad } from './parse.ts';
import type { SoloCar } from './solo.ts';
import type { TyreSets } from './tyre-file.ts';

type TrackFile = z.infer<typeof trackFile>;
type DriverFile = Pick<z.infer<typeof driverFile>, 't_driver' | 'p_grid'>;

/** kg on board, kg a lap and s a kg taken, of a car that has them; an electric car has no mass to lose. Throws `E_PLAN` naming the field under `name`. */
export function readEnergy(car: CarFile, name: string): { fuel: number; burn: number; refuelRate: number | null } {
  if (car.drivetype === 'electric') return { fuel: 0, burn: 0, refuelRate: car.t_pit_charge_perkwh ?? null };
  const { m_fuel: fuel, b_fuel_perlap: burn } = car;
  if (fuel === null || fuel === undefined) throw bad(`${name}.m_fuel`, 'missing, and a combustion car needs it');
  if (burn === null || burn === undefined) throw bad(`${name}.b_fuel_perlap`, 'missing, and a combustion car needs it');
  return { fuel, burn, refuelRate: car.t_pit_refuel_perkg ?? null };
}

/** A car of the parameter files as it is alone on the track. Throws `E_PLAN` naming the field of the car under `carName`. */
export function soloCar(laps: number, track: TrackFile, car: CarFile, driver: DriverFile, tyres: TyreSets, carName: string): SoloCar {
  const pace = track.t_q + track.t_gap_racepace;
  return {
    laps,
    base: pace + driver.t_driver + car.t_car,
    ...readEnergy(car, carName),
    sensitivity: track.t_lap_sens_mass,
    startLoss: track.t_loss_firstlap + (driver.p_grid - 1) * track.t_loss_pergridpos,
    tyres,
    standstill: track.t_pit_tirechange_min + car.t_pit_tirechange_add,
    boxPastLine: track.pits_aft_finishline,
    pit: {
      green: { inLap: track.t_pitdrive_inlap, outLap: track.t_pitdrive_outlap },
      slow: { inLap: track.t_pitdrive_inlap_fcy, outLap: track.t_pitdrive_outlap_fcy },
      safetyCar: { inLap: track.t_pitdrive_inlap_sc, outLap: track.t_pitdrive_outlap_sc },
    },
    slowLap: pace * track.mult_t_lap_fcy,
    safetyCarLap: pace * track.mult_t_lap_sc,
  };
}
