/** One measured quantity of a car: what it is called, in what unit, how fine and how often it is recorded. */
export interface Channel {
  readonly name: string;
  /** SI, or what the field calls it: `rpm`, `%`, `°C`. Empty for a count. */
  readonly unit: string;
  /** Samples a second at the source, Hz. */
  readonly rate: number;
  readonly min: number;
  readonly max: number;
  /** The smallest step that is kept, in `unit`. Samples are whole multiples of it, so storage loses nothing. */
  readonly resolution: number;
  readonly group: string;
  readonly description: string;
}

type Row = readonly [name: string, unit: string, min: number, max: number, resolution: number, description: string];

const wheels = [
  ['FL', 'front left'],
  ['FR', 'front right'],
  ['RL', 'rear left'],
  ['RR', 'rear right'],
] as const;

const perWheel = (name: string, unit: string, min: number, max: number, resolution: number, what: string): Row[] =>
  wheels.map(([suffix, where]) => [name + suffix, unit, min, max, resolution, `${what}, ${where}`]);

const groups: Readonly<Record<string, readonly Row[]>> = {
  Driver: [
    ['Throttle', '%', 0, 100, 0.1, 'Accelerator pedal'],
    ['Brake', '%', 0, 100, 0.1, 'Brake pedal'],
    ['Steer', 'rad', -0.6, 0.6, 0.0001, 'Angle of the front wheels, positive to the left'],
    ['Gear', '', -1, 8, 1, 'Engaged gear; 0 is neutral, -1 reverse'],
  ],
  Engine: [
    ['RPM', 'rpm', 0, 20000, 1, 'Crankshaft speed in revolutions a minute'],
    ['Fuel', 'kg', 0, 150, 0.001, 'Fuel left in the tank'],
    ['WaterTemp', '°C', 0, 150, 0.1, 'Coolant temperature at the engine outlet'],
    ['OilTemp', '°C', 0, 180, 0.1, 'Oil temperature in the sump'],
  ],
  Motion: [
    ['Speed', 'm/s', 0, 120, 0.01, 'Speed over the ground'],
    ['Ax', 'm/s²', -60, 60, 0.01, 'Longitudinal acceleration of the body, positive forward'],
    ['Ay', 'm/s²', -60, 60, 0.01, 'Lateral acceleration of the body, positive to the left'],
    ['Vaz', 'rad/s', -5, 5, 0.001, 'Yaw rate, positive to the left'],
    ['Heading', 'rad', -3.2, 3.2, 0.0001, 'Direction the car points in, from the x axis, positive to the left'],
  ],
  Position: [
    ['Distance', 'm', 0, 30000, 0.01, 'Way from the start line: the projection onto the centre line'],
    ['Offset', 'm', -30, 30, 0.01, 'Distance from the centre line, positive to the left'],
    ['X', 'm', -20000, 20000, 0.01, 'Position east of the map origin'],
    ['Y', 'm', -20000, 20000, 0.01, 'Position north of the map origin'],
    ['LapTime', 's', 0, 3600, 0.001, 'Time since this lap began'],
    ['Position', '', 1, 64, 1, 'Place in the race'],
  ],
  Wheels: perWheel('WheelSpeed', 'rad/s', 0, 600, 0.01, 'Rotation of the wheel'),
  Tyres: [
    ...perWheel('TyreTemp', '°C', -20, 200, 0.1, 'Tyre surface temperature'),
    ...perWheel('TyreWear', '%', 0, 100, 0.001, 'Tread that is gone'),
  ],
  Brakes: perWheel('BrakeTemp', '°C', -20, 1300, 0.1, 'Brake disc temperature'),
};

const SOURCE_RATE = 100;

/** Every channel of the simulated car, in the order in which samples are stored and digested. */
export const CHANNELS: readonly Channel[] = Object.entries(groups).flatMap(([group, rows]) =>
  rows.map(([name, unit, min, max, resolution, description]) => ({
    name,
    unit,
    rate: SOURCE_RATE,
    min,
    max,
    resolution,
    group,
    description,
  })),
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

/** The whole number of `resolution` steps nearest to `value`, kept inside 32 bits; 0 for what is not a number. */
export function toSteps(value: number, resolution: number): number {
  const steps = resolution < 1 ? Math.round(value * Math.round(1 / resolution)) : Math.round(value / resolution);
  return steps > 0x7fffffff ? 0x7fffffff : steps < -0x80000000 ? -0x80000000 : steps | 0;
}
