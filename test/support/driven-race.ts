import { join } from 'node:path';
import { decodeBody, type FrameBody } from '../../common/frame-body.ts';
import type { SealedFrame } from '../../common/frame.ts';
import { CHANNELS } from '../../common/channels.ts';
import type { TimingEvent } from '../../common/timing.ts';
import { Recorder } from '../../main/onboard/recorder.ts';
import { SampleDigest } from '../../main/onboard/sample-digest.ts';
import { Ingest, type Ingested } from '../../main/trackside/ingest.ts';
import { LapStore } from '../../main/trackside/laps/lap-store.ts';
import { encodeTiming, TIMING_SOURCE, TimingIntake } from '../../main/trackside/timing-intake.ts';
import { Race } from '../../sim/race.ts';
import { findTrack } from '../../sim/track/tracks.ts';
import { asRecords, INCARNATION, RACE } from './frames.ts';

const STARTED = 1763834523;

interface DrivenRaceOptions {
  cars?: number;
  laps?: number;
  rate?: number;
  /** Frames that never arrive: their sender has declared them lost. */
  lose?: (car: string, seq: number, body: FrameBody) => boolean;
  onIngested?: (news: Ingested) => void;
  onTimed?: (event: TimingEvent) => void;
}

/** Drives a race on a short circuit and stores it as trackside does, in `folder`; the store is the caller's to close. */
export function driveRace(folder: string, { cars = 2, laps = 2, rate = 100, lose, onIngested, onTimed }: DrivenRaceOptions = {}): LapStore {
  const store = new LapStore(join(folder, 'laps.db'));
  const ingest = new Ingest(store);
  const intake = new TimingIntake(store, ingest.ledger);
  const race = new Race({ track: findTrack('little-marsh'), cars, laps, seed: 7, step: 500 });
  const recorder = new Recorder(race, rate, STARTED, new SampleDigest(CHANNELS.length));
  const numbers = new Map<string, number>();
  let frames: SealedFrame[] = [];
  const seal = (car: string, body: Uint8Array): void => {
    const seq = numbers.get(car) ?? 0;
    numbers.set(car, seq + 1);
    const whole: SealedFrame = { incarnation: INCARNATION, race: RACE, car, seq, closed: 1, body };
    const lost = car !== TIMING_SOURCE && lose?.(car, seq, decodeBody(body));
    frames.push(lost ? { ...whole, body: new Uint8Array(0), gap: { last: seq, reason: 'lost' } } : whole);
  };
  const take = (): void => {
    const timing = frames.filter(({ car }) => car === TIMING_SOURCE);
    const { news } = ingest.take(asRecords(frames.filter(({ car }) => car !== TIMING_SOURCE)));
    onIngested?.(news);
    for (const { event } of intake.take(asRecords(timing, 'fia.timing')).news) onTimed?.(event);
    frames = [];
  };
  const say = (event: TimingEvent): void => seal(TIMING_SOURCE, encodeTiming(event));
  say({
    ...{ type: 'started', racetime: 0, track: race.track.name, laps, seed: 7, started: STARTED, cars: [...race.entries] },
    ...{ track_title: 'Little Marsh', car_title: null, step: 500, noise: false, weather_kind: null },
  });
  while (!race.finished) {
    race.advance();
    recorder.collect(({ car, body }) => seal(car, body));
    if (race.steps % 500 !== 0) continue;
    for (const event of race.takeEvents()) say(event);
    take();
  }
  recorder.flush(({ car, body }) => seal(car, body));
  for (const event of race.takeEvents()) say(event);
  take();
  ingest.endRace(RACE);
  store.raceEnded(RACE);
  return store;
}
