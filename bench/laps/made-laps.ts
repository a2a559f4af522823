import { toSteps, type Channel } from '../../common/channels.ts';
import { lapId, type LapHead } from '../../common/lap.ts';
import { gridOf, samplesIn } from '../../common/sample-grid.ts';
import type { StoredLap } from '../../main/trackside/laps/lap-store.ts';

export interface MadeLap {
  race: string;
  car: number;
  lap: number;
  channels: readonly Channel[];
  /** s, whole. */
  seconds: number;
  /** Samples a second of every channel; without it each has its own rate, at most 100. */
  rate?: number;
  /** With what sensors of each kind add. */
  noise: boolean;
}

const FASTEST = 100;

/** A made-up lap with the shape of real ones: corners and straights, sensor noise, counters that step, wear that creeps. The same for the same arguments. */
export function makeLap({ race, car, lap, channels, seconds, rate, noise }: MadeLap): StoredLap {
  const grid = gridOf(channels.map((channel) => rate ?? Math.min(channel.rate, FASTEST)));
  const records = Math.round(seconds / grid.interval);
  const racetime = lap * seconds;
  const head: LapHead = {
    _id: lapId(race, `car${car}`, lap), schema: 2, race_id: race, track: 'bench', car: `car${car}`, number: car, driver: `Driver ${car}`,
    team: `Team ${car >> 1}`, model: 'LW1', lap, lap_type: 'flying', lap_time: seconds + car / 100, sectors: [27, 29, 27], compound: 'medium', tyre_age: lap,
    position: car, fuel: 80 - lap, timestamp: 1763834400 + racetime, racetime, rate: Math.round(1 / grid.interval), samples: records,
  };
  const instant0 = lap * records;
  const random = randomFrom(car * 1000 + lap);
  const columns = channels.map((channel, c) => {
    const signal = signalOf(channel, c, car, lap, seconds);
    const spread = noise ? channel.noise : 0;
    const samples = samplesIn(grid.strides[c]!, instant0, records);
    return Int32Array.from({ length: samples }, (_, i) => toSteps(signal(i / samples) + (spread && spread * random()), channel.resolution));
  });
  return { head, channels: [...channels], ...grid, racetime0: racetime, instant0, stretches: [{ from: 0, count: records }], columns };
}

/** By the share of the lap that is driven, 0 to 1. */
function signalOf({ name, min, max }: Channel, c: number, car: number, lap: number, seconds: number): (share: number) => number {
  const turn = (share: number, times: number): number => Math.sin(2 * Math.PI * times * share + 0.1 * car);
  const pace = (share: number): number => turn(share, 11) + 0.6 * turn(share, 4) + 0.3 * turn(share, 23);
  if (name === 'Distance') return (share) => 5793 * share;
  if (name === 'LapTime') return (share) => seconds * share;
  if (name === 'Position') return () => car;
  if (name === 'Gear') return (share) => Math.round(5 + 1.6 * pace(share));
  if (name === 'Speed') return (share) => 58 + 16 * pace(share);
  if (name === 'Throttle') return (share) => Math.min(100, Math.max(0, 60 + 90 * turn(share, 11)));
  if (name === 'Brake') return (share) => Math.min(100, Math.max(0, -40 - 120 * turn(share, 11)));
  if (name === 'Fuel') return (share) => 80 - 1.7 * (lap + share);
  if (name.startsWith('TyreWear')) return (share) => 2.1 * (lap + share) + c * 0.01;
  const middle = (min + max) / 2;
  return (share) => middle + ((max - min) / 5) * pace(share + 0.003 * c);
}

/** About a normal distribution of standard deviation 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  const even = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return () => (even() + even() + even() + even() - 2) * Math.sqrt(3);
}
