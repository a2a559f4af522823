import { lapTime, startTime } from '../format.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { IDEAL } from './overlay/messages.ts';
import { IDEAL_NAME, lapName } from './words.ts';

/** The circuit of what is exported. */
export const trackWords = (desk: AnalysisDesk): string => desk.track.peek()?.title ?? desk.trackName.peek() ?? 'unknown track';

/** What is to be known of exported values: track, what is in view, and a line for each lap. */
export function lapFacts(desk: AnalysisDesk, laps: readonly string[], range: string): (readonly [string, string])[] {
  return [['track', trackWords(desk)], ['range', range], ...laps.map((id) => ['lap', lapWords(desk, id)] as const)];
}

/** What a lap is called in legends and columns. */
export function lapNameOf(desk: AnalysisDesk, id: string | null): string {
  const lap = desk.pitWall.lapChoice.list.peek().find(({ row }) => row.id === id);
  return lap ? lapName(lap.row) : id === IDEAL ? IDEAL_NAME : 'none';
}

/** Name, time and whence. */
export function lapWords(desk: AnalysisDesk, id: string): string {
  const lap = desk.pitWall.lapChoice.list.peek().find(({ row }) => row.id === id);
  if (!lap) return `${IDEAL_NAME} ${lapTime(desk.summary.peek()?.idealTime ?? null)}, the best sections put together`;
  return `${lapName(lap.row)} ${lapTime(lap.row.lap_time)}, ${startTime(lap.started)}`;
}
