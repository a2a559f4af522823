import type { LapRow } from '../../common/race-view.ts';

export type LapKey = 'lap' | 'car' | 'driver' | 'lap_time' | 'position' | 'tyre_age' | 'S1' | 'S2' | 'S3';

export interface LapOrder {
  key: LapKey;
  /** 1 from low to high, -1 from high to low. */
  way: 1 | -1;
}

const carNames = new Intl.Collator('en', { numeric: true });

function value(lap: LapRow, key: LapKey): number | string | null {
  if (key === 'S1' || key === 'S2' || key === 'S3') return lap.sectors[Number(key[1]) - 1] ?? null;
  return lap[key];
}

/** Laps in the asked order; those without the value come last either way, equals by lap and car. */
export function sortLaps(laps: readonly LapRow[], { key, way }: LapOrder): LapRow[] {
  const compare = (a: LapRow, b: LapRow): number => {
    const left = value(a, key);
    const right = value(b, key);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return way * (typeof left === 'string' ? carNames.compare(left, String(right)) : left - Number(right));
  };
  return laps.toSorted((a, b) => compare(a, b) || a.lap - b.lap || carNames.compare(a.car, b.car));
}
