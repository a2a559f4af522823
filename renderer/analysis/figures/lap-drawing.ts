import type { AnalysisDesk } from '../analysis-desk.ts';
import { drawOrder, lapLooks } from '../lap-looks.ts';
import type { LapLook } from '../overlay-strip.ts';

/** How each lap is drawn, and which is on top. */
export function looksOf(desk: AnalysisDesk, laps: readonly string[]): { looks: LapLook[]; order: number[] } {
  const chosen = desk.pitWall.lapChoice.list.value;
  const [focus, reference] = [desk.focus.value, desk.reference.value];
  return { looks: lapLooks(laps, chosen, focus, reference), order: drawOrder(laps, chosen, focus, reference) };
}

/** The values of a channel under the cursor, by lap, in the unit shown; NaN where there is none. */
export function cursorValues(desk: AnalysisDesk, laps: readonly string[], { name, scale }: { name: string; scale: number }): number[] {
  const values = desk.values.value;
  const row = values?.values[values.channels.findIndex((channel) => channel.name === name)];
  return laps.map((id) => (row?.[values!.laps.indexOf(id)] ?? NaN) * scale);
}
