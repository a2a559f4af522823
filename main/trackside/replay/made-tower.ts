import type { LapHead } from '../../../common/lap.ts';
import type { Standing } from '../../../common/timing.ts';

/** What is known of a car at a moment. */
interface Car {
  first: LapHead;
  /** Of each of its laps, by number. */
  heads: ReadonlyMap<number, LapHead>;
  /** Laps that it has ended; one less than its first while it is in that. */
  done: number;
  /** Race time at which it ended each of them, s. */
  ends: Map<number, number>;
  last: number | null;
  best: number | null;
  sectors: (number | null)[];
  stops: number;
  state: Standing['state'];
  reason: string | undefined;
}

/** The timing tower of a race as it is worked out, one thing that happened after another. */
export class MadeTower {
  private readonly laps: number;
  private readonly cars: ReadonlyMap<string, Car>;
  private order: Car[];
  /** The winner has crossed the line for the last time. */
  private flagged = false;

  constructor(heads: readonly LapHead[], laps: number) {
    this.laps = laps;
    const byCar = Map.groupBy(heads, ({ car }) => car);
    this.cars = new Map(
      [...byCar].map(([name, own]) => {
        const [first] = own.toSorted((a, b) => a.lap - b.lap) as [LapHead];
        const car: Car = { first, heads: new Map(own.map((head) => [head.lap, head])), done: first.lap - 1, ends: new Map(), last: null, best: null, sectors: [], stops: 0, state: 'running', reason: undefined };
        return [name, car];
      }),
    );
    this.order = [...this.cars.values()].sort((a, b) => b.done - a.done || (a.first.position ?? Infinity) - (b.first.position ?? Infinity) || a.first.number - b.first.number);
  }

  with(name: string, change: (car: Car) => void): void {
    const car = this.cars.get(name);
    if (car) change(car);
  }

  ended(name: string, head: LapHead, at: number): void {
    this.with(name, (car) => {
      car.done = head.lap;
      car.ends.set(head.lap, at);
      car.sectors = [...head.sectors];
      if (head.lap_type !== 'grid' && head.lap_time !== null) {
        car.last = head.lap_time;
        car.best = Math.min(car.best ?? Infinity, head.lap_time);
      }
      if (this.laps > 0 && head.lap >= this.laps) this.flagged = true;
      if (this.flagged && car.state === 'running') car.state = 'finished';
      this.sort();
    });
  }

  /** Who is ahead at the line; between two crossings, who was ahead stays so. */
  private sort(): void {
    const out = (car: Car): number => Number(car.state === 'out');
    this.order = this.order.toSorted((a, b) => out(a) - out(b) || b.done - a.done || (a.ends.get(a.done) ?? 0) - (b.ends.get(b.done) ?? 0));
  }

  passed(name: string, other: string): void {
    const [car, behind] = [this.cars.get(name), this.cars.get(other)];
    if (!car || !behind || this.order.indexOf(car) < this.order.indexOf(behind)) return;
    this.order = this.order.filter((each) => each !== car);
    this.order.splice(this.order.indexOf(behind), 0, car);
  }

  out(name: string, reason: string | undefined): void {
    this.with(name, (car) => {
      car.state = 'out';
      car.reason = reason;
      this.sort();
    });
  }

  finish(): void {
    for (const car of this.order) if (car.state !== 'out') car.state = 'finished';
  }

  rows(): Standing[] {
    return this.order.map((car, place) => {
      const { first, done, last, best, sectors, stops, state, reason } = car;
      const { compound, tyre_age } = tyresOf(car);
      const behind = (other: Car | undefined): number | null => {
        const [own, theirs] = [car.ends.get(done), other?.ends.get(done)];
        return state === 'out' || own === undefined || theirs === undefined ? null : Math.max(0, own - theirs);
      };
      return {
        ...{ car: first.car, position: place + 1, lap: Math.max(0, state === 'finished' ? done : done + 1), gap: behind(this.order[0]), interval: place === 0 ? null : behind(this.order[place - 1]) },
        ...{ last, best, sectors: [...sectors], compound: compound ?? 'medium', tyre_age: tyre_age ?? 0, stops, state, ...(reason !== undefined && { reason }) },
      };
    });
  }
}

/** Of the lap that it is on; after its last one, of that, a lap older. */
function tyresOf({ first, heads, done }: Car): Pick<LapHead, 'compound' | 'tyre_age'> {
  const [now, before] = [heads.get(done + 1), heads.get(done)];
  if (now || !before) return now ?? first;
  return { compound: before.compound, tyre_age: (before.tyre_age ?? 0) + (before.lap_type === 'grid' ? 0 : 1) };
}
