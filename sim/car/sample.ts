import { TRACK_FLAGS } from '../../common/timing.ts';
import type { Flags } from '../control/flags.ts';
import type { Timing } from '../control/timing.ts';
import type { Track } from '../track/track.ts';
import type { Car } from './car.ts';
import type { Conditions } from './conditions.ts';
import { sampleChassis } from './sample-chassis.ts';
import { sampledAt } from './sampled-at.ts';

/** What is around a car that is sampled. */
export interface SampleScene {
  readonly track: Track;
  readonly conditions: Readonly<Conditions>;
  readonly flags: Flags;
  readonly timing: Timing;
}

const at100 = sampledAt(100);
const heading = at100('Heading');
const x = at100('X');
const y = at100('Y');
const lapTime = at100('LapTime');

const at20 = sampledAt(20);
const altitude = at20('Altitude');
const pitLimiter = at20('PitLimiter');
const distanceAhead = at20('DistanceAhead');
const distanceBehind = at20('DistanceBehind');

const at10 = sampledAt(10);
const trackFlag = at10('TrackFlag');
const yellowFlag = at10('YellowFlag');
const blueFlag = at10('BlueFlag');
const lap = at10('Lap');
const lastLapTime = at10('LastLapTime');
const bestLapTime = at10('BestLapTime');
const sector = at10('Sector');
const position = at10('Position');
const gapLeader = at10('GapLeader');
const gapAhead = at10('GapAhead');
const gapBehind = at10('GapBehind');

/**
 * Writes, for one car at race time `now`, s, every channel that the catalogue samples `slowest` times a second or more often
 * into its place in `CHANNELS`; the others stay as they were. Reads only; allocates nothing.
 */
export function sampleCar(car: Car, scene: SampleScene, now: number, into: Float64Array, slowest: number): void {
  sampleChassis(car, scene.conditions, into, slowest);
  if (slowest > 100) return;
  const { track } = scene;
  const at = car.distance < track.length ? car.distance : track.length;
  into[heading] = wrap(track.headingAt(at) + car.yaw);
  into[x] = track.xAt(at, car.offset);
  into[y] = track.yAt(at, car.offset);
  into[lapTime] = now - scene.timing.of[car.index]!.lapStart;
  if (slowest > 20) return;
  into[altitude] = track.at(track.centre.z, at) + car.offset * track.at(track.centre.bank, at);
  into[pitLimiter] = car.whereabouts !== 'track' && car.laneCap <= track.pit.limit + 1 ? 1 : 0;
  into[distanceAhead] = car.wayAhead;
  into[distanceBehind] = car.wayBehind;
  if (slowest <= 10) sampleRace(car, scene, at, into);
}

/** The flags that the car is shown `at` m from the line, its laps and its place: all 10 times a second. */
function sampleRace(car: Car, { flags, timing }: SampleScene, at: number, into: Float64Array): void {
  const here = flags.sectorAt(at);
  into[trackFlag] = TRACK_FLAGS.indexOf(flags.shown);
  into[yellowFlag] = flags.isYellow(here) ? 1 : 0;
  into[blueFlag] = car.blue >= 0 ? 1 : 0;
  const own = timing.of[car.index]!;
  into[lap] = car.lap;
  into[lastLapTime] = own.last ?? 0;
  into[bestLapTime] = own.best ?? 0;
  into[sector] = here + 1;
  into[position] = car.place;
  into[gapLeader] = own.gapLeader;
  into[gapAhead] = own.gapAhead;
  into[gapBehind] = own.gapBehind;
}

/** Into (-π, π]. */
function wrap(angle: number): number {
  return angle - 2 * Math.PI * Math.ceil((angle - Math.PI) / (2 * Math.PI));
}
