/** One strip chart: a channel, how it is shown, and how much of the height it gets. */
export interface Strip {
  channel: string;
  unit: string;
  /** From the channel's unit to the one shown. */
  scale: number;
  /** Digits after the point in a read-out. */
  digits: number;
  share: number;
  /** In the unit shown; null: what is in view decides, in steps of `step`. */
  range: [number, number] | null;
  step: number;
  /** Values that jump from one to the next rather than move. */
  stepped: boolean;
}

export const STRIPS: readonly Strip[] = [
  { channel: 'Speed', unit: 'km/h', scale: 3.6, digits: 0, share: 1.6, range: null, step: 50, stepped: false },
  { channel: 'RPM', unit: 'rpm', scale: 1, digits: 0, share: 1.2, range: null, step: 2000, stepped: false },
  { channel: 'Gear', unit: '', scale: 1, digits: 0, share: 0.9, range: [-0.4, 8.4], step: 2, stepped: true },
  { channel: 'Throttle', unit: '%', scale: 1, digits: 0, share: 1, range: [-5, 105], step: 50, stepped: false },
  { channel: 'Brake', unit: '%', scale: 1, digits: 0, share: 1, range: [-5, 105], step: 50, stepped: false },
];

/** Channels of the charts' subscription; a strip's place here is its column. */
export const CHART_CHANNELS: readonly string[] = [...STRIPS.map((strip) => strip.channel), 'Distance'];
export const DISTANCE_COLUMN = CHART_CHANNELS.indexOf('Distance');
