import { TorcsLaps } from '../test/sim/fidelity/torcs-laps.ts';
import { Race } from '../sim/race.ts';
import { readTorcsCar } from '../main/interchange/torcs/car.ts';
import { torcsRoots } from '../main/interchange/torcs/installation.ts';
import { runTorcs, torcsProgram } from './torcs/run-torcs.ts';
import type { Bench, BenchRow } from './bench.ts';

const TRACK = 'forza';
const FIELDS = [{ cars: 1, laps: 13 }, { cars: 10, laps: 3 }, { cars: 20, laps: 3 }] as const;
/** s of a race before any that is measured: code that is not yet compiled. */
const WARM_UP = 20;

/** Headless TORCS and our simulator, the same number of cars on the same track, drivers included: simulated seconds per CPU second. */
async function run(): Promise<BenchRow[]> {
  const torcs = TorcsLaps.find();
  const program = torcsProgram();
  if (!torcs || program === undefined) {
    process.stderr.write('torcs: TORCS is not installed; install torcs and torcs-data.\n');
    return [];
  }
  const root = torcsRoots()[0]!;
  const car = readTorcsCar(`${root}/cars/car1-ow1/car1-ow1.xml`, { setup: `${root}/drivers/inferno/1/default.xml` });
  const rows: BenchRow[] = [];
  const race = (cars: number, laps: number): Race => new Race({ track: torcs.track(TRACK), cars, laps, seed: 7, car, breakdowns: false });
  pace(race(20, 2), WARM_UP);
  const short = await runTorcs(program, TRACK, 1, 1);
  const long = await runTorcs(program, TRACK, 1, FIELDS[0].laps);
  const loading = short.cpu - (short.simulated * (long.cpu - short.cpu)) / (long.simulated - short.simulated);
  for (const { cars, laps } of FIELDS) {
    const { simulated, cpu } = await runTorcs(program, TRACK, cars, laps);
    const theirs = simulated / (cpu - loading);
    const ours = pace(race(cars, laps), simulated);
    const what = `${cars} ${cars === 1 ? 'car' : 'cars'} on ${TRACK} at 500 Hz`;
    rows.push(
      { what: `${what}, TORCS`, value: theirs, unit: 'sim s/CPU s', note: `${simulated.toFixed(0)} s in ${cpu.toFixed(1)} s, ${loading.toFixed(1)} s of it to load` },
      { what: `${what}, Lapwing`, value: ours, unit: 'sim s/CPU s' },
      { what: '… ratio', value: ours / theirs, unit: '×' },
    );
  }
  return rows;
}

/** From the lights on until all are home, or so many s. */
function pace(race: Race, seconds: number): number {
  const before = process.cpuUsage();
  while (race.time < seconds && !race.finished) {
    race.advance();
    if (race.steps % 500 === 0) race.takeEvents();
  }
  const { user, system } = process.cpuUsage(before);
  return race.time / ((user + system) / 1e6);
}

const bench: Bench = { name: 'torcs', run };
export default bench;
