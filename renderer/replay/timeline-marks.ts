import type { ReplayTimeline } from '../../common/replay.ts';
import { messageWords, type MessageWords } from '../control/message-words.ts';

/** Something that was said in the race, at its place on the position bar. */
export interface TimelineMark {
  racetime: number;
  mark: MessageWords['mark'];
  words: string;
}

/** Bar, of which this share around a mark is taken for the mark. */
const NEAR = 0.004;
/** Laps that are named: as many as can be read. */
const MOST_NAMES = 14;
const STEPS = [1, 2, 5, 10, 20, 50, 100];

/**
 * What of a race is marked: race control, retirements and fastest laps of all cars, pit stops of those that are followed.
 * @param name of a car, as it is to be called
 */
export function timelineMarks({ marks }: ReplayTimeline, followed: readonly string[], name: (car: string) => string): TimelineMark[] {
  return marks
    .filter((message) => message.type !== 'pit' || followed.includes(message.car))
    .map((message) => {
      const { mark, text } = messageWords(message, name);
      return { racetime: message.racetime, mark, words: text };
    });
}

/** The mark nearest to a race time, if one is near on a bar of this length, s; else null. */
export function nearestMark(marks: readonly TimelineMark[], racetime: number, length: number): TimelineMark | null {
  let nearest: TimelineMark | null = null;
  let least = NEAR * length;
  for (const mark of marks) {
    const away = Math.abs(mark.racetime - racetime);
    if (away > least) continue;
    nearest = mark;
    least = away;
  }
  return nearest;
}

/** Every so many laps one is named. */
export function lapStep(laps: number): number {
  return STEPS.find((step) => laps / step <= MOST_NAMES) ?? Math.ceil(laps / MOST_NAMES);
}
