import type { PitWall } from '../state/pit-wall.ts';
import { AnalysisDesk } from './analysis-desk.ts';

/** What was chosen and zoomed to is there again when the screen is, and the same in all panels of a window. */
const desks = new WeakMap<PitWall, AnalysisDesk>();

export function deskOf(pitWall: PitWall): AnalysisDesk {
  let desk = desks.get(pitWall);
  if (!desk) desks.set(pitWall, (desk = new AnalysisDesk(pitWall)));
  return desk;
}
