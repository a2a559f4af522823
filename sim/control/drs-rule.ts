import type { Car } from '../car/car.ts';
import type { Conditions } from '../car/conditions.ts';
import type { Track } from '../track/track.ts';
import type { Flags } from './flags.ts';

/** s behind the car in front at the detection point within which the wing may be opened; laps before that. */
const WITHIN = 1;
const FROM_LAP = 3;
/** No wing is opened on a road wetter than this. */
const DRY = 0.05;

/** Where cars may open the rear wing: in a zone whose detection point they passed within a second of the car in front. */
export class DrsRule {
  private readonly track: Track;
  private readonly flags: Flags;
  private readonly conditions: Readonly<Conditions>;
  /** One entry a car and zone: 1 where the car has earned it. */
  private readonly earned: Uint8Array;
  /** Where each car was at the last look, m. */
  private readonly last: Float64Array;

  constructor(track: Track, cars: number, flags: Flags, conditions: Readonly<Conditions>) {
    this.track = track;
    this.flags = flags;
    this.conditions = conditions;
    this.earned = new Uint8Array(cars * track.drs.length);
    this.last = new Float64Array(cars);
  }

  /** Sets whether `car`, which races, may open its wing now. `racing` is false while the field is slowed down. */
  rule(car: Car, racing: boolean): void {
    const { drs } = this.track;
    const before = this.last[car.index]!;
    const now = car.distance;
    this.last[car.index] = now;
    let allowed = false;
    for (let zone = 0; zone < drs.length; zone++) {
      const slot = car.index * drs.length + zone;
      const { detection, from, to } = drs[zone]!;
      if (passed(before, now, detection)) this.earned[slot] = car.wayAhead > 0 && car.wayAhead < WITHIN * car.speed ? 1 : 0;
      if (passed(before, now, to)) this.earned[slot] = 0;
      if (this.earned[slot] === 1 && within(now, from, to)) allowed = true;
    }
    car.drsAllowed = allowed && racing && car.lap >= FROM_LAP && this.conditions.wetness < DRY && !this.flags.isYellow(this.flags.sectorAt(now));
  }
}

/** Whether a car went over `place` between two looks, maybe across the line. */
function passed(before: number, now: number, place: number): boolean {
  return before <= now ? before < place && place <= now : before < place || place <= now;
}

function within(at: number, from: number, to: number): boolean {
  return from <= to ? at >= from && at <= to : at >= from || at <= to;
}
