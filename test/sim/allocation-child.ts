import { stdout } from 'node:process';
import { Race } from '../../sim/race.ts';
import { DEFAULT_TRACK, findTrack } from '../../sim/track/tracks.ts';
import { allocated } from '../support/allocated.ts';

/** Simulated seconds until V8 has compiled all that it is going to, and of the measurement; cars. */
const WARM = 500;
const SPAN = 60;
const CARS = 5;
const STEP = 500;

const race = new Race({ track: findTrack(DEFAULT_TRACK), cars: CARS, laps: 84, seed: 7, step: STEP, breakdowns: false });

function drive(until: number): void {
  while (race.time < until) {
    race.advance();
    if (race.steps % STEP === 0) race.takeEvents();
  }
}

drive(WARM);
const bytes = await allocated(() => drive(WARM + SPAN));
stdout.write(`${JSON.stringify({ physics: bytes('/sim/car/') / (SPAN * STEP * CARS), all: bytes() / (SPAN * CARS) })}\n`);
