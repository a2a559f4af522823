import { timeAt, type LapProgress } from './lap-progress.ts';
import { sectionTimes, type Section } from './sections.ts';

/** A section of the ideal lap, and which lap it is taken from. */
export interface IdealPart {
  /** Index among the laps. */
  lap: number;
  /** m. */
  from: number;
  to: number;
  /** s; what is added to that lap's time to get the ideal lap's. */
  shift: number;
}

export interface IdealLap {
  progress: LapProgress;
  parts: IdealPart[];
  /** s. */
  lapTime: number;
}

/**
 * The fastest of each section, put together. Its time is the sum of the best sections; speeds may jump where two laps meet. Null where no lap
 * is known over some section.
 * @param sections one after the other, from the line to the line
 */
export function idealLap(laps: readonly LapProgress[], sections: readonly Section[]): IdealLap | null {
  const times = laps.map((lap) => sectionTimes(lap, sections));
  const parts: IdealPart[] = [];
  let total = 0;
  for (const [i, { from, to }] of sections.entries()) {
    let best = -1;
    times.forEach((of, lap) => {
      if (of[i]! > 0 && (best < 0 || of[i]! < times[best]![i]!)) best = lap;
    });
    if (best < 0) return null;
    parts.push({ lap: best, from, to, shift: total - timeAt(laps[best]!, from) });
    total += times[best]![i]!;
  }
  return { progress: joined(laps, parts), parts, lapTime: total };
}

function joined(laps: readonly LapProgress[], parts: readonly IdealPart[]): LapProgress {
  const place: number[] = [0];
  const time: number[] = [0];
  const hole: number[] = [0];
  for (const { lap, from, to, shift } of parts) {
    const source = laps[lap]!;
    for (let i = 0; i < source.place.length; i++) {
      const at = source.place[i]!;
      if (at <= from) hole[hole.length - 1] = source.hole[i]!;
      if (at <= from || at >= to) continue;
      place.push(at);
      time.push(source.time[i]! + shift);
      hole.push(source.hole[i]!);
    }
    place.push(to);
    time.push(timeAt(source, to) + shift);
    hole.push(0);
  }
  return { place: Float64Array.from(place), time: Float64Array.from(time), hole: Uint8Array.from(hole), start: 0 };
}
