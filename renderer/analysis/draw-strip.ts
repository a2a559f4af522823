import type { AnalysisDesk } from './analysis-desk.ts';
import { drawOrder, lapLooks } from './lap-looks.ts';
import type { OverlayStrip } from './overlay-strip.ts';

/** Draws a channel of all laps, or delta-time for null, as far as the worker has answered; `root` says how many lines and points those are. */
export function drawStrip(desk: AnalysisDesk, channel: string | null, chart: OverlayStrip, root: HTMLElement): void {
  const view = desk.view.value;
  if (!view) return;
  const at = view.channels.findIndex(({ name }) => name === channel);
  if (channel !== null && at < 0) return;
  const laps = desk.pitWall.lapChoice.list.value;
  const { axis, from, to, reference } = view;
  const focus = desk.focus.value;
  const lines = channel === null ? view.deltas : view.lines[at]!;
  const range = channel === null ? view.deltaRange : view.ranges[at]!;
  chart.draw({
    ...{ axis, from, to, lines, range, track: desk.track.value },
    looks: lapLooks(view.laps, laps, focus, reference),
    order: drawOrder(view.laps, laps, focus, reference),
  });
  root.dataset['lines'] = String(lines.filter((line) => line !== null).length);
  root.dataset['points'] = String(lines.reduce((sum, line) => sum + (line?.length ?? 0) / 2, 0));
}
