/** One measured quantity of a car: what it is called, in what unit, how fine and how often it is recorded. */
export interface Channel {
  readonly name: string;
  /** SI, or what the field calls it: `rpm`, `%`, `°C`, `kPa`. Empty for a count. */
  readonly unit: string;
  /** Samples a second at the source, Hz: one of `SOURCE_RATES`. */
  readonly rate: number;
  readonly min: number;
  readonly max: number;
  /** The smallest step that is kept, in `unit`. Samples are whole multiples of it, so storage loses nothing. */
  readonly resolution: number;
  /** Standard deviation of what a real sensor of this kind adds, in `unit`; 0 for what is counted or computed. */
  readonly noise: number;
  readonly group: string;
  readonly description: string;
}

/** Hz: each is a whole number of physics steps apart, at 500 steps a second and at 1000; 1000 is taken at 500 there. */
export const SOURCE_RATES = [10, 20, 50, 100, 500, 1000] as const;

/** A channel as its group lists it. */
export type Row = readonly [
  name: string, unit: string, rate: (typeof SOURCE_RATES)[number], min: number, max: number, resolution: number, description: string, noise?: number,
];

const WHEELS = [
  ['FL', 'front left'],
  ['FR', 'front right'],
  ['RL', 'rear left'],
  ['RR', 'rear right'],
] as const;

/** A row for each wheel: the name with FL, FR, RL, RR, one after the other in that order. */
export function perWheel(...[name, unit, rate, min, max, resolution, description, noise = 0]: Row): Row[] {
  return WHEELS.map(([suffix, where]) => [name + suffix, unit, rate, min, max, resolution, `${description}, ${where}`, noise]);
}
