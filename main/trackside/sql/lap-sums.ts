import { fromSteps } from '../../../common/channels.ts';
import { multiple } from '../laps/along.ts';
import { reading } from '../laps/lap-functions.ts';
import type { OpenLap } from '../laps/open-lap.ts';
import { samplesOf } from '../laps/sample-index.ts';
import type { SqlArguments } from './sql-arguments.ts';

const COMPARISONS = ['>', '>=', '<', '<=', '=', '<>'] as const;
type Comparison = (typeof COMPARISONS)[number];
/** Of an int32. */
const SMALLEST = -0x80000000;
const LARGEST = 0x7fffffff;

interface Summary {
  min: number;
  max: number;
  mean: number;
}

/** Of the samples of a channel, all or those between two distances, both included. Undefined where there is none. */
export function summary(lap: OpenLap, args: SqlArguments): Summary | undefined {
  const name = args.text();
  const [from, to] = args.left > 0 ? [args.number(), args.number()] : [-Infinity, Infinity];
  args.end();
  const channel = reading(() => lap.channel(name));
  if (!channel) return undefined;
  const { steps, stride, resolution } = channel;
  const distances = from === -Infinity ? null : reading(() => lap.distances(stride));
  if (distances === undefined) return undefined;
  let count = 0;
  let sum = 0;
  let min = Infinity;
  let max = -Infinity;
  for (let i = 0; i < steps.length; i++) {
    if (distances !== null && !(distances[i]! >= from && distances[i]! <= to)) continue;
    const value = steps[i]!;
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (count === 0) return undefined;
  return { min: fromSteps(min, resolution), max: fromSteps(max, resolution), mean: fromSteps(sum, resolution) / count };
}

interface Condition {
  channel: string;
  comparison: Comparison;
  value: number;
}

/** 1 where every condition so far holds; kept from lap to lap. */
let marks = new Uint8Array(1 << 14);

/** `time_where(id, channel, comparison, value, …)`: s. Looks where all channels have a sample; each stands for the time to the next such instant. */
export function timeWhere(lap: OpenLap, args: SqlArguments): number | undefined {
  const conditions: Condition[] = [];
  do conditions.push({ channel: args.text(), comparison: args.oneOf(COMPARISONS), value: args.number() });
  while (args.left > 0);
  const strides = conditions.map(({ channel }) => lap.strideOf(channel));
  if (strides.includes(undefined)) return undefined;
  const stride = (strides as number[]).reduce(commonMultiple);
  const length = samplesOf(stride, lap.index);
  if (length > marks.length) marks = new Uint8Array(length * 2);
  marks.fill(1, 0, length);
  let count = length;
  for (const condition of conditions) {
    // What no sample meets any more need not be read on.
    if (count === 0) break;
    count = stillHolds(lap, condition, stride, length);
  }
  return count * stride * lap.index.interval;
}

/** Clears the marks of samples that do not meet a condition, and counts those that are left. */
function stillHolds(lap: OpenLap, { channel: name, comparison, value }: Condition, stride: number, length: number): number {
  const channel = reading(() => lap.channel(name))!;
  const { steps } = channel;
  const except = comparison === '<>' ? 1 : 0;
  const [least, most] = stepsWithin(comparison, value, channel.resolution);
  if (least > most) {
    if (except === 0) marks.fill(0, 0, length);
    return except === 0 ? 0 : countMarks(length);
  }
  if (stride === channel.stride) return markWithin(marks, steps, length, least, most, except);
  const places = lap.placesIn(channel.stride, stride);
  return markWithin(marks, places.map((place) => steps[place]!), length, least, most, except);
}

function markWithin(held: Uint8Array, steps: Int32Array, length: number, least: number, most: number, except: 0 | 1): number {
  // What is below the least wraps to far above.
  const span = (most - least) >>> 0;
  let count = 0;
  for (let i = 0; i < length; i++) {
    const within = (steps[i]! - least) >>> 0 <= span ? 1 : 0;
    const holds = held[i]! & (within ^ except);
    held[i] = holds;
    count += holds;
  }
  return count;
}

function countMarks(length: number): number {
  let count = 0;
  for (let i = 0; i < length; i++) count += marks[i]!;
  return count;
}

/**
 * The int32 steps whose value meets a comparison, as the least and the most of them, so that samples need not be made numbers of
 * their unit; for `<>`, those whose value does not. The least is above the most where there is none.
 */
function stepsWithin(comparison: Comparison, value: number, resolution: number): [least: number, most: number] {
  let floor = Math.floor(value / resolution) - 1;
  while (fromSteps(floor + 1, resolution) <= value) floor++;
  const exact = fromSteps(floor, resolution) === value;
  const ceiling = exact ? floor : floor + 1;
  const [least, most] = ((): [number, number] => {
    if (comparison === '>') return [floor + 1, LARGEST];
    if (comparison === '>=') return [ceiling, LARGEST];
    if (comparison === '<') return [SMALLEST, ceiling - 1];
    if (comparison === '<=') return [SMALLEST, floor];
    return exact ? [floor, floor] : [1, 0];
  })();
  const [from, to] = [Math.max(least, SMALLEST), Math.min(most, LARGEST)];
  return from > to ? [1, 0] : [from | 0, to | 0];
}

function commonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}

/** `channel_histogram(id, channel, width)`: bins begin at whole multiples of the width; those without a sample are left out. */
export function histogram(lap: OpenLap, args: SqlArguments): string | undefined {
  const name = args.text();
  const width = args.positive();
  args.end();
  const channel = reading(() => lap.channel(name));
  if (!channel) return undefined;
  const { steps, stride, resolution } = channel;
  const bins = new Map<number, number>();
  for (const step of steps) {
    const bin = Math.floor(Number((fromSteps(step, resolution) / width).toPrecision(12)));
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  const seconds = stride * lap.index.interval;
  const sorted = [...bins].sort(([a], [b]) => a - b);
  return JSON.stringify(sorted.map(([bin, samples]) => ({ from: multiple(bin, width), to: multiple(bin + 1, width), samples, seconds: samples * seconds })));
}
