import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { torcsRoots } from '../../../main/interchange/torcs/installation.ts';
import { readTorcsCar } from '../../../main/interchange/torcs/car.ts';
import { readTorcsTrack } from '../../../main/interchange/torcs/track.ts';
import { GRAVITY } from '../../../sim/constants.ts';
import type { Chassis } from '../../../sim/car/chassis.ts';
import { soloLaps, type SoloLaps } from '../../../sim/driver/solo-lap.ts';
import { Track } from '../../../sim/track/track.ts';
import { SETUPS, type ReferenceLap } from '../../fixtures/torcs-figures/reference-laps.ts';
import type { LoggedMoment } from './logged-lap.ts';

/** What is compared: field of a `ReferenceLap`, words, unit and the difference that is allowed where all is asked of a pair, as a share. */
export const FIGURES = [
  { field: 'bestLap', what: 'best lap', unit: 's', limit: 0.03 },
  { field: 'topSpeed', what: 'top speed', unit: 'km/h', limit: 0.03 },
  { field: 'to100', what: '0–100 km/h', unit: 's', limit: 0.1 },
  { field: 'to200', what: '0–200 km/h', unit: 's', limit: 0.1 },
  { field: 'fuel', what: 'fuel a lap', unit: 'kg', limit: 0.1 },
  { field: 'lateral', what: 'lateral, 99th percentile', unit: 'g', limit: 0.1 },
  { field: 'lateralPeak', what: '… of single steps', unit: 'g', limit: 0.1 },
  { field: 'braking', what: 'braking, 99th percentile', unit: 'g', limit: 0.1 },
  { field: 'brakingPeak', what: '… of single steps', unit: 'g', limit: 0.1 },
  { field: 'pulling', what: 'acceleration, 99th percentile', unit: 'g', limit: 0.1 },
  { field: 'pullingPeak', what: '… of single steps', unit: 'g', limit: 0.1 },
  { field: 'gearChanges', what: 'gear changes a lap', unit: '', limit: 0.25 },
] as const;

export type Figure = (typeof FIGURES)[number]['field'];

/** Best laps of the pairs of which less is asked may differ by this share. */
export const LOOSE_LIMIT = 0.05;

export interface DrivenLaps {
  readonly solo: SoloLaps;
  /** The best lap in the words of the reference; g with gravity on a slope and without the rolling resistance, as TORCS logs it. */
  readonly figures: Readonly<Record<Figure, number>>;
}

/** The laps that moments were logged of, and the fuel, kg, that our third lap begins with as much as TORCS's second. */
export const LOGGED_LAPS = [
  { car: 'car1-ow1', track: 'forza', fuel: 13.02 + 2 * 5.5 },
  { car: 'car7-trb1', track: 'g-track-1', fuel: 5.22 + 2 * 1.22 },
] as const;

/** TORCS's own tracks and cars, each read once, driven by our pilot. */
export class TorcsLaps {
  private readonly root: string;
  private readonly tracks = new Map<string, Track>();

  private constructor(root: string) {
    this.root = root;
  }

  /** None where no TORCS with tracks is installed. */
  static find(): TorcsLaps | undefined {
    const root = torcsRoots().find((candidate) => existsSync(join(candidate, 'tracks', 'road')));
    return root === undefined ? undefined : new TorcsLaps(root);
  }

  track(name: string): Track {
    let track = this.tracks.get(name);
    if (!track) {
      track = new Track(readTorcsTrack(join(this.root, 'tracks', 'road', name, `${name}.xml`)));
      this.tracks.set(name, track);
    }
    return track;
  }

