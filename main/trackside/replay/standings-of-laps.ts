import type { LapHead } from '../../../common/lap.ts';
import type { Standing } from '../../../common/timing.ts';
import type { Standings } from '../standings-store.ts';

/** What is known of a car at a moment. */
interface Car {
  head: LapHead;
  done: number;
  /** Race time at which its last lap ended, s. */
  crossed: number;
  last: number | null;
  best: number | null;
  sectors: (number | null)[];
  stops: number;
  out: boolean;
}

/** The timing tower from lap documents alone, a new one when a car ends a lap: for races whose own standings were not kept. */
export class StandingsOfLaps {
  /** In the order of their ends. */
  private readonly ends: { at: number; head: LapHead }[];
  private readonly grid: readonly LapHead[];

  constructor(heads: readonly LapHead[]) {
    const firsts = new Map<string, LapHead>();
    for (const head of heads) if (head.lap < (firsts.get(head.car)?.lap ?? Infinity)) firsts.set(head.car, head);
    this.grid = [...firsts.values()].sort((a, b) => a.lap - b.lap || (a.position ?? Infinity) - (b.position ?? Infinity) || a.number - b.number);
    this.ends = heads.map((head) => ({ at: endOf(head), head })).sort((a, b) => a.at - b.at);
  }

  /** Undefined before the first car is heard of. */
  at(racetime: number): Standings | undefined {
    const cars = new Map<string, Car>();
    for (const head of this.grid) {
      cars.set(head.car, { head, done: head.lap - 1, crossed: 0, last: null, best: null, sectors: [], stops: 0, out: false });
    }
    for (const { at, head } of this.ends) {
      if (at > racetime) break;
      end(cars.get(head.car)!, head, at);
    }
    if (cars.size === 0) return undefined;
    const order = [...cars.values()].sort((a, b) => Number(a.out) - Number(b.out) || b.done - a.done || a.crossed - b.crossed);
    return { type: 'standings', racetime, rows: order.map((car, place) => rowOf(car, place, order)) };
  }

  /** Race time of the newest tower, s: it stays the same until the next lap ends. */
  changedAt(racetime: number): number {
    return this.ends.findLast(({ at }) => at <= racetime)?.at ?? -Infinity;
  }
}

/** s of race time; of a lap that was not finished, as far as its samples go. */
export function endOf({ racetime, lap_time, samples, rate }: LapHead): number {
  return racetime + (lap_time ?? samples / rate);
}

function end(car: Car, head: LapHead, at: number): void {
  car.head = head;
  car.crossed = at;
  if (head.lap_type === 'incomplete' || head.lap_time === null) {
    car.out = true;
    return;
  }
  car.done = head.lap;
  car.sectors = [...head.sectors];
  if (head.lap_type === 'in') car.stops++;
  if (head.lap_type === 'grid') return;
  car.last = head.lap_time;
  car.best = Math.min(car.best ?? Infinity, head.lap_time);
}

function rowOf(car: Car, place: number, order: readonly Car[]): Standing {
  const { head, done, last, best, sectors, stops, out, crossed } = car;
  const behind = (other: Car | undefined): number | null => (other && !out && other.done === done && done >= 0 ? crossed - other.crossed : null);
  return {
    ...{ car: head.car, position: place + 1, lap: done + 1, gap: behind(order[0]), interval: place === 0 ? null : behind(order[place - 1]) },
    ...{ last, best, sectors, compound: head.compound ?? 'medium', tyre_age: head.tyre_age ?? 0, stops, state: out ? 'out' : 'running' },
  };
}
