import { timeAt, type LapProgress } from './lap-progress.ts';

/** A stretch of the track that is timed: a sector, or a corner with its way in and out. */
export interface Section {
  name: string;
  kind: 'sector' | 'corner';
  /** From the line, m. */
  from: number;
  to: number;
  /** The sector that it is or lies in, from 0. */
  sector: number;
}

/** What of a circuit divides it: `TrackView` has it. */
export interface Divisions {
  /** m. */
  length: number;
  /** Way from the line to the end of each sector but the last, m. */
  sectors: readonly number[];
  /** Apexes, m. */
  corners: readonly { name: string; distance: number }[];
}

/**
 * The sectors, each followed by its corners. One corner ends and the next begins halfway between their apexes, or at the end of the sector where
 * that lies between them: every metre belongs to one corner, and the corners of a sector add up to it.
 */
export function sectionsOf({ length, sectors, corners }: Divisions): Section[] {
  const ends = [...sectors.filter((end) => end > 0 && end < length), length];
  let from = 0;
  return ends.flatMap((to, sector) => {
    const begin = from;
    from = to;
    const inside = corners.filter(({ distance }) => distance >= begin && distance < to).toSorted((a, b) => a.distance - b.distance);
    const whole: Section = { name: `S${sector + 1}`, kind: 'sector', from: begin, to, sector };
    return [whole, ...inside.map((corner, i): Section => cornerSection(corner, inside[i - 1], inside[i + 1], whole))];
  });
}

function cornerSection(corner: Divisions['corners'][number], before: typeof corner | undefined, after: typeof corner | undefined, { from, to, sector }: Section): Section {
  const halfway = (other: typeof corner): number => (corner.distance + other.distance) / 2;
  return { name: corner.name, kind: 'corner', from: before ? halfway(before) : from, to: after ? halfway(after) : to, sector };
}

/** The finest sections that together make the whole lap: the corners, and the sectors that have none. */
export function finestSections(sections: readonly Section[]): Section[] {
  return sections.filter((section) => section.kind === 'corner' || !sections.some((other) => other.kind === 'corner' && other.sector === section.sector));
}

/** s from the beginning to the end of each section; NaN where either is not known. */
export function sectionTimes(lap: LapProgress, sections: readonly Section[]): number[] {
  return sections.map(({ from, to }) => timeAt(lap, to) - timeAt(lap, from));
}
