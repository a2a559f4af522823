import { CHANNELS, channelIndex, toSteps } from '../../common/channels.ts';
import type { LapSummary } from '../../common/lap.ts';
import type { RaceResult, TimingEvent } from '../../common/timing.ts';
import { Race, type RaceConfig } from '../../sim/race.ts';
import type { Track } from '../../sim/track/track.ts';
import { DEFAULT_TRACK, findTrack } from '../../sim/track/tracks.ts';

export interface RecordedRace {
  race: Race;
  events: TimingEvent[];
  /** One list a car, lap 0 first. */
  laps: LapSummary[][];
  results: RaceResult[];
}

export const track = findTrack(DEFAULT_TRACK);

/** Runs a race to the end; calls `sampled` with each running car's values 100 times a second of race time. */
export function record(config: Omit<RaceConfig, 'track'> & { track?: Track }, sampled: (car: number, values: Float64Array, race: Race) => void): RecordedRace {
  const race = new Race({ track, ...config });
  const events: TimingEvent[] = [];
  const laps: LapSummary[][] = race.entries.map(() => []);
  const values = new Float64Array(CHANNELS.length);
  while (!race.finished) {
    race.advance();
    for (let car = 0; car < config.cars; car++) {
      const summary = race.takeSummary(car);
      if (summary) laps[car]!.push(summary);
      if (race.steps % 5 !== 0 || !race.running(car)) continue;
      race.sample(car, values);
      sampled(car, values, race);
    }
    if (race.steps % 500 === 0) events.push(...race.takeEvents());
    if (race.time > 60 + 150 * config.laps) throw new Error(`not finished after ${race.time} s`);
  }
  events.push(...race.takeEvents());
  return { race, events, laps, results: race.results() };
}

/** Reads one channel of a sample by its name. */
export function reader(name: string): (values: Float64Array) => number {
  const index = channelIndex(name);
  return (values) => values[index]!;
}

/** FNV-1a over the samples as they are stored. */
export class Digest {
  value = 0x811c9dc5;

  add(values: Float64Array): void {
    for (let c = 0; c < values.length; c++) {
      this.value = Math.imul(this.value ^ toSteps(values[c]!, CHANNELS[c]!.resolution), 0x01000193);
    }
  }
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))]!;
}
