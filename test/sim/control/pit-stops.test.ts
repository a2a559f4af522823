import { describe, expect, it } from 'vitest';
import type { TimingEvent } from '../../../common/timing.ts';
import { readRaceEvents } from '../../../sim/control/race-events.ts';
import { lapwingPark } from '../../../sim/track/circuits/lapwing-park.ts';
import { shapeTrack } from '../../../sim/track/shape-track.ts';
import { Track } from '../../../sim/track/track.ts';
import { reader, record, track } from '../recorded-race.ts';

const distance = reader('Distance');
const speed = reader('Speed');

type Pit = Extract<TimingEvent, { type: 'pit' }>;
const pits = (events: readonly TimingEvent[]): Pit[] => events.filter((event) => event.type === 'pit');
const DRY = ['soft', 'medium', 'hard'];

describe('a stop', () => {
  const { pit, length } = track;
  const trace: { lap: number; distance: number; time: number; speed: number }[] = [];
  const { laps, events } = record({ cars: 1, laps: 8, seed: 3, breakdowns: false }, (_, values, race) => {
    trace.push({ lap: race.lap(0), distance: distance(values), time: race.time, speed: speed(values) });
  });
  const [own] = laps as [(typeof laps)[0]];
  const [into, out] = pits(events) as [Pit, Pit];
  /** Race time at which the car passed a place around the end of `lap`. */
  const timeAt = (lap: number, place: number): number => {
    const [onLap, at] = place < 0 ? [lap, place + length] : [lap + 1, place];
    return trace.find((sample) => sample.lap === onLap && sample.distance >= at)!.time;
  };
  const between = (lap: number, from: number, to: number): number => timeAt(lap, to) - timeAt(lap, from);

  it('holds the limit from line to line', () => {
    const [from, to] = [timeAt(into.lap, pit.limitFrom), timeAt(into.lap, pit.limitTo)];
    const zone = trace.filter(({ time }) => time > from && time < to);
    expect(Math.max(...zone.map((sample) => sample.speed))).toBeLessThan(pit.limit * 1.015);
  });

  it('takes the lane at the limit, the time on the jacks, and stopping and starting', () => {
    const lane = between(into.lap, pit.limitFrom, pit.limitTo);
    const rest = lane - (pit.limitTo - pit.limitFrom) / pit.limit - out.stationary!;
    expect(out.stationary).toBeGreaterThanOrEqual(2);
    expect(out.stationary).toBeLessThanOrEqual(3.4);
    expect(rest).toBeGreaterThan(1);
    expect(rest).toBeLessThan(5);
  });

  it('costs what the pit lane says: the way through it less the way past it', () => {
    const stop = own.findIndex((lap) => lap.lap_type === 'in');
    const flying = (own[stop - 1]!.lap_time! + own[stop + 2]!.lap_time!) / 2;
    const lost = own[stop]!.lap_time! + own[stop + 1]!.lap_time! - 2 * flying;
    const through = out.racetime - into.racetime;
    const past = between(stop - 1, pit.entry, pit.exit);
    expect(Math.abs(lost - (through - past))).toBeLessThan(1.5);
  });
});

