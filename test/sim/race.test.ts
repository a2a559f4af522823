import { describe, expect, it } from 'vitest';
import { CHANNELS } from '../../common/channels.ts';
import { type TimingEvent, timingEvent } from '../../common/timing.ts';
import { Race, STEPS_A_SECOND } from '../../sim/race.ts';
import { type RecordedRace, reader, record, track } from './recorded-race.ts';

const CARS = 20;
const LAPS = 6;

const distance = reader('Distance');
const offset = reader('Offset');
const fuel = reader('Fuel');
const wear = reader('TyreWearRL');
const place = reader('Position');

/** What is noted while the race is run, so that 1.5 million samples need not be kept. */
class Notes {
  readonly faults: string[] = [];
  readonly fuelNow = new Float64Array(CARS).fill(Infinity);
  readonly lapNow = new Int32Array(CARS).fill(-1);
  readonly distanceNow = new Float64Array(CARS);
  readonly wearNow = new Float64Array(CARS);
  wearFalls = 0;
  private readonly where = Array.from({ length: CARS }, () => ({ step: -1, distance: 0, offset: 0 }));
  /** Samples in a row for which a pair was in one spot, and the most there were. */
  private readonly together = new Int32Array(CARS * CARS);
  longestTogether = 0;

  take(car: number, values: Float64Array, race: Race): void {
    const say = (what: string): void => void this.faults.push(`${race.entries[car]!.car} at ${race.time}: ${what}`);
    for (let c = 0; c < values.length; c++) {
      const { name, min, max } = CHANNELS[c]!;
      if (!(values[c]! >= min - 1e-9 && values[c]! <= max + 1e-9)) say(`${name} is ${values[c]}`);
    }
    if (race.lap(car) === this.lapNow[car] && distance(values) < this.distanceNow[car]!) say('goes backwards');
    if (fuel(values) > this.fuelNow[car]!) say('gains fuel');
    if (wear(values) < this.wearNow[car]!) this.wearFalls++;
    if (!(place(values) >= 1 && place(values) <= CARS)) say('has no place');
    this.lapNow[car] = race.lap(car);
    this.distanceNow[car] = distance(values);
    this.fuelNow[car] = fuel(values);
    this.wearNow[car] = wear(values);
    if (race.steps % 50 === 0) this.locate(car, values, race.steps);
  }

  private locate(car: number, values: Float64Array, step: number): void {
    const here = this.where[car]!;
    Object.assign(here, { step, distance: distance(values), offset: offset(values) });
    for (let other = 0; other < car; other++) {
      const there = this.where[other]!;
      const touching = there.step === step && Math.abs(here.distance - there.distance) < 3.5 && Math.abs(here.offset - there.offset) < 1.4;
      const pair = car * CARS + other;
      this.together[pair] = touching ? this.together[pair]! + 1 : 0;
      this.longestTogether = Math.max(this.longestTogether, this.together[pair]);
    }
  }
}

