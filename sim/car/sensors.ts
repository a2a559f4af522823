import { CHANNELS } from '../../common/channels.ts';
import { Random } from '../random.ts';

/** First of the streams of the race's random numbers that sensors draw from, one a car. */
const STREAM = 3001;
/** Steps that a sensor's range is cut into: a converter of 16 bits. */
const CONVERTER = 65_536;
/** Mean time from one drop-out of a sensor to the next, s, and how long one lasts at least and at most, s. */
const HOLDS = 3600;
const SHORTEST = 0.1;
const LONGEST = 2;

const noise = Float64Array.from(CHANNELS, (channel) => channel.noise);
const lowest = Float64Array.from(CHANNELS, (channel) => channel.min);
const highest = Float64Array.from(CHANNELS, (channel) => channel.max);
const converterStep = Float64Array.from(CHANNELS, ({ min, max }) => (max - min) / CONVERTER);

/**
 * What the sensors of the cars read for what is true: near-normal noise of the catalogue's deviation, the steps and the limits
 * of a converter over the channel's range, and now and then a drop-out, in which a sensor holds its last reading or gives
 * the lowest one. What is counted or computed (`noise` 0) is read as it is. Equal seeds and calls give equal readings.
 */
export class Sensors {
  private readonly randoms: readonly Random[];
  /** For each car and channel: s that a drop-out has left, and what is read during it. */
  private readonly dead: Float64Array;
  private readonly held: Float64Array;
  private readonly last: Float64Array;

  constructor(seed: number, cars: number) {
    this.randoms = Array.from({ length: cars }, (_, car) => new Random(seed, STREAM + car));
    this.dead = new Float64Array(cars * CHANNELS.length);
    this.held = new Float64Array(cars * CHANNELS.length);
    this.last = new Float64Array(cars * CHANNELS.length);
  }

  /** `channel` is a place in `CHANNELS`, `truth` in its unit; to be called `rate` times a second for each car and channel, in order of time. */
  read(car: number, channel: number, truth: number, rate: number): number {
    const deviation = noise[channel]!;
    if (deviation === 0) return truth;
    const at = car * noise.length + channel;
    const random = this.randoms[car]!;
    if (this.dead[at]! > 0) {
      this.dead[at] = this.dead[at]! - 1 / rate;
      return this.held[at]!;
    }
    const value = converted(truth + deviation * random.normal(), channel);
    if (random.uniform() < 1 / (HOLDS * rate)) {
      this.dead[at] = random.between(SHORTEST, LONGEST);
      this.held[at] = random.uniform() < 0.5 ? this.last[at]! : lowest[channel]!;
      return this.held[at];
    }
    this.last[at] = value;
    return value;
  }
}

function converted(value: number, channel: number): number {
  const step = converterStep[channel]!;
  const low = lowest[channel]!;
  const high = highest[channel]!;
  return value <= low ? low : value >= high ? high : low + Math.round((value - low) / step) * step;
}
