import type { LapHead } from '../../../common/lap.ts';
import type { TimingEvent } from '../../../common/timing.ts';
import type { Standings } from '../standings-store.ts';
import { MadeTower } from './made-tower.ts';

interface Change {
  at: number;
  /** Of two at a time, the lap's end comes first. */
  rank: number;
  make(tower: MadeTower): void;
}

/** A lap that is broken off this long before the end of the race is where its car stopped, s. */
const GIVEN_UP = 10;

/**
 * The timing tower from lap documents, and what race control and the timing loops said where that was kept: for races whose own standings were not. It
 * changes when a car ends a lap or a sector, passes another, stops or is out; gaps are those at the line.
 */
export class StandingsOfLaps {
  private readonly heads: readonly LapHead[];
  private readonly laps: number;
  private readonly changes: readonly Change[];
  /** As of `changes[0]` to `changes[next - 1]`. */
  private tower: MadeTower;
  private next = 0;

  /** `laps` of the whole race; 0 where that is not known. */
  constructor(heads: readonly LapHead[], events: readonly TimingEvent[], laps: number) {
    this.heads = heads;
    this.laps = laps;
    this.changes = changesOf(heads, events);
    this.tower = new MadeTower(heads, laps);
  }

  /** Undefined for a race of which no lap can be read. */
  at(racetime: number): Standings | undefined {
    if (this.heads.length === 0) return undefined;
    if (this.next > 0 && this.changes[this.next - 1]!.at > racetime) {
      this.tower = new MadeTower(this.heads, this.laps);
      this.next = 0;
    }
    for (; this.next < this.changes.length && this.changes[this.next]!.at <= racetime; this.next++) this.changes[this.next]!.make(this.tower);
    return { type: 'standings', racetime, rows: this.tower.rows() };
  }

  /** Race time of the newest change, s; -Infinity before the first. */
  changedAt(racetime: number): number {
    return this.changes.findLast(({ at }) => at <= racetime)?.at ?? -Infinity;
  }
}

function changesOf(heads: readonly LapHead[], events: readonly TimingEvent[]): Change[] {
  const crossings = new Map(events.flatMap((event) => (event.type === 'lap' ? [[`${event.car} ${event.lap}`, event.racetime] as const] : [])));
  const stopsTold = events.some(({ type }) => type === 'pit');
  const over = Math.max(...heads.map(endOf));
  const changes = heads.map((head): Change => {
    const at = crossings.get(`${head.car} ${head.lap}`) ?? endOf(head);
    if (head.lap_type !== 'incomplete') {
      return {
        at,
        rank: 0,
        make(tower) {
          tower.ended(head.car, head, at);
          if (!stopsTold && head.lap_type === 'in') tower.with(head.car, (car) => car.stops++);
        },
      };
    }
    return { at, rank: 1, make: (tower) => at < over - GIVEN_UP && tower.out(head.car, undefined) };
  });
  for (const event of events) {
    const make = changeOf(event);
    if (make) changes.push({ at: event.racetime, rank: 2, make });
  }
  return changes.sort((a, b) => a.at - b.at || a.rank - b.rank);
}

function changeOf(event: TimingEvent): Change['make'] | undefined {
  switch (event.type) {
    case 'sector':
      return (tower) => tower.with(event.car, (car) => event.lap === car.done + 1 && (car.sectors[event.sector - 1] = event.time));
    case 'overtake':
      return (tower) => tower.passed(event.car, event.passed);
    case 'pit':
      return (tower) =>
        tower.with(event.car, (car) => {
          if (event.phase === 'out') car.stops++;
          if (car.state === 'running' || car.state === 'pit') car.state = event.phase === 'in' ? 'pit' : 'running';
        });
    case 'retired':
      return (tower) => tower.out(event.car, event.reason);
    case 'finished':
      return (tower) => tower.finish();
    default:
      return undefined;
  }
}

/** s of race time; of a lap that was not timed, as far as its samples go. */
function endOf({ racetime, lap_time, samples, rate }: LapHead): number {
  return racetime + (lap_time ?? samples / rate);
}
