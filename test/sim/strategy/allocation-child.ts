import { Session } from 'node:inspector/promises';
import { stdout } from 'node:process';
import { Ensemble } from '../../../sim/strategy/ensemble.ts';
import { readField } from '../../../sim/strategy/field-reader.ts';
import { fixture } from '../../fixtures/strategy/fixture.ts';

/** Races until V8 has compiled all that it is going to, and of the measurement. */
const WARM = 6000;
const SPAN = 3000;
/** Bytes between two samples of the profiler. */
const INTERVAL = 512;

interface Node {
  readonly selfSize: number;
  readonly children: readonly Node[];
}

const ensemble = new Ensemble(readField(fixture('odds-spielberg-2019')), { noise: true, events: true, seed: 1 });
ensemble.run(0, WARM);
const session = new Session();
session.connect();
await session.post('HeapProfiler.startSampling', {
  samplingInterval: INTERVAL,
  includeObjectsCollectedByMajorGC: true,
  includeObjectsCollectedByMinorGC: true,
});
ensemble.run(WARM, WARM + SPAN);
const { profile } = await session.post('HeapProfiler.stopSampling');
const size = (node: Node): number => node.children.reduce((sum, child) => sum + size(child), node.selfSize);
stdout.write(`${JSON.stringify({ race: size(profile.head) / SPAN })}\n`);
