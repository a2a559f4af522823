import { signal } from '@preact/signals';
import type { LapRow } from '../../common/race-view.ts';

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
  addLap({ car, sectors, lap_type }: Pick<LapRow, 'car' | 'sectors' | 'lap_type'>): void {
    if (lap_type !== 'grid' && lap_type !== 'incomplete') this.add(car, sectors);
  }

  /** Takes a car's sector times as far as there are any, s. */
  add(car: string, sectors: readonly (number | null)[]): void {
    const own = this.#cars.get(car) ?? [];
    this.#cars.set(car, own);
    let better = false;
    sectors.forEach((time, i) => {
      if (time === null || time >= (own[i] ?? Infinity)) return;
      own[i] = time;
      this.#overall[i] = Math.min(this.#overall[i] ?? Infinity, time);
      better = true;
    });
    if (better) this.version.value++;
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
