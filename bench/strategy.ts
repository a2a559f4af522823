import { readFileSync } from 'node:fs';
import type { Plan } from '../common/strategy.ts';
import { defaultInputs } from '../sim/strategy/defaults.ts';
import { RaceThreads } from '../main/strategy/race-threads.ts';
import { contest } from '../sim/strategy/contest.ts';
import { Ensemble } from '../sim/strategy/ensemble.ts';
import { readField } from '../sim/strategy/field-reader.ts';
import { soloOf, stintsOf } from '../sim/strategy/free-air.ts';
import { optimum } from '../sim/strategy/optimum.ts';
import { GREEN } from '../sim/strategy/phases.ts';
import { readReplanFile } from '../sim/strategy/replan-file.ts';
import { replan } from '../sim/strategy/replan.ts';
import { safetyCarTable } from '../sim/strategy/safety-car-table.ts';
import { Solo } from '../sim/strategy/solo.ts';
import { coverage } from '../test/sim/strategy/fit/ground-truth.ts';
import { simulatedLaps } from '../test/sim/strategy/fit/simulated-laps.ts';
import { fitRace } from '../sim/strategy/fit/fit-race.ts';
import { median, type BenchRow } from './bench.ts';

const LAPS = 53;

function twoStopPlans(): Plan[] {
  const plans: Plan[] = [];
  for (let first = 1; first < LAPS - 1; first++) {
    for (let second = first + 1; second < LAPS; second++) {
      plans.push({ compounds: ['soft', 'medium', 'hard'], inlaps: [first, second] });
    }
  }
  return plans;
}

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../test/fixtures/strategy/${name}.json`, import.meta.url), 'utf8'));
}

/** How often a second of this thread `act` is done, from seven rounds of about 0.3 s. `act` does `times` of it. */
function perCpuSecond(times: number, act: () => void): number {
  const rounds: number[] = [];
  for (let round = 0; round < 8; round++) {
    let done = 0;
    const start = process.cpuUsage();
    let used = 0;
    while (used < 300_000) {
      act();
      done += times;
      const { user, system } = process.cpuUsage(start);
      used = user + system;
    }
    if (round > 0) rounds.push((1e6 * done) / used);
  }
  return median(rounds);
}

function racesPerCpuSecond(noise: boolean, events: boolean): number {
  const ensemble = new Ensemble(readField(fixture('odds-spielberg-2019')), { noise, events, seed: 1 });
  return perCpuSecond(100, () => ensemble.run(ensemble.races, ensemble.races + 100));
}

/** Two plans through 10,000 random races each, rivals reacting, on two threads that have run before: s by the clock, and of the processor on the busier thread. */
async function twoPlans(): Promise<{ wall: number; busy: number }> {
  const spec = readField(fixture('odds-spielberg-2019'));
  const car = spec.cars.findIndex(({ id }) => id === 'VER');
  const { stints } = spec.cars[car]!;
  const threads = new RaceThreads(2);
  const walls: number[] = [];
  const busy: number[] = [];
  for (let round = 0; round < 6; round++) {
    const before = [...threads.busy];
    const start = performance.now();
    const plans = [stints, [stints[0]!, { ...stints[1]!, from: stints[1]!.from + 3 }]];
    const drive = threads.trial({ spec, car, plans, chance: { noise: true, events: true, seed: round }, rivals: true });
    const rules = { plans: 2, cars: spec.cars.length, runs: 10_000, risk: 0, finalists: 2 };
    for await (const { done } of contest(drive, rules)) if (done) walls.push((performance.now() - start) / 1000);
    busy.push(Math.max(...threads.busy.map((ms, i) => ms - before[i]!)) / 1000);
  }
  await threads.close();
  return { wall: median(walls.slice(1)), busy: median(busy.slice(1)) };
}

/** Fits of 100 races each whose wear, fuel effect and pit loss are known. */
function fits(): BenchRow[] {
  const cases = [
    { what: 'noise of the published field', noise: 1, events: false },
    { what: 'that noise, safety cars and retirements', noise: 1, events: true },
    { what: 'three tenths of that noise', noise: 0.3, events: false },
    { what: 'a seventh of that noise', noise: 0.15, events: false },
  ];
  return cases.flatMap(({ what, noise, events }): BenchRow[] => {
    const { races, covered, numbers, planned, lost } = coverage(100, noise, events);
    const note = Object.entries(numbers).map(([name, { told, within, width }]) => `${name}: ${within} of ${told}, ± ${width.toPrecision(2)}`).join('; ');
    return [
      { what: `fit, ${what}: races with every number within what it says`, value: covered, unit: `of ${races}`, note },
      { what: '… whose best plan loses under 1 s against the true one', value: lost.filter((s) => s < 1).length, unit: `of ${planned}`, note: `median ${median(lost).toFixed(2)} s` },
    ];
  });
}

async function run(): Promise<BenchRow[]> {
  const solo = new Solo(soloOf(defaultInputs(LAPS)));
  const plans = twoStopPlans().map(stintsOf);
  const plain = racesPerCpuSecond(false, false);
  const noisy = racesPerCpuSecond(true, false);
  const eventful = racesPerCpuSecond(true, true);
  const problem = { car: soloOf(defaultInputs(70)), compounds: ['soft', 'medium', 'hard'], startAge: 0, leastCompounds: 2 };
  const chances = { ...problem, comes: new Float64Array(72).fill(0.01), lengths: [0, 0.182, 0.25, 0.227, 0.193, 0.057, 0.068, 0.023] };
  const decision = readReplanFile(fixture('replan-catalunya-2019-safety-car'));
  const compared = await twoPlans();
  const driven = simulatedLaps(readField(fixture('odds-spielberg-2019')), 5, false)!;
  const field = '20 cars, 71 laps, one thread';
  return [
    { what: 'plans driven in free air', value: perCpuSecond(plans.length, () => plans.forEach((stints) => solo.drive(stints, GREEN))), unit: 'plans/CPU s', note: `${LAPS} laps, two stops, one thread` },
    { what: 'whole-field races without chance', value: plain, unit: 'races/CPU s', note: field },
    { what: '… with noise', value: noisy, unit: 'races/CPU s', note: 'lap times, starts, changes of tyres' },
    { what: '… with noise and events', value: eventful, unit: 'races/CPU s', note: 'safety cars, accidents, failures' },
    { what: '… with noise, against without chance', value: noisy / plain, unit: '×' },
    { what: 'two plans × 10,000 races with noise, events and rivals who react', value: compared.wall, unit: 's', note: 'two threads, by the clock' },
    { what: '… of the processor, on the busier of the two threads', value: compared.busy, unit: 'CPU s' },
    { what: 'optimum of up to three stops, 70 laps', value: 1000 / perCpuSecond(10, () => { for (let i = 0; i < 10; i++) optimum(problem, 3); }), unit: 'CPU ms', note: 'three compounds; exact' },
    { what: 'stop or stay, for a safety car on any lap', value: 1000 / perCpuSecond(1, () => safetyCarTable(chances)), unit: 'CPU ms', note: '70 laps, three compounds; exact' },
    { what: 'every way to go on with up to two stops', value: 1000 / perCpuSecond(1, () => replan(decision)), unit: 'CPU ms', note: '46 of 66 laps to go, under a safety car' },
    { what: 'fit of a whole race', value: 1000 / perCpuSecond(1, () => fitRace(driven)), unit: 'CPU ms', note: '1,400 laps of 20 cars' },
    ...fits(),
  ];
}

export default { name: 'strategy', run };
