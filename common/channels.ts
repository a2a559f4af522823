import { aero, conditions, motion, position } from './channels/body.ts';
import type { Channel, Row } from './channels/channel.ts';
import { brakes, suspension, tyres, wheels } from './channels/corners.ts';
import { control, driver, timing } from './channels/driving.ts';
import { damage, engine, ers, fuel, gearbox } from './channels/machinery.ts';

export { SOURCE_RATES, type Channel } from './channels/channel.ts';

const groups: Readonly<Record<string, readonly Row[]>> = {
  Driver: driver,
  Engine: engine,
  Gearbox: gearbox,
  Motion: motion,
  Position: position,
  Aero: aero,
  Wheels: wheels,
  Tyres: tyres,
  Brakes: brakes,
  Suspension: suspension,
  ERS: ers,
  Fuel: fuel,
  Timing: timing,
  Conditions: conditions,
  Control: control,
  Damage: damage,
};

/** Names of the groups, in the order of the catalogue. */
export const CHANNEL_GROUPS: readonly string[] = Object.keys(groups);

/** Every channel of the simulated car, in the order in which samples are stored and digested. */
export const CHANNELS: readonly Channel[] = Object.entries(groups).flatMap(([group, rows]) =>
  rows.map(([name, unit, rate, min, max, resolution, description, noise = 0]) => ({ name, unit, rate, min, max, resolution, noise, group, description })),
);

/** Place of a channel in `CHANNELS`. Throws when there is none of that name. */
export function channelIndex(name: string): number {
  const index = CHANNELS.findIndex((channel) => channel.name === name);
  if (index < 0) throw new Error(`no channel is called ${name}`);
  return index;
}

/** The value that `count` steps of a channel's resolution stand for, without binary noise such as 0.30000000000000004. */
export function fromSteps(count: number, resolution: number): number {
  const perUnit = Math.round(1 / resolution);
  return resolution < 1 ? count / perUnit : count * resolution;
}

/** As `fromSteps`, for the samples of a channel: fills as many of `values`. */
export function fillFromSteps(values: Float32Array | Float64Array, steps: Int32Array, resolution: number): void {
  const parts = resolution < 1 ? Math.round(1 / resolution) : 1;
  const times = resolution < 1 ? 1 : resolution;
  for (let i = 0; i < steps.length; i++) values[i] = (steps[i]! * times) / parts;
}

/** The whole number of `resolution` steps nearest to `value`, kept inside 32 bits; 0 for what is not a number. */
export function toSteps(value: number, resolution: number): number {
  const steps = resolution < 1 ? Math.round(value * Math.round(1 / resolution)) : Math.round(value / resolution);
  return steps > 0x7fffffff ? 0x7fffffff : steps < -0x80000000 ? -0x80000000 : steps | 0;
}

const perUnit = Float64Array.from(CHANNELS, ({ resolution }) => (resolution < 1 ? Math.round(1 / resolution) : 1 / resolution));

/** As `toSteps`, for the channel at a place in `CHANNELS`; for loops over many. */
export function channelSteps(channel: number, value: number): number {
  const steps = value * perUnit[channel]!;
  if (steps > 0x7fffffff) return 0x7fffffff;
  if (steps < -0x80000000) return -0x80000000;
  // As Math.round, whose branch no processor foresees: it goes by the fraction, which is as good as chance.
  const above = Math.ceil(steps);
  return (above - Math.ceil(above - 0.5 - steps)) | 0;
}
