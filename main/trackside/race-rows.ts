import type { RaceRow } from '../../common/race-view.ts';
import type { FrameLedger } from '../stream/frame-ledger.ts';
import type { LapStore } from './laps/lap-store.ts';
import { TIMING_SOURCE } from './timing-intake.ts';

/** The stored races with what the ledger knows of their frames; newest first. */
export function raceRows(laps: LapStore, ledger: FrameLedger): RaceRow[] {
  return laps.races().map((race) => {
    const cars = ledger.ofRace(race.race_id).filter((car) => car.car !== TIMING_SOURCE);
    return {
      ...race,
      frames_stored: cars.reduce((sum, car) => sum + car.next + car.early - car.lost, 0),
      duplicates: cars.reduce((sum, car) => sum + car.duplicates, 0),
      gaps: ledger.gaps(race.race_id),
    };
  });
}
