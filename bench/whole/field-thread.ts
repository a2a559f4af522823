// Drives the field in real time: posts the frames that are due, by car.
import { parentPort, workerData } from 'node:worker_threads';
import { Field, type Load } from './load.ts';

export interface FieldData {
  load: Load;
  /** s. */
  seconds: number;
}

export type FromField = { type: 'frames'; frames: { car: string; body: Uint8Array<ArrayBuffer> }[] } | { type: 'done' };

const TICK_MS = 10;
const { load, seconds } = workerData as FieldData;
const field = new Field(load, Date.now() / 1000);
const made = Array.from({ length: load.cars }, () => 0);
const length = load.samples / load.rate;
const began = performance.now();

const timer = setInterval(() => {
  const now = Math.min((performance.now() - began) / 1000, seconds);
  const frames: Extract<FromField, { type: 'frames' }>['frames'] = [];
  for (let car = 0; car < load.cars; car++) {
    // One car after the other, not all at once.
    for (; (made[car]! + 1 + car / load.cars) * length <= now; made[car]!++) frames.push({ car: field.nameOf(car), body: field.next(car) });
  }
  if (frames.length > 0) parentPort!.postMessage({ type: 'frames', frames } satisfies FromField, frames.map(({ body }) => body.buffer));
  if (now < seconds) return;
  clearInterval(timer);
  parentPort!.postMessage({ type: 'done' } satisfies FromField);
}, TICK_MS);
