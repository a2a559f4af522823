import { describe, expect, it } from 'vitest';
import type { Standing, TimingEvent } from '../../../common/timing.ts';
import { readRaceEvents } from '../../../sim/control/race-events.ts';
import type { RaceConfig } from '../../../sim/race.ts';
import { reader, record, track } from '../recorded-race.ts';

const distance = reader('Distance');
const speed = reader('Speed');

type Of<T extends TimingEvent['type']> = Extract<TimingEvent, { type: T }>;

/** A race without breakdowns; every car's way since the line, m, and its speed, m/s, at each second. */
function run(config: Omit<RaceConfig, 'track'>) {
  const way: number[][] = [];
  const pace: number[][] = [];
  const recorded = record({ breakdowns: false, ...config }, (car, values, race) => {
    if (race.steps % race.stepsASecond !== 0) return;
    (way[race.time] ??= [])[car] = (race.lap(car) - 1) * track.length + distance(values);
    (pace[race.time] ??= [])[car] = speed(values);
  });
  const of = <T extends TimingEvent['type']>(type: T) => recorded.events.filter((event): event is Of<T> => event.type === type);
  const flags = of('flag').map(({ flag, phase, racetime }) => ({ flag, phase, racetime }));
  const towerAt = (time: number): Standing[] => of('standings').find(({ racetime }) => racetime >= time)!.rows;
  return { ...recorded, of, flags, way, pace, towerAt };
}

/** m from the first to the last car that is on the track at a second of the race. */
function spread(way: readonly number[], rows: readonly Standing[], cars: readonly { car: string }[]): number {
  const running = new Set(rows.filter((row) => row.state === 'running').map((row) => row.car));
  const ways = way.filter((_, i) => running.has(cars[i]!.car));
  return Math.max(...ways) - Math.min(...ways);
}

describe('a scripted safety car', () => {
  const CARS = 8;
  const events = readRaceEvents([{ lap: 3, type: 'safety-car', laps: 2, reason: 'debris' }]);
  const { of, flags, way, pace, towerAt, race, results } = run({ cars: CARS, laps: 8, seed: 11, events });
  const [out, ending, green] = ['out', 'ending', undefined].map((phase) =>
    flags.find((each) => each.phase === phase && (each.flag === 'safety-car' || each.racetime > 0))!,
  ) as [(typeof flags)[0], (typeof flags)[0], (typeof flags)[0]];

  it('comes out, says that it is ending and lets the race go at the line, whole laps later', () => {
    expect(flags.map(({ flag }) => flag)).toEqual(['green', 'safety-car', 'safety-car', 'green', 'chequered']);
    expect(of('flag')[1]!.reason).toBe('debris');
    // One lap to pick the field up, two behind it.
    const lead = of('lap').filter((event) => event.racetime > out.racetime && event.racetime <= green.racetime && event.position === 1);
    expect(new Set(lead.map((event) => event.lap)).size).toBe(3);
    const restart = of('lap').find((event) => Math.abs(event.racetime - green.racetime) < 0.1);
    expect(restart?.position).toBe(1);
  });

  it('slows the leader to under two thirds and bunches the field behind it', () => {
    const mean = (from: number, to: number): number => {
      const speeds = pace.slice(Math.ceil(from), Math.floor(to)).flat();
      return speeds.reduce((sum, value) => sum + value, 0) / speeds.length;
    };
    expect(mean(ending.racetime, green.racetime) / mean(green.racetime + 90, green.racetime + 170)).toBeLessThan(0.72);
    const before = spread(way[Math.floor(out.racetime)]!, towerAt(out.racetime), race.entries);
    const behind = spread(way[Math.floor(green.racetime) - 2]!, towerAt(green.racetime - 2), race.entries);
    expect(behind).toBeLessThan(before / 1.5);
    expect(behind).toBeLessThan(CARS * 25);
  });

  it('sees nobody pass from the word to the line', () => {
    expect(of('overtake').filter(({ racetime }) => racetime > out.racetime + 1 && racetime < green.racetime)).toEqual([]);
  });

  it('sees racing again after it', () => {
    const late = of('lap').filter(({ racetime }) => racetime > green.racetime + 100);
    expect(Math.min(...late.map((event) => event.lap_time))).toBeLessThan(90);
    expect(results.map((row) => row.laps)).toEqual(results.map(() => 8));
  });
});

