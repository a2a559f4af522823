import { CHANNELS } from '../../common/channels.ts';
import type { Channel } from '../../common/channels.ts';

/** One strip chart: a channel, how it is shown, and how much of the height it gets. */
export interface Strip {
  channel: string;
  unit: string;
  /** From the channel's unit to the one shown. */
  scale: number;
  /** Digits after the point in a read-out. */
  digits: number;
  share: number;
  /** In the unit shown; null: what is in view decides. */
  range: [number, number] | null;
  /** What the ends of such a range are multiples of; null: that goes by the span in view as well. */
  step: number | null;
  /** From one line of the grid to the next, always; null: as there is room. */
  ticks: number | null;
  /** Closer together no lines of the grid make sense. */
  finest: number;
  /** Values that jump from one to the next rather than move. */
  stepped: boolean;
}

const PEDAL = { unit: '%', scale: 1, digits: 0, share: 1, range: [-5, 105], step: 50, ticks: null, finest: 1, stepped: false } satisfies Partial<Strip>;

/** The channels that everybody looks at, as they are used to be seen. */
const KNOWN: readonly Strip[] = [
  { channel: 'Speed', unit: 'km/h', scale: 3.6, digits: 0, share: 1.6, range: null, step: 50, ticks: null, finest: 1, stepped: false },
  { channel: 'RPM', unit: 'rpm', scale: 1, digits: 0, share: 1.2, range: null, step: 2000, ticks: null, finest: 1000, stepped: false },
  { channel: 'Gear', unit: '', scale: 1, digits: 0, share: 0.9, range: [-0.4, 8.4], step: 2, ticks: 2, finest: 1, stepped: true },
  { channel: 'Throttle', ...PEDAL },
  { channel: 'Brake', ...PEDAL },
];

export const DEFAULT_STRIPS: readonly string[] = KNOWN.map((strip) => strip.channel);

/** Units that a person reads instead of the stored ones, and the factor. */
const SHOWN_AS: Readonly<Record<string, readonly [unit: string, scale: number]>> = {
  'm/s': ['km/h', 3.6],
  'm/s²': ['g', 1 / 9.80665],
  rad: ['°', 180 / Math.PI],
};
/** Digits after the point, and in all where a value has a unit. */
const MOST_DIGITS = 3;
const MOST_FIGURES = 4;

/** How a channel is shown as a strip. Throws for a name that is not in the catalogue. */
export function stripOf(name: string): Strip {
  const known = KNOWN.find((strip) => strip.channel === name);
  if (known) return known;
  const channel = CHANNELS.find((each) => each.name === name);
  if (!channel) throw new Error(`no channel is called ${name}`);
  return plainStrip(channel);
}

function plainStrip({ name, unit, group, resolution, min, max }: Channel): Strip {
  const [shown, scale] = (group === 'Conditions' ? undefined : SHOWN_AS[unit]) ?? [unit, 1];
  const finest = resolution * scale;
  const stepped = unit === '' && resolution === 1;
  const room = unit === '' ? MOST_DIGITS : MOST_FIGURES - Math.ceil(Math.log10(max * scale));
  const digits = Math.max(0, Math.min(MOST_DIGITS, room, Math.ceil(-Math.log10(finest) - 0.05)));
  const isSwitch = stepped && min === 0 && max === 1;
  return {
    ...{ channel: name, unit: shown, scale, digits, finest, stepped, share: 1 },
    ...{ range: isSwitch ? [-0.1, 1.1] : null, step: null, ticks: isSwitch ? 1 : null },
  };
}

/** Column of `Distance` in what the charts subscribe to. */
export const DISTANCE_COLUMN = 0;

/** What the charts subscribe to for these strips. */
export function chartChannels(strips: readonly string[]): string[] {
  return ['Distance', ...strips.filter((name) => name !== 'Distance')];
}
