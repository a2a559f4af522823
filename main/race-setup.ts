import type { ParsedParams } from '../common/contract.ts';
import { LapwingError } from '../common/errors.ts';
import type { RaceSetup } from '../common/timing.ts';
import { checkRaceEvents } from '../sim/control/race-events.ts';
import { checkDrivers } from '../sim/driver/driver-file.ts';
import { fieldEntries } from '../sim/driver/field.ts';
import { DEFAULT_TRACK } from '../sim/track/tracks.ts';
import type { TrackShape } from '../sim/track/track-shape.ts';
import { carFrom } from './interchange/car-source.ts';
import { oneLine } from './interchange/one-line.ts';
import { trackFrom } from './interchange/track-source.ts';
import type { SimulationData } from './onboard/simulation.ts';

/**
 * What the sim thread needs for a race: names and files are resolved, and what the race cannot have is found out before it starts.
 * @throws LapwingError with one line: E_TRACK, E_CAR, E_TRACK_FILE, E_CAR_FILE, E_TORCS_FILE, E_GRID, E_EVENTS or E_DRIVERS.
 */
export function setUpRace(params: ParsedParams<'race.start'>): SimulationData {
  const { cars, laps, seed, speed, step, noise, weather, events = [], drivers = [] } = params;
  const track = trackFrom(params.track ?? DEFAULT_TRACK);
  const car = params.car === undefined ? undefined : carFrom(params.car);
  checkGrid(track, cars);
  checkDrivers(drivers, cars);
  const entries = fieldEntries(cars, car, drivers);
  checkRaceEvents(events, { cars: entries.map((entry) => entry.car), laps, sectors: track.sectors.length + 1 });
  const setup: RaceSetup = {
    track_title: oneLine(track.title),
    car_title: car?.title ?? null,
    ...{ step, noise, weather_kind: weather ?? null },
  };
  const race = { track, cars, laps, seed, step, drivers, events, ...(car && { car }), ...(weather && { weather }) };
  return { race, setup, rate: Math.min(params.rate, step), speed };
}

function checkGrid({ name, centre, grid }: TrackShape, cars: number): void {
  const room = Math.floor((centre.length - grid.first) / grid.spacing) + 1;
  if (cars <= room) return;
  throw new LapwingError('E_GRID', `${name}: a lap of ${Math.round(centre.length)} m has room for ${room} cars on the grid, not ${cars}. Race fewer cars.`);
}
