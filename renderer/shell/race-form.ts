import type { RequestParams } from '../../common/contract.ts';

/** What the form of a new race holds: every field as text. A list that has not come, or is empty, is missing. */
export interface RaceForm {
  track?: string;
  car?: string;
  weather: string;
  cars: string;
  laps: string;
  seed: string;
  speed: string;
}

type RaceParams = RequestParams<'race.start'>;

/** `mild` is no weather at all: a day on which nothing changes. */
export const RACE_WEATHERS = [
  ['mild', 'Mild and steady'],
  ['dry', 'Dry'],
  ['changing', 'Rain that comes and goes'],
  ['wet', 'Wet'],
] as const satisfies readonly (readonly [NonNullable<RaceParams['weather']> | 'mild', string])[];

/** The race that a filled-in form asks for; what is not chosen is left to the workstation. */
export function raceParamsOf({ track, car, weather, cars, laps, seed, speed }: RaceForm): RaceParams {
  const params: RaceParams = {
    cars: Number(cars),
    laps: Number(laps),
    seed: Number(seed),
    speed: speed === 'max' ? 'max' : Number(speed),
  };
  if (track) params.track = track;
  if (car) params.car = car;
  if (weather !== 'mild') params.weather = weather as NonNullable<RaceParams['weather']>;
  return params;
}
