import { z } from 'zod';
import { WINDOWS } from '../../../common/analysis/spectrum.ts';

const channel = z.string().min(1).max(60);
/** Channels that a report shows at most. */
export const MOST_REPORTED = 12;
/** By what a report divides laps. */
export const PARTS = ['lap', 'sectors', 'corners'] as const;

/** What a person has chosen in a panel of figures; each kind of panel takes what it knows. */
const chosen = z.strictObject({
  /** What a histogram and a spectrum show; what goes to the right in a scatter. */
  channel,
  /** What goes up in a scatter. */
  against: channel,
  /** What colours the points of a scatter, and the road of a map; null: each lap has its own colour, and the road has the time that is lost. */
  colour: channel.nullable(),
  /** Of a bin, in the unit shown; null: as suits the values. */
  width: z.number().positive().nullable(),
  /** Shares of the time instead of seconds. */
  share: z.boolean(),
  window: z.enum(WINDOWS),
  /** Length of the blocks that are averaged, s; null: one block. */
  block: z.number().positive().max(600).nullable(),
  /** Amplitudes by powers of ten. */
  log: z.boolean(),
  /** The highest frequency that is shown, Hz; null: all. */
  highest: z.number().positive().nullable(),
  reported: z.array(channel).min(1).max(MOST_REPORTED),
  parts: z.enum(PARTS),
});
export type FigureChosen = z.infer<typeof chosen>;
export type FigureSettings = Partial<FigureChosen>;
export const figureSettings = chosen.partial();

export const FIGURE_KINDS = ['histogram', 'scatter', 'spectrum', 'report', 'lap-map'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

const COMMON: FigureChosen = {
  ...{ channel: 'Speed', against: 'Ax', colour: null, width: null, share: false, window: 'hann', block: null, log: false, highest: null },
  ...{ reported: ['Speed', 'Throttle', 'Brake'], parts: 'sectors' },
};

/** What a panel shows until a person chooses something else. */
export const FIGURE_DEFAULTS: Readonly<Record<FigureKind, FigureChosen>> = {
  histogram: COMMON,
  scatter: { ...COMMON, channel: 'Ay' },
  spectrum: { ...COMMON, channel: 'DamperSpeedFL', block: 4 },
  report: COMMON,
  'lap-map': COMMON,
};

/** Out of a file or a browser's memory: what fits the schema, and names channels that there are. */
export function readSettings(value: unknown, isKnown: (channel: string) => boolean): FigureSettings {
  const { data } = figureSettings.safeParse(value);
  if (!data) return {};
  const { channel: one, against, colour, reported, ...rest } = data as FigureSettings;
  const listed = [...new Set(reported)].filter(isKnown);
  return {
    ...rest,
    ...(one !== undefined && isKnown(one) && { channel: one }),
    ...(against !== undefined && isKnown(against) && { against }),
    ...(colour !== undefined && (colour === null || isKnown(colour)) && { colour }),
    ...(listed.length > 0 && { reported: listed }),
  };
}
