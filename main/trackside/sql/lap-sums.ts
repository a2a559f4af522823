import { fromSteps } from '../../../common/channels.ts';
import { multiple } from '../laps/along.ts';
import { reading } from '../laps/lap-functions.ts';
import type { OpenChannel, OpenLap } from '../laps/open-lap.ts';
import type { SqlArguments } from './sql-arguments.ts';

const COMPARISONS = ['>', '>=', '<', '<=', '=', '<>'] as const;
type Comparison = (typeof COMPARISONS)[number];

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
  channel: OpenChannel;
  comparison: Comparison;
  value: number;
}

/** `time_where(id, channel, comparison, value, …)`: s. Looks where all channels have a sample; each stands for the time to the next such instant. */
export function timeWhere(lap: OpenLap, args: SqlArguments): number | undefined {
  const conditions: Condition[] = [];
  let missing = false;
  do {
    const name = args.text();
    const [comparison, value] = [args.oneOf(COMPARISONS), args.number()];
    const channel = reading(() => lap.channel(name));
    if (channel) conditions.push({ channel, comparison, value });
    else missing = true;
  } while (args.left > 0);
  if (missing) return undefined;
  const stride = conditions.map(({ channel }) => channel.stride).reduce(commonMultiple);
  const holds = new Uint8Array(lap.instants(stride).length).fill(1);
  for (const condition of conditions) refuse(holds, lap, condition, stride);
  let count = 0;
  for (let i = 0; i < holds.length; i++) count += holds[i]!;
  return count * stride * lap.index.interval;
}

/** Sets to 0 where the condition does not hold. */
function refuse(holds: Uint8Array, lap: OpenLap, { channel, comparison, value }: Condition, stride: number): void {
  const { steps, resolution } = channel;
  const [least, most] = stepsWithin(comparison, value, resolution);
  const except = comparison === '<>' ? stepsWithin('=', value, resolution) : [1, 0];
  const places = stride === channel.stride ? undefined : lap.placesIn(channel.stride, stride);
  for (let i = 0; i < holds.length; i++) {
    const step = steps[places ? places[i]! : i]!;
    if (step < least || step > most || (step >= except[0]! && step <= except[1]!)) holds[i] = 0;
  }
}

/** The steps whose value meets a comparison, as the least and the most of them, so that samples need not be made numbers of their unit. */
function stepsWithin(comparison: Comparison, value: number, resolution: number): [least: number, most: number] {
  if (comparison === '<>') return [-Infinity, Infinity];
  let floor = Math.floor(value / resolution) - 1;
  while (fromSteps(floor + 1, resolution) <= value) floor++;
  const exact = fromSteps(floor, resolution) === value;
  const ceiling = exact ? floor : floor + 1;
  if (comparison === '>') return [floor + 1, Infinity];
  if (comparison === '>=') return [ceiling, Infinity];
  if (comparison === '<') return [-Infinity, ceiling - 1];
  if (comparison === '<=') return [-Infinity, floor];
  return exact ? [floor, floor] : [1, 0];
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
