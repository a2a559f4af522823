import { signal } from '@preact/signals';
import type { LapRow } from '../../common/contract.ts';

export type Rank = 'overall' | 'personal' | null;

/** Fastest sector times of a race, of each car and of all. */
export class SectorBests {
  /** Changes whenever a best does: read it to be told. */
  readonly version = signal(0);
  readonly #cars = new Map<string, number[]>();
  #overall: number[] = [];

  clear(): void {
    this.#cars.clear();
    this.#overall = [];
    this.version.value++;
  }

  /** Takes the sectors of a stored lap; the way from the grid and laps that were not finished do not count. */
  add({ car, sectors, lap_type }: Pick<LapRow, 'car' | 'sectors' | 'lap_type'>): void {
    if (lap_type === 'grid' || lap_type === 'incomplete') return;
    const own = this.#cars.get(car) ?? [];
    this.#cars.set(car, own);
    sectors.forEach((time, i) => {
      own[i] = Math.min(own[i] ?? Infinity, time);
      this.#overall[i] = Math.min(this.#overall[i] ?? Infinity, time);
    });
    this.version.value++;
  }

  /** What a sector time is worth, the times taken so far considered. */
  rank(car: string, sector: number, time: number | null): Rank {
    if (time === null) return null;
    const own = this.#cars.get(car)?.[sector];
    if (own === undefined) return null;
    if (time <= this.#overall[sector]!) return 'overall';
    return time <= own ? 'personal' : null;
  }
}
