import { DEFAULT_STRIPS } from '../live/strips.ts';
import type { PanelKind } from './layout.ts';

interface KindLook {
  title: string;
  /** On its tab, where the title is too long for that. */
  tab?: string;
  /** Kinds that it comes beside as a tab when it is added, where one of them shows. */
  mates?: readonly PanelKind[];
  /** What there is only one of in a layout. */
  once?: boolean;
  /** In which directions its content has a size of its own. */
  fits?: 'width' | 'height';
  /** Whether it needs live samples. */
  live?: boolean;
  /** Channels that it shows where its layout names none; missing for what shows none. */
  channels?: readonly string[];
  /** Whether keys of charts do something in it. */
  chartKeys?: boolean;
  /** A whole screen of several parts: it scrolls where its place is narrower than this, CSS px. */
  screen?: number;
}

const FIGURES: readonly PanelKind[] = ['lap-map', 'scatter', 'histogram', 'spectrum'];
const TABLES: readonly PanelKind[] = ['sections', 'report', 'tyre-age'];

/** What there is to know of each kind of panel, beside what it draws. */
export const KIND_LOOKS: Readonly<Record<PanelKind, KindLook>> = {
  tower: { title: 'Timing tower', fits: 'width' },
  control: { title: 'Race control' },
  charts: { title: 'Strip charts', live: true, channels: DEFAULT_STRIPS, chartKeys: true },
  values: { title: 'Values and gauges', live: true, channels: [...DEFAULT_STRIPS, 'Steer', 'Fuel'] },
  map: { title: 'Track map', live: true },
  car: { title: 'Car: tyres, brakes, machinery', fits: 'height', live: true },
  link: { title: 'Radio link', fits: 'height' },
  laps: { title: 'Races and laps', once: true, screen: 700 },
  analysis: { title: 'Analysis', once: true, screen: 700, chartKeys: true },
  'lap-map': { title: 'Map of a lap: time lost, or any channel', tab: 'Map', mates: FIGURES },
  sections: { title: 'Sectors and corners', tab: 'Sections', mates: TABLES },
  histogram: { title: 'Histogram', mates: FIGURES },
  scatter: { title: 'Scatter and G–G', tab: 'G–G', mates: FIGURES },
  spectrum: { title: 'Spectrum', mates: FIGURES },
  report: { title: 'Channel report', tab: 'Report', mates: TABLES },
  'tyre-age': { title: 'Lap times by tyre age', tab: 'Tyre age', mates: TABLES },
  'link-screen': { title: 'Link in full', once: true, screen: 420 },
  strategy: { title: 'Strategy', once: true, screen: 860 },
  sql: { title: 'SQL', once: true, screen: 560 },
};
