import { loggedLap } from '../test/sim/fidelity/logged-lap.ts';
import { FIGURES, LOGGED_LAPS, speedDifference, TorcsLaps } from '../test/sim/fidelity/torcs-laps.ts';
import { REFERENCE_LAPS } from '../test/fixtures/torcs-figures/reference-laps.ts';
import { writeReport } from './fidelity/report.ts';
import type { Bench, BenchRow } from './bench.ts';

const LAPS = 3;

/** Drives every car and track that TORCS was measured with; with `LAPWING_REPORT` set to a folder, leaves tables and plots there. */
async function run(): Promise<BenchRow[]> {
  const torcs = TorcsLaps.find();
  if (!torcs) {
    process.stderr.write('fidelity: TORCS is not installed; install torcs-data or set TORCS_DATA to its folder.\n');
    return [];
  }
  const pairs = REFERENCE_LAPS.map((reference) => ({ reference, ...torcs.drive(reference, { laps: LAPS }) }));
  const logged = LOGGED_LAPS.map((lap) => {
    const moments = loggedLap(`${lap.car}-${lap.track}`);
    const { solo } = torcs.drive(lap, { laps: LAPS, fuel: lap.fuel });
    return { ...lap, moments, trace: solo.trace, difference: speedDifference(solo, moments) };
  });
  const { LAPWING_REPORT } = process.env;
  if (LAPWING_REPORT) writeReport(LAPWING_REPORT, pairs, logged);
  return [
    ...pairs.flatMap(({ reference, figures }) =>
      FIGURES.flatMap(({ field, what, unit }): BenchRow[] => {
        const theirs = reference[field];
        if (theirs === undefined) return [];
        const percent = 100 * (figures[field] / theirs - 1);
        return [{ what: `${reference.car} on ${reference.track}: ${what}`, value: figures[field], unit, note: `TORCS ${theirs}, ${signed(percent)} %` }];
      }),
    ),
    ...logged.map(({ car, track, difference }) => ({
      what: `${car} on ${track}: speed over distance against TORCS's`, value: 100 * difference, unit: '%', note: 'RMS, of the mean speed',
    })),
  ];
}

function signed(percent: number): string {
  return `${percent > 0 ? '+' : ''}${percent.toFixed(1)}`;
}

const bench: Bench = { name: 'fidelity', run };
export default bench;
