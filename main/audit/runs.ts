/** Consecutive whole numbers, both ends included. Lists of them are in order and neither touch nor overlap. */
export interface Run {
  from: number;
  to: number;
}

/** @param numbers in ascending order, none twice */
export function runsOf(numbers: Iterable<number>): Run[] {
  const runs: Run[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && number === last.to + 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs;
}

/** The same numbers as the given runs, which may overlap and come in any order. */
export function joined(runs: readonly Run[]): Run[] {
  const whole: Run[] = [];
  for (const { from, to } of runs.toSorted((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}

/** Everything below `end`. */
export function below(end: number): Run[] {
  return end > 0 ? [{ from: 0, to: end - 1 }] : [];
}

/** What is in `runs` and not in `taken`. */
export function without(runs: readonly Run[], taken: readonly Run[]): Run[] {
  const left: Run[] = [];
  let next = 0;
  for (const run of runs) {
    let { from } = run;
    while (next < taken.length && taken[next]!.to < from) next++;
    for (let t = next; t < taken.length && taken[t]!.from <= run.to; t++) {
      const { from: start, to: end } = taken[t]!;
      if (start > from) left.push({ from, to: start - 1 });
      from = Math.max(from, end + 1);
    }
    if (from <= run.to) left.push({ from, to: run.to });
  }
  return left;
}

/** How many numbers the runs hold. */
export function sizeOf(runs: readonly Run[]): number {
  return runs.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}

/** The number after the last one; 0 when there is none. */
export function endOf(runs: readonly Run[]): number {
  return (runs.at(-1)?.to ?? -1) + 1;
}
