import type { Car } from '../car/car.ts';
import { CAR_LENGTH } from '../constants.ts';
import type { Track } from '../track/track.ts';

/** A lapped driver attacks who has lapped him, and need not let him by, when his lap takes so much less, as a share. */
const QUICKER = 0.01;
/** Or when the other is slower than this share of racing speed. */
const IN_TROUBLE = 0.7;
/** Who has another car so many s in front is held up by it. */
const HELD_TIME = 0.8;

/** Whether `car` is about to lap `other`, who is next ahead of it on the road, maybe across the line. */
export function isLapping(car: Car, other: Car): boolean {
  return car.lap + (car.distance > other.distance ? 1 : 0) > other.lap;
}

/** Whether `car`, who is lapped by `other` right behind, is quicker and not held up: it will be gone by itself. */
export function getsAway(car: Car, other: Car): boolean {
  return isQuicker(car, other) && !isHeldUp(car);
}

/** Whether `car` has been lapped by `other`, in front of it, and is to leave it alone. */
export function staysBehind(car: Car, other: Car, track: Track): boolean {
  const lead = (other.lap - car.lap) * track.length + other.distance - car.distance;
  if (lead < track.length / 2 || other.stricken) return false;
  if (other.speed < IN_TROUBLE * track.at(other.profile.speed, Math.min(other.distance, track.length))) return false;
  return !isQuicker(car, other) || isHeldUp(other);
}

function isQuicker(car: Car, other: Car): boolean {
  return car.profile.lapTime < (1 - QUICKER) * other.profile.lapTime;
}

/** Whether somebody is so close in front of the car that it cannot go as it would. */
function isHeldUp(car: Car): boolean {
  return car.wayAhead > 0 && car.wayAhead - CAR_LENGTH < HELD_TIME * car.speed;
}
