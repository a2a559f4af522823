import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CHANNELS } from '../common/channels.ts';
import { Recorder } from '../main/onboard/recorder.ts';
import { SampleSchedule } from '../main/onboard/sample-schedule.ts';
import { SampleDigest } from '../main/onboard/sample-digest.ts';
import { Race } from '../sim/race.ts';
import { findTrack, DEFAULT_TRACK } from '../sim/track/tracks.ts';
import type { Bench, BenchRow } from './bench.ts';

const WARM_UP = 120;
/** Samples a second at most: what is recorded when nothing is said, and all that the physics has. */
const USUAL = 100;
const FASTEST = 500;
/** Cars, and s of race that are measured: each about as long on the clock. */
const FIELDS = [[1, 1500], [5, 400], [10, 200], [20, 120], [40, 60]] as const;
const TWO_HOURS = 7200;
/** Of the usual circuit: two hours. */
const MANY_LAPS = 84;

function startRace(cars: number, step: 500 | 1000 = 500): Race {
  return new Race({ track: findTrack(DEFAULT_TRACK), cars, laps: MANY_LAPS, seed: 7, step, breakdowns: false });
}

/** Looks at the race after every step. */
type Watch = (race: Race) => () => void;

const unwatched: Watch = () => () => {};

/** Every channel read at its own rate, up to so many times a second. */
function reading(rate: number): Watch {
  return (race) => {
    const values = new Float64Array(CHANNELS.length);
    const schedule = new SampleSchedule(rate, race.stepsASecond);
    return () => {
      const slowest = schedule.slowestDue(race.steps);
      if (slowest === Infinity) return;
      for (let car = 0; car < race.entries.length; car++) race.sample(car, values, slowest);
    };
  };
}

/** As it is on board: digested, and encoded into frames, which are thrown away. */
function recording(rate: number): Watch {
  return (race) => {
    const recorder = new Recorder(race, rate, 0, new SampleDigest(CHANNELS.length));
    return () => recorder.collect(() => {});
  };
}

/** Simulated seconds per CPU second of this process, `seconds` of race time after a warm-up. */
function pace(cars: number, seconds: number, watch: Watch, step: 500 | 1000 = 500): number {
  const race = startRace(cars, step);
  const look = watch(race);
  const drive = (until: number): void => {
    while (race.time < until && !race.finished) {
      race.advance();
      look();
      if (race.steps % 500 === 0) race.takeEvents();
    }
  };
  drive(WARM_UP);
  const before = process.cpuUsage();
  drive(WARM_UP + seconds);
  const { user, system } = process.cpuUsage(before);
  return (race.time - WARM_UP) / ((user + system) / 1e6);
}

function run(): Promise<BenchRow[]> {
  pace(20, 30, recording(FASTEST));
  const rows: BenchRow[] = [];
  const paces = new Map<number, number>();
  for (const [cars, seconds] of FIELDS) {
    const what = `${cars} ${cars === 1 ? 'car' : 'cars'} at 500 Hz`;
    const plain = pace(cars, seconds, unwatched);
    paces.set(cars, plain);
    rows.push(
      { what, value: plain, unit: 'sim s/CPU s', note: `${(1e6 / (plain * 500 * cars)).toFixed(2)} µs a car and step` },
      { what: `… every channel read, up to ${USUAL} Hz`, value: pace(cars, seconds, reading(USUAL)), unit: 'sim s/CPU s', note: `${CHANNELS.length} channels` },
    );
  }
  for (const [cars] of FIELDS.slice(1)) {
    rows.push({ what: `${cars} cars: cost against that many times one car`, value: paces.get(1)! / paces.get(cars)! / cars, unit: '×' });
  }
  for (const rate of [USUAL, FASTEST]) {
    const note = 'each channel at its own rate, digested, encoded';
    rows.push({ what: `20 cars at 500 Hz, recorded at up to ${rate} Hz`, value: pace(20, 60, recording(rate)), unit: 'sim s/CPU s', note });
  }
  rows.push({ what: '20 cars at 500 Hz, every channel read, up to 500 Hz', value: pace(20, 60, reading(FASTEST)), unit: 'sim s/CPU s' });
  rows.push({ what: '20 cars at 1000 Hz', value: pace(20, 60, unwatched, 1000), unit: 'sim s/CPU s' });
  return Promise.resolve(process.env['LAPWING_LONG'] === '1' ? [...rows, ...twoHours()] : rows);
}

/** Memory and lap times at the start and at the end of two hours of 20 cars. */
function twoHours(): BenchRow[] {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const race = startRace(20);
  const laps: { ended: number; lapTime: number; tyreAge: number; fuel: number }[] = [];
  const advance = (until: number): number => {
    while (race.time < until && !race.finished) {
      race.advance();
      for (let car = 0; car < race.entries.length; car++) {
        const summary = race.takeSummary(car);
        if (summary?.lap_type === 'flying' && summary.lap_time !== null) {
          laps.push({ ended: race.time, lapTime: summary.lap_time, tyreAge: summary.tyre_age ?? 0, fuel: summary.fuel ?? 0 });
        }
      }
      if (race.steps % 500 === 0) race.takeEvents();
    }
    collect();
    return process.memoryUsage().heapUsed / 2 ** 20;
  };
  const early = advance(600);
  const late = advance(TWO_HOURS);
  const mean = (what: string, from: number, to: number): BenchRow => {
    const some = laps.filter(({ ended }) => ended >= from && ended < to);
    const of = (pick: (lap: (typeof laps)[number]) => number): number => some.reduce((sum, lap) => sum + pick(lap), 0) / some.length;
    const note = `${some.length} laps; tyres ${of((lap) => lap.tyreAge).toFixed(1)} laps old, ${of((lap) => lap.fuel).toFixed(0)} kg of fuel`;
    return { what, value: of((lap) => lap.lapTime), unit: 's', note };
  };
  const note = `${laps.length} flying laps in ${(race.time / 60).toFixed(0)} min`;
  return [
    { what: '20 cars, heap after ten minutes', value: early, unit: 'MiB', note: 'after a collection' },
    { what: '… after two hours', value: late, unit: 'MiB', note },
    mean('… flying laps in minutes 5 to 15, mean', 300, 900),
    mean('… in the last ten minutes, mean', race.time - 600, race.time + 1),
  ];
}

const bench: Bench = { name: 'sim', run };
export default bench;