describe('a virtual safety car', () => {
  const { of, flags, way, towerAt } = run({ cars: 6, laps: 4, seed: 5, events: readRaceEvents([{ at: 150, type: 'vsc', duration_s: 60 }]) });
  const green = flags.at(-2)!.racetime;

  it('comes and goes with a word before its end', () => {
    expect(flags.map(({ flag, phase }) => [flag, phase])).toEqual([
      ['green', undefined],
      ['vsc', 'out'],
      ['vsc', 'ending'],
      ['green', undefined],
      ['chequered', undefined],
    ]);
    expect(green).toBeGreaterThan(209);
    expect(green).toBeLessThan(213);
  });

  it('slows everybody by 35 to 40 % and keeps the gaps', () => {
    const before = towerAt(149);
    const after = towerAt(green + 30);
    expect(after.map((row) => row.car)).toEqual(before.map((row) => row.car));
    for (const [i, row] of after.entries()) if (i > 0) expect(Math.abs(row.gap! - before[i]!.gap!)).toBeLessThan(1.5);
    // The same stretch a lap later, at racing speed.
    for (let car = 0; car < 6; car++) {
      const [from, to] = [way[158]![car]!, way[208]![car]!].map((at) => at + track.length) as [number, number];
      const racing = way.findIndex((ways) => ways && ways[car]! >= to) - way.findIndex((ways) => ways && ways[car]! >= from);
      expect(racing / 50).toBeGreaterThan(0.58);
      expect(racing / 50).toBeLessThan(0.68);
    }
    expect(of('overtake').filter(({ racetime }) => racetime > 151 && racetime < green)).toEqual([]);
  });
});

describe('a yellow sector', () => {
  it('is shown and cleared by itself, slows the cars in it a little, and nobody passes there', () => {
    const events = readRaceEvents([{ at: 100, type: 'yellow', sector: 2, duration_s: 75 }]);
    const { of, flags, laps } = run({ cars: 4, laps: 4, seed: 5, events });
    expect(of('flag').map(({ flag, sector }) => [flag, sector])).toEqual([
      ['green', undefined],
      ['yellow', 2],
      ['clear', 2],
      ['chequered', undefined],
    ]);
    expect(flags[2]!.racetime - flags[1]!.racetime).toBeCloseTo(75, 1);
    for (const own of laps) {
      const lost = own[2]!.sectors[1]! / Math.min(own[3]!.sectors[1]!, own[4]!.sectors[1]!);
      expect(lost).toBeGreaterThan(1.04);
      expect(lost).toBeLessThan(1.25);
    }
    // Who comes into the sector side by side is apart a little later.
    const inside = (event: Of<'overtake'>): boolean => event.distance > track.sectors[0]! + 100 && event.distance < track.sectors[1]!;
    expect(of('overtake').filter((event) => event.racetime > 100 && event.racetime < 175 && inside(event))).toEqual([]);
  });
});

it('may end a race behind the safety car, in the order that it had', () => {
  const { flags, of, results } = run({ cars: 4, laps: 3, seed: 5, events: readRaceEvents([{ lap: 2, type: 'safety-car', laps: 9 }]) });
  expect(flags.map(({ flag }) => flag)).toEqual(['green', 'safety-car', 'chequered']);
  expect(of('overtake').filter(({ racetime }) => racetime > flags[1]!.racetime + 1)).toEqual([]);
  expect(results.map((row) => row.laps)).toEqual([3, 3, 3, 3]);
});
