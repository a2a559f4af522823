import { parentPort, workerData } from 'node:worker_threads';
import { CHANNELS } from '../../common/channels.ts';
import type { RaceResult, RaceSetup, TimingEvent } from '../../common/timing.ts';
import { Sensors } from '../../sim/car/sensors.ts';
import { Race, type RaceConfig } from '../../sim/race.ts';
import type { TrackShape } from '../../sim/track/track-shape.ts';
import { Track } from '../../sim/track/track.ts';
import { Recorder, type RecordedFrame } from './recorder.ts';
import { SampleDigest } from './sample-digest.ts';

/** The sim thread: drives one race and sends what its cars and the timing loops produce. */
export interface SimulationData {
  race: Omit<RaceConfig, 'track'> & { track: TrackShape };
  setup: RaceSetup;
  rate: number;
  speed: number | 'max';
}

export type ToSimulation =
  | { type: 'speed'; speed: number | 'max' }
  | { type: 'stop' }
  /** The batch is on disk; the simulation runs at most a few batches ahead. */
  | { type: 'buffered' };

export type FromSimulation =
  /** `places`: of each car, m from the line. */
  | { type: 'batch'; frames: RecordedFrame[]; timing: TimingEvent[]; racetime: number; places: Map<string, number> }
  | { type: 'done'; digest: string; results: RaceResult[]; racetime: number; stopped: boolean };

const TICK_MS = 10;
/** How long one slice of simulation may take before messages are read, ms. */
const SLICE_MS = 25;
const BATCHES_AHEAD = 8;

const port = parentPort!;
const data = workerData as SimulationData;
const { cars, laps, seed } = data.race;
const race = new Race({ ...data.race, track: new Track(data.race.track) });
const digest = new SampleDigest(CHANNELS.length);
/** Unix time of race time 0, s: now that the track is built and the lights can go out. */
const started = Date.now() / 1000;
const recorder = new Recorder(race, data.rate, started, digest, data.setup.noise ? new Sensors(seed, cars) : undefined);

let speed = data.speed;
let stopped = false;
let ahead = 0;
let frames: RecordedFrame[] = [];
const opening: TimingEvent = {
  type: 'started',
  racetime: 0,
  track: race.track.name,
  laps,
  seed,
  started,
  cars: [...race.entries],
  ...data.setup,
};
let unsaid: TimingEvent[] = [opening];
let clock = { wall: performance.now(), race: 0 };
const emit = (frame: RecordedFrame): number => frames.push(frame);

function setSpeed(next: number | 'max'): void {
  speed = next;
  clock = { wall: performance.now(), race: race.time };
  recorder.frameLength = next === 'max' ? 1 : Math.min(1, Math.max(0.1, 0.1 * next));
}

port.on('message', (message: ToSimulation) => {
  if (message.type === 'speed') setSpeed(message.speed);
  else if (message.type === 'stop') stopped = true;
  else ahead--;
});

/** Race time to simulate up to. A machine that cannot keep up runs slower instead of owing ever more. */
function target(now: number): number {
  if (speed === 'max') return Infinity;
  const wanted = clock.race + ((now - clock.wall) / 1000) * speed;
  if (wanted - race.time > 0.5 * speed) clock = { wall: now, race: race.time };
  return wanted;
}

function slice(): void {
  const began = performance.now();
  const until = target(began);
  while (!race.finished && !stopped && race.time < until && ahead < BATCHES_AHEAD) {
    race.advance();
    recorder.collect(emit);
    if (race.steps % 50 === 0 && performance.now() - began > SLICE_MS) break;
  }
  const over = race.finished || stopped;
  if (over) recorder.flush(emit);
  const timing = [...unsaid, ...race.takeEvents()];
  unsaid = [];
  if (frames.length > 0 || timing.length > 0) {
    ahead++;
    const transfer = frames.map((frame) => frame.body.buffer);
    const places = new Map(race.entries.map(({ car }, i) => [car, race.distance(i)]));
    port.postMessage({ type: 'batch', frames, timing, racetime: race.time, places } satisfies FromSimulation, transfer);
    frames = [];
  }
  if (over) {
    const results = race.results();
    port.postMessage({ type: 'done', digest: digest.finish(), results, racetime: race.time, stopped } satisfies FromSimulation);
    port.close();
    return;
  }
  if (speed === 'max' && ahead < BATCHES_AHEAD) setImmediate(slice);
  else setTimeout(slice, speed === 'max' ? 1 : TICK_MS);
}

setSpeed(speed);
slice();
