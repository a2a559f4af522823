import { UsageError } from './command.ts';

const HIGHEST = 500;

/** `3,5-8` as the numbers it names, each once. Throws UsageError naming the part that is none. */
export function lapNumbers(text: string): number[] {
  const laps = new Set<number>();
  for (const part of text.split(',').map((each) => each.trim())) {
    const [, first, last = first] = /^(\d{1,3})(?:-(\d{1,3}))?$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (!(from <= to && to <= HIGHEST)) throw new UsageError(`--laps ${text}: ${JSON.stringify(part)} is neither a lap nor a run of laps such as 5-8, from 0 to ${HIGHEST}.`);
    for (let lap = from; lap <= to; lap++) laps.add(lap);
  }
  return [...laps];
}