  /** Drives a car alone from a standing start, with so much fuel, kg, where it is given. */
  drive({ car, track }: Pick<ReferenceLap, 'car' | 'track'>, options: { laps: number; fuel?: number }): DrivenLaps {
    const setup = SETUPS[car];
    const spec = readTorcsCar(
      join(this.root, 'cars', car, `${car}.xml`),
      setup === undefined ? {} : { setup: join(this.root, 'drivers', 'inferno', String(setup), 'default.xml') },
    );
    const laps = Array.from({ length: options.laps }, () => ({ ahead: [] as number[], aside: [] as number[] }));
    const road = this.track(track);
    const solo = soloLaps(spec, road, {
      ...options,
      watch: (chassis, _pilot, _time, lap) => {
        const { ahead, aside } = asTorcsLogs(chassis, road);
        laps[lap]!.ahead.push(ahead);
        laps[lap]!.aside.push(aside);
      },
    });
    const best = solo.lapTimes.indexOf(Math.min(...solo.lapTimes));
    const { ahead, aside } = laps[best]!;
    const steps = peaks(ahead, aside);
    return {
      solo,
      figures: {
        bestLap: solo.lapTimes[best]!,
        topSpeed: solo.topSpeed * 3.6,
        to100: solo.to100,
        to200: solo.to200,
        fuel: solo.fuel[best]!,
        ...peaks(overTenMs(ahead), overTenMs(aside)),
        lateralPeak: steps.lateral,
        brakingPeak: steps.braking,
        pullingPeak: steps.pulling,
        gearChanges: solo.gearChanges,
      },
    };
  }
}

/**
 * Acceleration ahead and to the left, m/s², in the sense of TORCS's `DynGC.acc` (car.cpp, SimCarUpdateForces): tyres, air and gravity on
 * a slope. The rolling resistance slows its cars as well, but only the acceleration in the coordinates of the world, which is not logged.
 */
function asTorcsLogs(car: Chassis, road: Track): { ahead: number; aside: number } {
  let ahead = 0;
  let aside = 0;
  for (let w = 0; w < 4; w++) {
    const rolling = car.load[w]! * road.surfaces[car.surface[w]!]!.rolling;
    ahead += rolling * car.cosine[w]!;
    aside += rolling * car.sine[w]!;
  }
  const mass = car.spec.mass + car.fuel;
  return { ahead: car.ax + car.gravityX + ahead / mass, aside: car.ay + car.gravityY + aside / mass };
}

/** 99th percentiles of accelerations in m/s², in g. */
function peaks(ahead: readonly number[], aside: readonly number[]): { lateral: number; braking: number; pulling: number } {
  return {
    lateral: quantile(aside.map(Math.abs), 0.99) / GRAVITY,
    braking: -quantile(ahead, 0.01) / GRAVITY,
    pulling: quantile(ahead, 0.99) / GRAVITY,
  };
}

/** Means over 10 ms, as accelerometers tell that are read 100 times a second, of values 500 times a second. */
function overTenMs(values: readonly number[]): number[] {
  return values.slice(2, -2).map((_, i) => (values[i]! + values[i + 1]! + values[i + 2]! + values[i + 3]! + values[i + 4]!) / 5);
}

function quantile(values: readonly number[], p: number): number {
  const sorted = Float64Array.from(values).sort();
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  return sorted[below]! + (place - below) * (sorted[Math.min(below + 1, sorted.length - 1)]! - sorted[below]!);
}

/** RMS difference of speed over distance between our best lap and logged moments, as a share of the logged mean speed. */
export function speedDifference({ trace }: Pick<SoloLaps, 'trace'>, lap: readonly LoggedMoment[]): number {
  let way = 0;
  let square = 0;
  let speed = 0;
  for (let i = 1; i < lap.length; i++) {
    const part = lap[i]!.of('distance') - lap[i - 1]!.of('distance');
    const theirs = lap[i]!.of('vx');
    const ours = trace[Math.min(trace.length - 1, Math.floor(lap[i]!.of('distance')))]!;
    way += part;
    square += (ours - theirs) ** 2 * part;
    speed += theirs * part;
  }
  return Math.sqrt(square / way) / (speed / way);
}