describe(`a race of ${CARS} cars over ${LAPS} laps`, () => {
  const notes = new Notes();
  const run: RecordedRace = record({ cars: CARS, laps: LAPS, seed: 7 }, (car, values, race) => notes.take(car, values, race));
  const { race, events, laps, results } = run;
  const of = <T extends TimingEvent['type']>(type: T) => events.filter((event): event is Extract<TimingEvent, { type: T }> => event.type === type);

  it('samples finite values within their channels, distances that grow and fuel that falls', () => {
    expect(notes.faults.slice(0, 5)).toEqual([]);
  });

  it('wears tyres, and only a stop makes them new', () => {
    expect(notes.wearFalls).toBe(CARS);
    expect(Math.min(...notes.wearNow)).toBeGreaterThan(0.5);
  });

  it('never leaves two cars in one spot for two seconds', () => {
    expect(notes.longestTogether).toBeLessThan(20);
  });

  it('enters different drivers, two to a team', () => {
    expect(new Set(race.entries.map((entry) => entry.car)).size).toBe(CARS);
    expect(new Set(race.entries.map((entry) => entry.driver)).size).toBe(CARS);
    expect(new Set(race.entries.map((entry) => entry.team)).size).toBe(10);
    expect(race.entries.every((entry) => entry.car === `car${entry.number}`)).toBe(true);
    expect(race.entries.some((entry) => /[^\x20-\x7e]/.test(entry.driver))).toBe(true);
  });

  it('gives every car lap 0 and all its laps, with sectors that add up to lap times', () => {
    for (const [car, own] of laps.entries()) {
      expect(own.map((lap) => lap.lap)).toEqual(Array.from({ length: LAPS + 1 }, (_, lap) => lap));
      expect(own[0]).toMatchObject({ lap_type: 'grid', lap_time: null, sectors: [], tyre_age: 0 });
      for (const lap of own.slice(1)) {
        expect(lap.sectors).toHaveLength(3);
        expect(lap.sectors.reduce((sum, sector) => sum + sector)).toBeCloseTo(lap.lap_time!, 9);
      }
      expect(results.find((row) => row.car === race.entries[car]!.car)).toMatchObject({ laps: LAPS, stops: 1 });
    }
  });

  it('stops every car once, on an in-lap and an out-lap that cost time, with other tyres after it', () => {
    for (const own of laps) {
      const types = own.map((lap) => lap.lap_type);
      const stop = types.indexOf('in');
      expect(types.filter((type) => type === 'in')).toHaveLength(1);
      expect(types.filter((type) => type === 'out')).toHaveLength(1);
      expect(types[stop + 1]).toBe('out');
      expect(own[stop]!.tyre_age).toBe(stop - 1);
      expect(own[stop + 1]!.tyre_age).toBe(0);
      expect(own[stop + 1]!.compound).not.toBe(own[stop]!.compound);
      const best = Math.min(...own.filter((lap) => lap.lap_type === 'flying').map((lap) => lap.lap_time!));
      const lost = own[stop]!.lap_time! + own[stop + 1]!.lap_time! - 2 * best;
      expect(lost).toBeGreaterThan(12);
      expect(lost).toBeLessThan(50);
    }
    const stationary = of('pit').flatMap((event) => event.stationary ?? []);
    expect(stationary).toHaveLength(CARS);
    expect(Math.min(...stationary)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...stationary)).toBeLessThan(8);
  });

  it('classifies by laps and time, as the last laps and lap events say', () => {
    expect(results.map((row) => row.position)).toEqual(results.map((_, i) => i + 1));
    for (const [i, row] of results.entries()) {
      if (i > 0) expect(row.time_s).toBeGreaterThan(results[i - 1]!.time_s);
      const own = of('lap').filter((event) => event.car === row.car);
      expect(own.map((event) => event.lap)).toEqual(Array.from({ length: LAPS }, (_, lap) => lap + 1));
      for (let lap = 1; lap < LAPS; lap++) {
        expect(own[lap]!.racetime - own[lap - 1]!.racetime).toBeCloseTo(own[lap]!.lap_time, 9);
      }
      expect(own.at(-1)).toMatchObject({ racetime: row.time_s, position: row.position });
      expect(row.best_lap_s).toBe(Math.min(...own.map((event) => event.lap_time)));
      expect(laps[race.entries.findIndex((entry) => entry.car === row.car)]!.at(-1)!.position).toBe(row.position);
    }
  });

  it('says what the contract knows: flags, standings every quarter of a second, the end', () => {
    for (const event of events) if (event.type !== 'standings' || event.racetime % 10 === 0) expect(timingEvent.parse(event)).toEqual(event);
    const whole = of('flag').filter(({ sector }) => sector === undefined);
    expect(whole.map((event) => [event.flag, event.racetime])).toEqual([
      ['green', 0],
      ['chequered', results[0]!.time_s],
    ]);
    const towers = of('standings');
    for (const [i, tower] of towers.slice(0, -1).entries()) expect(tower.racetime).toBe((i * 125) / STEPS_A_SECOND);
    for (const { rows } of towers) expect(rows.map((row) => row.position)).toEqual(Array.from({ length: CARS }, (_, i) => i + 1));
    expect(events.at(-1)).toEqual({ type: 'finished', racetime: race.time, results });
  });

  it('gives gaps that grow down the tower and end as the results say', () => {
    const firstStop = of('pit')[0]!.racetime;
    const racing = of('standings').filter((tower) => tower.racetime > 60 && tower.racetime < firstStop);
    expect(racing.length).toBeGreaterThan(100);
    for (const { rows } of racing) {
      for (let i = 1; i < rows.length; i++) {
        expect(rows[i]!.gap).toBeGreaterThanOrEqual(0);
        expect(rows[i]!.interval).toBeGreaterThanOrEqual(0);
        // Gaps are told at timing marks: two cars side by side may have passed the last one the other way round.
        expect(rows[i]!.interval!).toBeLessThanOrEqual(rows[i]!.gap! + 0.2);
      }
    }
    const { rows } = of('standings').at(-1)!;
    for (const [i, row] of rows.entries()) {
      expect(row.state).toBe('finished');
      expect(row.gap).toBeCloseTo(results[i]!.time_s - results[0]!.time_s, 9);
    }
  });

  it('sees cars change places on the track', () => {
    const orders = of('standings').map(({ rows }) => rows.filter((row) => row.stops === 0 && row.state === 'running').map((row) => row.car));
    let passes = 0;
    for (let i = 1; i < orders.length; i++) {
      const before = orders[i - 1]!;
      const now = orders[i]!.filter((car) => before.includes(car));
      const kept = before.filter((car) => now.includes(car));
      if (now.some((car, k) => car !== kept[k])) passes++;
    }
    expect(passes).toBeGreaterThan(0);
  });

  it('tells every sector of every lap as it ends, with what it was against those before', () => {
    const sectors = of('sector');
    expect(sectors).toHaveLength(CARS * LAPS * 3);
    const fastest = [Infinity, Infinity, Infinity];
    const own = new Map<string, number>();
    for (const { car, lap, sector, time, best } of sectors.toSorted((a, b) => a.racetime - b.racetime)) {
      const index = race.entries.findIndex((entry) => entry.car === car);
      expect(laps[index]!.find((each) => each.lap === lap)!.sectors[sector - 1]).toBe(time);
      // Cars that pass in one step may be told in another order than by microseconds.
      const session = time < fastest[sector - 1]! - 0.01;
      if (session) expect(best).toBe('session');
      if (best === 'personal') expect(time).toBeLessThan(own.get(`${car} ${sector}`) ?? Infinity);
      if (best !== null) own.set(`${car} ${sector}`, time);
      fastest[sector - 1] = Math.min(fastest[sector - 1]!, time);
    }
    const bests = of('fastest-lap').map((event) => event.lap_time);
    expect(bests).toEqual(bests.toSorted((a, b) => b - a));
    expect(bests.at(-1)).toBe(Math.min(...results.map((row) => row.best_lap_s!)));
  });

  it('tells who passed whom on the track, and who passed is ahead', () => {
    const passes = of('overtake');
    expect(passes.length).toBeGreaterThan(0);
    for (const { car, passed, racetime } of passes) {
      const rows = of('standings').find((tower) => tower.racetime >= racetime)!.rows;
      const [ahead, behind] = [car, passed].map((name) => rows.find((row) => row.car === name)!) as [(typeof rows)[0], (typeof rows)[0]];
      expect([ahead.state, behind.state]).not.toContain('out');
      expect(ahead.position).toBeLessThan(behind.position);
    }
  });
});

describe('the edges', () => {
  it('runs one lap without a stop', () => {
    const { laps, results } = record({ cars: 2, laps: 1, seed: 3 }, () => undefined);
    expect(results.map((row) => row.stops)).toEqual([0, 0]);
    expect(laps.map((own) => own.map((lap) => lap.lap_type))).toEqual([
      ['grid', 'flying'],
      ['grid', 'flying'],
    ]);
  });

  it.each([
    [0, 5],
    [41, 5],
    [2, 0],
    [2.5, 5],
  ])('refuses %d cars over %d laps', (cars, laps) => {
    expect(() => new Race({ track, cars, laps, seed: 1 })).toThrow(RangeError);
  });
});
