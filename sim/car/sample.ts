import { channelIndex } from '../../common/channels.ts';
import { TRACK_FLAGS } from '../../common/timing.ts';
import type { Flags } from '../control/flags.ts';
import type { Timing } from '../control/timing.ts';
import type { Track } from '../track/track.ts';
import type { Car } from './car.ts';
import type { Conditions } from './conditions.ts';
import { sampleChassis } from './sample-chassis.ts';

/** What is around a car that is sampled. */
export interface SampleScene {
  readonly track: Track;
  readonly conditions: Readonly<Conditions>;
  readonly flags: Flags;
  readonly timing: Timing;
}

const heading = channelIndex('Heading');
const x = channelIndex('X');
const y = channelIndex('Y');
const altitude = channelIndex('Altitude');
const pitLimiter = channelIndex('PitLimiter');
const trackFlag = channelIndex('TrackFlag');
const yellowFlag = channelIndex('YellowFlag');
const blueFlag = channelIndex('BlueFlag');
const lap = channelIndex('Lap');
const lapTime = channelIndex('LapTime');
const lastLapTime = channelIndex('LastLapTime');
const bestLapTime = channelIndex('BestLapTime');
const sector = channelIndex('Sector');
const position = channelIndex('Position');
const gapLeader = channelIndex('GapLeader');
const gapAhead = channelIndex('GapAhead');
const gapBehind = channelIndex('GapBehind');
const distanceAhead = channelIndex('DistanceAhead');
const distanceBehind = channelIndex('DistanceBehind');

/** Writes all of `CHANNELS` for one car at race time `now`, s. Reads only; allocates nothing. */
export function sampleCar(car: Car, { track, conditions, flags, timing }: SampleScene, now: number, into: Float64Array): void {
  sampleChassis(car, conditions, into);
  const at = car.distance < track.length ? car.distance : track.length;
  into[heading] = wrap(track.headingAt(at) + car.yaw);
  into[x] = track.xAt(at, car.offset);
  into[y] = track.yAt(at, car.offset);
  into[altitude] = track.at(track.centre.z, at) + car.offset * track.at(track.centre.bank, at);
  into[pitLimiter] = car.whereabouts !== 'track' && car.laneCap <= track.pit.limit + 1 ? 1 : 0;
  const here = flags.sectorAt(at);
  into[trackFlag] = TRACK_FLAGS.indexOf(flags.shown);
  into[yellowFlag] = flags.isYellow(here) ? 1 : 0;
  into[blueFlag] = car.blue >= 0 ? 1 : 0;
  const own = timing.of[car.index]!;
  into[lap] = car.lap;
  into[lapTime] = now - own.lapStart;
  into[lastLapTime] = own.last ?? 0;
  into[bestLapTime] = own.best ?? 0;
  into[sector] = here + 1;
  into[position] = car.place;
  into[gapLeader] = own.gapLeader;
  into[gapAhead] = own.gapAhead;
  into[gapBehind] = own.gapBehind;
  into[distanceAhead] = car.wayAhead;
  into[distanceBehind] = car.wayBehind;
}

/** Into (-π, π]. */
function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.ceil((angle - Math.PI) / (2 * Math.PI));
}
