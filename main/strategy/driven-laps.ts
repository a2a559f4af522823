import type { LapHead } from '../../common/lap.ts';
import type { TimingEvent } from '../../common/timing.ts';
import type { DrivenLap, DrivenRace, Slow } from '../../sim/strategy/fit/driven-race.ts';

/** Water on the road from which lap times are those of the water. */
const WET = 0.03;

/** Puts together what cars have said at the end of their laps and what race control and the loops have said, as it comes and in any order. */
export class DrivenLaps {
  readonly #heads = new Map<string, LapHead>();
  /** Race time at which a car ended a lap, s, by car and lap. */
  readonly #ends = new Map<string, number>();
  /** s in the box, told with the lap on which the car goes out. */
  readonly #standing = new Map<string, number>();
  readonly #disturbed = new Set<string>();
  readonly #slow: Slow[] = [];
  readonly #yellow = new Map<number, Slow>();
  readonly #retired = new Map<string, number>();
  /** Flags that were heard: what is read from the store may come again. */
  readonly #heard = new Set<string>();
  #flag: Slow | undefined;
  #wet: Slow | undefined;
  #laps = 0;

  /** A lap has ended and its car has said what it was. */
  ended(head: LapHead): void {
    this.#heads.set(key(head.car, head.lap), head);
  }

  hear(event: TimingEvent): void {
    if (event.type === 'started') this.#laps = event.laps;
    else if (event.type === 'lap') this.#ends.set(key(event.car, event.lap), event.racetime);
    else if (event.type === 'pit' && event.phase === 'out' && event.stationary !== undefined) this.#standing.set(key(event.car, event.lap), event.stationary);
    else if (event.type === 'blue') this.#lapped(event.car, event.by, event.lap, event.racetime);
    else if (event.type === 'retired') this.#retired.set(event.car, event.racetime);
    else if (event.type === 'flag') this.#hearFlag(event);
    else if (event.type === 'weather') this.#hearWeather(event.racetime, event.wetness);
  }

  /** Who laps and who is lapped: of the one that laps, the lap that it is on. */
  #lapped(car: string, by: string, lap: number, racetime: number): void {
    this.#disturbed.add(key(car, lap));
    let on = lap;
    while ((this.#ends.get(key(by, on)) ?? Infinity) <= racetime) on++;
    this.#disturbed.add(key(by, on));
  }

  #hearFlag({ flag, racetime, sector = 0 }: Extract<TimingEvent, { type: 'flag' }>): void {
    const id = `${flag} ${racetime} ${sector}`;
    if (this.#heard.has(id)) return;
    this.#heard.add(id);
    if (flag === 'yellow') {
      const yellow: Slow = { start: racetime, end: Infinity, why: 'yellow' };
      if (this.#yellow.has(sector)) return;
      this.#yellow.set(sector, yellow);
      this.#slow.push(yellow);
    } else if (flag === 'clear') {
      const yellow = this.#yellow.get(sector);
      if (yellow) yellow.end = racetime;
      this.#yellow.delete(sector);
    } else if (flag === 'vsc' || flag === 'safety-car') {
      if (this.#flag?.why === flag) return;
      if (this.#flag) this.#flag.end = racetime;
      this.#flag = { start: racetime, end: Infinity, why: flag };
      this.#slow.push(this.#flag);
    } else if (this.#flag) {
      this.#flag.end = racetime;
      this.#flag = undefined;
    }
  }

  #hearWeather(racetime: number, wetness: number): void {
    if (wetness >= WET && !this.#wet) {
      this.#wet = { start: racetime, end: Infinity, why: 'wet' };
      this.#slow.push(this.#wet);
    } else if (wetness < WET && this.#wet) {
      this.#wet.end = racetime;
      this.#wet = undefined;
    }
  }

  /** Of the whole race; 0 until race control has said it. */
  get laps(): number {
    return this.#laps;
  }

  /** Cars that had stopped for good by a race time, s. */
  out(until = Infinity): ReadonlySet<string> {
    return new Set([...this.#retired].filter(([, racetime]) => racetime <= until).map(([car]) => car));
  }

  /** What was heard up to a race time, s. */
  race(until = Infinity): DrivenRace {
    const driven: DrivenLap[] = [];
    for (const [id, head] of this.#heads) {
      const { car, lap, lap_type, lap_time, compound, tyre_age, fuel, fuel_used } = head;
      if (lap < 1 || lap_time === null || compound === null || tyre_age === null) continue;
      const end = this.#ends.get(id) ?? head.racetime + lap_time;
      if (end > until) continue;
      const out = this.#outLap(car, lap, lap_type);
      driven.push({
        ...{ car, lap, start: end - lap_time, time: lap_time, out, in: lap_type === 'in' },
        // A car whose box is before the line has the new set on when the lap into the pits ends.
        ...this.#tyres(head),
        fuel: fuel === null || fuel_used === undefined ? null : fuel + fuel_used,
        standing: out ? (this.#standing.get(id) ?? this.#standing.get(key(car, lap - 1)) ?? null) : null,
        disturbed: this.#disturbed.has(id),
      });
    }
    return { laps: this.#laps, driven, slow: this.#slow.filter(({ start }) => start <= until).map((each) => (each.end > until ? { ...each, end: Infinity } : { ...each })) };
  }

  #outLap(car: string, lap: number, type: LapHead['lap_type']): boolean {
    return type === 'out' || this.#heads.get(key(car, lap - 1))?.lap_type === 'in';
  }

  #tyres({ car, lap, lap_type, compound, tyre_age }: LapHead): Pick<DrivenLap, 'compound' | 'age'> {
    const before = this.#heads.get(key(car, lap - 1));
    if (lap_type === 'in' && before?.compound && before.tyre_age !== null && before.lap > 0) return { compound: before.compound, age: before.tyre_age + 1 };
    return { compound: compound!, age: tyre_age! };
  }
}

function key(car: string, lap: number): string {
  return `${car}/${lap}`;
}
