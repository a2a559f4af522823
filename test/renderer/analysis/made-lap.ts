import { encodeLapTrace } from '../../../common/analysis/lap-trace.ts';
import type { LapRow, RaceRow } from '../../../common/race-view.ts';

const INTERVAL = 0.01;
export const LENGTH = 1000;

interface MadeLap {
  lapTime: number;
  /** Samples by their number; all without it. */
  stretches?: { from: number; count: number }[];
  channels?: string[];
}

/** A lap at a steady pace over 1000 m that begins 4 ms before its first sample: Speed is its pace, Gear 1 and from 500 m on 2. */
export function madeTrace(id: string, { lapTime, stretches, channels = ['Distance', 'Speed', 'Gear'] }: MadeLap): Uint8Array {
  const count = Math.floor((lapTime - 0.004) / INTERVAL) + 1;
  const there = stretches ?? [{ from: 0, count }];
  const instants = there.flatMap((stretch) => Array.from({ length: stretch.count }, (_, i) => stretch.from + i));
  const place = (i: number): number => ((0.004 + i * INTERVAL) / lapTime) * LENGTH;
  const values: Record<string, (i: number) => number> = { Distance: (i) => place(i) * 100, Speed: () => (LENGTH / lapTime) * 100, Gear: (i) => (place(i) < 500 ? 1 : 2) };
  return encodeLapTrace({
    ...{ id, racetime0: 50.004, interval: INTERVAL, instant0: 5000, stretches: there },
    channels: channels.map((name) => ({ name, resolution: name === 'Gear' ? 1 : 0.01, stride: 1, steps: Int32Array.from(instants, (i) => Math.round(values[name]!(i))) })),
  });
}

export function madeRow(id: string, more: Partial<LapRow> = {}): LapRow {
  const [race_id, car, lap] = id.split('/') as [string, string, string];
  return { id, race_id, car, driver: `Driver ${car.slice(3)}`, lap: Number(lap), lap_type: 'flying', lap_time: 80, sectors: [], compound: 'soft', tyre_age: 1, position: 1, samples: 100, ...more };
}

export function madeRace(race_id: string, more: Partial<RaceRow> = {}): RaceRow {
  return { race_id, track: 'monza', started: 1763834400, laps: 5, cars: 2, seed: 7, state: 'finished', laps_stored: 9, bytes: 9000, pinned: false, frames_stored: 9, duplicates: 0, gaps: [], ...more };
}