describe('calls from the pit wall', () => {
  it('bring cars in early when rain wets the road, on tyres for it, and back onto dry ones when it has dried', () => {
    const events = readRaceEvents([{ at: 100, type: 'rain', intensity: 0.35, duration_s: 240 }]);
    const run = record({ cars: 4, laps: 20, seed: 5, events, breakdowns: false }, () => undefined);
    for (const { car } of run.race.entries) {
      const own = pits(run.events).filter((event) => event.car === car);
      const fitted = own.filter((event) => event.phase === 'out').map((event) => event.compound!);
      expect(fitted.some((compound) => compound === 'intermediate' || compound === 'wet')).toBe(true);
      expect(DRY).toContain(fitted.at(-1));
      expect(own.find((event) => event.phase === 'in')!.reason).toBe('wet road');
      expect(own.some((event) => event.phase === 'in' && event.reason === 'drying road')).toBe(true);
    }
    const weather = run.events.filter((event) => event.type === 'weather');
    expect(weather[0]).toMatchObject({ racetime: 0, rain: 0, wetness: 0 });
    expect(weather.some((event) => event.rain > 0.1 && event.wetness > 0.3)).toBe(true);
    expect(weather.at(-1)!.wetness).toBeLessThan(0.1);
  });

  it('start a wet race on tyres for the wet, without stops that the dry would ask for', () => {
    const run = record({ cars: 3, laps: 6, seed: 2, weather: 'wet', breakdowns: false }, () => undefined);
    for (const own of run.laps) expect(DRY).not.toContain(own[0]!.compound);
  });

  it('use the safety car for stops that were planned for later', () => {
    const plain = record({ cars: 6, laps: 12, seed: 5, breakdowns: false }, () => undefined);
    const events = readRaceEvents([{ lap: 4, type: 'safety-car', laps: 3 }]);
    const run = record({ cars: 6, laps: 12, seed: 5, events, breakdowns: false }, () => undefined);
    const early = pits(run.events).filter((event) => event.reason === 'safety car');
    expect(early.length).toBeGreaterThan(0);
    for (const { car, lap } of early) {
      expect(lap).toBeLessThan(pits(plain.events).find((event) => event.car === car)!.lap);
      expect(run.results.find((row) => row.car === car)!.stops).toBe(1);
    }
  });

  it('obey race control', () => {
    const events = readRaceEvents([{ at: 100, type: 'pit', car: 'car23', reason: 'loose part' }]);
    const run = record({ cars: 2, laps: 4, seed: 5, events, breakdowns: false }, () => undefined);
    const own = pits(run.events);
    expect(own.map(({ car, lap, phase }) => [car, lap, phase])).toEqual([
      ['car23', 2, 'in'],
      ['car23', 3, 'out'],
    ]);
    expect(own[0]!.reason).toBe('loose part');
  });
});

describe('the rule of two compounds', () => {
  it('holds in a dry race of some length and not in a short one', () => {
    const long = record({ cars: 4, laps: 6, seed: 9, breakdowns: false }, () => undefined);
    for (const own of long.laps) expect(new Set(own.map((lap) => lap.compound)).size).toBeGreaterThan(1);
    const short = record({ cars: 4, laps: 3, seed: 9, breakdowns: false }, () => undefined);
    expect(pits(short.events)).toEqual([]);
  });
});

describe('a pit lane', () => {
  const { pit } = lapwingPark;
  const moved = (by: number): Track => {
    const places = ['entry', 'exit', 'limitFrom', 'limitTo', 'firstBox'] as const;
    return new Track(shapeTrack({ ...lapwingPark, pit: { ...pit, ...Object.fromEntries(places.map((place) => [place, pit[place] + by])) } }));
  };

  it.each([
    ['before the line', -500, 2, 2, 'in', 'flying'],
    ['across it', 0, 2, 3, 'in', 'out'],
    ['behind it', 500, 3, 3, 'flying', 'in'],
  ])('may lie %s', (_, by, lapIn, lapOut, second, third) => {
    const events = readRaceEvents([{ at: 100, type: 'pit', car: 'car7' }]);
    const run = record({ track: moved(by), cars: 1, laps: 4, seed: 5, events, breakdowns: false }, () => undefined);
    expect(pits(run.events).map(({ phase, lap }) => [phase, lap])).toEqual([
      ['in', lapIn],
      ['out', lapOut],
    ]);
    expect(run.laps[0]!.map((lap) => lap.lap_type)).toEqual(['grid', 'flying', second, third, 'flying']);
    expect(run.laps[0]!.at(-1)!.compound).not.toBe(run.laps[0]![1]!.compound);
  });
});

it('lets a car wait while its team mate is served', () => {
  const events = readRaceEvents(['car7', 'car23'].map((car) => ({ at: 100, type: 'pit', car })));
  const run = record({ cars: 2, laps: 4, seed: 5, events, breakdowns: false }, () => undefined);
  const [first, second] = pits(run.events).filter((event) => event.phase === 'out') as [Pit, Pit];
  expect(first.car).not.toBe(second.car);
  // One box: the second is put on the jacks after the first has gone.
  expect(second.racetime - first.racetime).toBeGreaterThan(second.stationary! - 0.1);
});
