import { Session } from 'node:inspector/promises';
import { stdout } from 'node:process';
import { Race } from '../../sim/race.ts';
import { DEFAULT_TRACK, findTrack } from '../../sim/track/tracks.ts';

/** Simulated seconds until V8 has compiled all that it is going to, and of the measurement; cars. */
const WARM = 500;
const SPAN = 60;
const CARS = 5;
const STEP = 500;
/** Bytes between two samples of the profiler: a small part of what a number a step would come to. */
const INTERVAL = 512;

interface Node {
  readonly callFrame: { readonly url: string; readonly functionName: string };
  readonly selfSize: number;
  readonly children: readonly Node[];
}

const race = new Race({ track: findTrack(DEFAULT_TRACK), cars: CARS, laps: 84, seed: 7, step: STEP, breakdowns: false });

function drive(until: number): void {
  while (race.time < until) {
    race.advance();
    if (race.steps % STEP === 0) race.takeEvents();
  }
}

drive(WARM);
const session = new Session();
session.connect();
await session.post('HeapProfiler.startSampling', {
  samplingInterval: INTERVAL,
  includeObjectsCollectedByMajorGC: true,
  includeObjectsCollectedByMinorGC: true,
});
drive(WARM + SPAN);
const { profile } = await session.post('HeapProfiler.stopSampling');

let all = 0;
let physics = 0;
const count = (node: Node): void => {
  all += node.selfSize;
  if (node.callFrame.url.includes('/sim/car/')) physics += node.selfSize;
  for (const child of node.children) count(child);
};
count(profile.head);
stdout.write(`${JSON.stringify({ physics: physics / (SPAN * STEP * CARS), all: all / (SPAN * CARS) })}\n`);
