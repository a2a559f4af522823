import { z } from 'zod';

const seconds = z.number().min(0).max(1e6);
const milliseconds = z.number().min(0).max(60_000);

/** Nothing gets through from race time `at` on, s, for `lasts`; again and again with `every`. */
export const outage = z.strictObject({ at: seconds, lasts: z.number().positive().max(1e6), every: z.number().positive().max(1e6).optional() });
export type Outage = z.infer<typeof outage>;

/** A stretch of the track, m from the line, out of which no car is heard; over the line where `to` is below `from`. */
export const tunnel = z.strictObject({ from: z.number().min(0).max(1e6), to: z.number().min(0).max(1e6) });
export type Tunnel = z.infer<typeof tunnel>;

/** What a radio link is like. The same seed loses the same packets. */
export const radioProfile = z.strictObject({
  /** What a person calls it. */
  name: z.string().min(1).max(40).regex(/^\P{Cc}*$/u, 'must be one line of text').optional(),
  /** Null without a limit. */
  bits_per_second: z.number().int().min(1000).max(1e9).nullable().default(null),
  /** One way, and by how much it is more or less. */
  latency_ms: milliseconds.default(0),
  jitter_ms: milliseconds.default(0),
  /** The share of packets that are lost. They cost time, for they are sent again; data they do not cost. */
  loss: z.number().min(0, 'from 0 to 0.5').max(0.5, 'from 0 to 0.5').default(0),
  outages: z.array(outage).max(1000).default([]),
  tunnels: z.array(tunnel).max(100).default([]),
  seed: z.number().int().min(0).max(0xffffffff).default(1),
});
export type RadioProfile = z.output<typeof radioProfile>;

/** Links to choose by name: a good one, the edge of coverage, and a good one with a tunnel from 1.2 to 1.9 km after the line. */
export const RADIO_PRESETS = {
  good: { bits_per_second: 20_000_000, latency_ms: 15, jitter_ms: 3, loss: 0.001 },
  edge: { bits_per_second: 800_000, latency_ms: 200, jitter_ms: 80, loss: 0.03, outages: [{ at: 40, lasts: 6, every: 60 }] },
  tunnel: { bits_per_second: 20_000_000, latency_ms: 15, jitter_ms: 3, loss: 0.001, tunnels: [{ from: 1200, to: 1900 }] },
} as const satisfies Record<string, z.input<typeof radioProfile>>;
export type RadioPreset = keyof typeof RADIO_PRESETS;
export const RADIO_PRESET_NAMES = Object.keys(RADIO_PRESETS) as [RadioPreset, ...RadioPreset[]];

export function presetProfile(name: RadioPreset): RadioProfile {
  return radioProfile.parse({ name, ...RADIO_PRESETS[name] });
}
