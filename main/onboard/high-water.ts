import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { crc32c } from '../../common/crc32c.ts';
import { syncFolder } from '../folder.ts';
import type { Lane } from './lane.ts';

/** How far one car's frames of one race had come. */
const highWaterMark = z.object({
  incarnation: z.string(),
  race: z.string(),
  car: z.string(),
  /** Numbers below were given out. */
  next: z.number().int().min(0),
  /** Numbers below are held by the factory. */
  confirmed: z.number().int().min(0),
});
export type HighWaterMark = z.infer<typeof highWaterMark>;

/** Numbers from `first` to `last` that were given to frames which the disk never took. */
const refused = z.object({ incarnation: z.string(), race: z.string(), car: z.string(), first: z.number().int().min(0), last: z.number().int().min(0) });
export type Refused = z.infer<typeof refused>;

const highWater = z.object({
  /** Nothing was buffered after this was written: the buffer was closed. */
  closed: z.boolean(),
  marks: z.array(highWaterMark),
  /** What is to be declared lost at the next start, because there was no place for a gap record either. */
  refused: z.array(refused).optional(),
});
/** What a buffer keeps beside its database, so that a database which has lost its end cannot hide it. */
export type HighWater = z.infer<typeof highWater>;

export function markOf({ incarnation, race, car, buffered, confirmed }: Lane): HighWaterMark {
  return { incarnation, race, car, next: buffered, confirmed };
}

/** On disk when it returns, whole or not at all. Throws the system's error. */
export function writeHighWater(path: string, water: HighWater): void {
  const text = Buffer.from(JSON.stringify(water));
  const file = openSync(`${path}.new`, 'w');
  try {
    writeSync(file, Buffer.concat([Buffer.from(`${crc32c(text).toString(16).padStart(8, '0')}\n`), text]));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  syncFolder(dirname(path));
}

/** Undefined where there is none, or none that can be believed. */
export function readHighWater(path: string): HighWater | undefined {
  try {
    const bytes = readFileSync(path);
    const text = bytes.subarray(9);
    if (bytes.subarray(0, 8).toString() !== crc32c(text).toString(16).padStart(8, '0')) return undefined;
    return highWater.parse(JSON.parse(text.toString()));
  } catch {
    return undefined;
  }
}
