import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoggedMoment } from '../../test/sim/fidelity/logged-lap.ts';
import { FIGURES, type DrivenLaps } from '../../test/sim/fidelity/torcs-laps.ts';
import type { ReferenceLap } from '../../test/fixtures/torcs-figures/reference-laps.ts';
import { plotSpeed } from './plot-speed.ts';

export interface ComparedPair extends DrivenLaps {
  readonly reference: ReferenceLap;
}

export interface ComparedLap {
  readonly car: string;
  readonly track: string;
  readonly moments: readonly LoggedMoment[];
  /** m/s at every metre of our lap. */
  readonly trace: Float64Array;
  /** As a share of the mean speed. */
  readonly difference: number;
}

/** Writes `fidelity.md`, the tables, and `fidelity-CAR-TRACK.svg` for each logged lap into a folder. */
export function writeReport(folder: string, pairs: readonly ComparedPair[], logged: readonly ComparedLap[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'fidelity.md'), `${lapTable(pairs)}\n${figureTable(pairs)}\n${speedTable(logged)}`);
  for (const lap of logged) writeFileSync(join(folder, `fidelity-${lap.car}-${lap.track}.svg`), plotSpeed(lap));
}

function lapTable(pairs: readonly ComparedPair[]): string {
  const rows = pairs.map(({ reference, figures }) => {
    const { car, track, bestLap } = reference;
    return [car, track, figures.bestLap.toFixed(2), bestLap.toFixed(2), percent(figures.bestLap, bestLap)];
  });
  return table(['car', 'track', 'ours, s', 'TORCS, s', 'difference'], rows);
}

/** Where more than the lap was measured: ours / TORCS and the difference. */
function figureTable(pairs: readonly ComparedPair[]): string {
  const full = pairs.filter(({ reference }) => reference.fuel !== undefined);
  const rows = FIGURES.filter(({ field }) => field !== 'bestLap').map(({ field, what, unit }) => [
    unit === '' ? what : `${what}, ${unit}`,
    ...full.map(({ reference, figures }) => {
      const theirs = reference[field];
      const digits = field === 'gearChanges' || field === 'topSpeed' ? 0 : 2;
      return theirs === undefined
        ? figures[field].toFixed(digits)
        : `${figures[field].toFixed(digits)} / ${theirs.toFixed(digits)} (${percent(figures[field], theirs)})`;
    }),
  ]);
  return table(['ours / TORCS', ...full.map(({ reference }) => `${reference.car}, ${reference.track}`)], rows);
}

function speedTable(logged: readonly ComparedLap[]): string {
  return table(
    ['car', 'track', 'RMS difference of speed over distance'],
    logged.map(({ car, track, difference }) => [car, track, `${(100 * difference).toFixed(1)} % of the mean speed`]),
  );
}

function percent(ours: number, theirs: number): string {
  const value = 100 * (ours / theirs - 1);
  return `${value > 0 ? '+' : ''}${value.toFixed(1)} %`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(head) + line(head.map((_, i) => (i === 0 ? '---' : '---:'))) + rows.map(line).join('');
}
