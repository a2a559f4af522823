import { TorcsLaps } from '../test/sim/fidelity/torcs-laps.ts';
import { Race } from '../sim/race.ts';
import { readTorcsCar } from '../main/interchange/torcs/car.ts';
import { torcsRoots } from '../main/interchange/torcs/installation.ts';
import { runTorcs, torcsProgram } from './torcs/run-torcs.ts';
import type { Bench, BenchRow } from './bench.ts';

const TRACK = 'forza';
const FIELDS = [{ cars: 1, laps: 12 }, { cars: 10, laps: 2 }, { cars: 20, laps: 2 }];
/** s of one of our races that are left out of the figure: code that is not yet compiled. */
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
  for (const { cars, laps } of FIELDS) {
    const short = await runTorcs(program, TRACK, cars, 1);
    const whole = await runTorcs(program, TRACK, cars, laps + 1);
    const theirs = (whole.simulated - short.simulated) / (whole.cpu - short.cpu);
    const race = new Race({ track: torcs.track(TRACK), cars, laps: laps + 2, seed: 7, car, breakdowns: false });
    const ours = pace(race, cars === 1 ? 600 : 120);
    const what = `${cars} ${cars === 1 ? 'car' : 'cars'} on ${TRACK} at 500 Hz`;
    rows.push(
      { what: `${what}, TORCS`, value: theirs, unit: 'sim s/CPU s', note: `${whole.simulated.toFixed(0)} s in ${whole.cpu.toFixed(1)} s, less a race of one lap` },
      { what: `${what}, Lapwing`, value: ours, unit: 'sim s/CPU s' },
      { what: '… ratio', value: ours / theirs, unit: '×' },
    );
  }
  return rows;
}

function pace(race: Race, seconds: number): number {
  const drive = (until: number): void => {
    while (race.time < until && !race.finished) {
      race.advance();
      if (race.steps % 500 === 0) race.takeEvents();
    }
  };
  drive(WARM_UP);
  const before = process.cpuUsage();
  const began = race.time;
  drive(WARM_UP + seconds);
  const { user, system } = process.cpuUsage(before);
  return (race.time - began) / ((user + system) / 1e6);
}

const bench: Bench = { name: 'torcs', run };
export default bench;
