import { finestSections } from '../../common/analysis/sections.ts';
import { command } from '../commands/command.ts';
import type { Command } from '../commands/command.ts';
import type { PanelKind } from '../workspace/layout.ts';
import type { AnalysisDesk } from './analysis-desk.ts';
import { markerKey } from './markers.ts';
import { openReport } from './report/ReportButton.tsx';
import { reportHindrance } from './report/report-sheet.ts';

/** A step of the cursor is this share of what is shown. */
const STEP = 1 / 400;
/** So many of them with Shift. */
const FAR = 10;

/** What can be done with the charts of laps over each other. */
export function chartCommands(desk: AnalysisDesk): Command[] {
  const at = (): number => desk.cursor.peek() ?? (desk.shown.from + desk.shown.to) / 2;
  const move = (steps: number) => (): void => step(desk, at() + steps * STEP * (desk.shown.to - desk.shown.from));
  const one = (id: string, name: string, keys: string[], run: () => void, hindrance: Command['hindrance'] = () => null): Command =>
    command({ id: `analysis.${id}`, group: 'Laps over each other', name, keys, run, hindrance });
  const show = (kind: PanelKind) => (): void => desk.pitWall.workspace.open(kind);
  const whole = (): string | null => (desk.span.value === null ? 'The whole lap is shown.' : null);
  const marked = (): boolean => desk.marks.value.a !== null || desk.marks.value.b !== null;
  return [
    one('left', 'Cursor to the left', ['ArrowLeft'], move(-1)),
    one('right', 'Cursor to the right', ['ArrowRight'], move(1)),
    one('far-left', 'Cursor far to the left', ['Shift+ArrowLeft'], move(-FAR)),
    one('far-right', 'Cursor far to the right', ['Shift+ArrowRight'], move(FAR)),
    one('zoom-in', 'Zoom in at the cursor', ['+', '='], () => desk.zoom(0.5, at())),
    one('zoom-out', 'Zoom out at the cursor', ['-'], () => desk.zoom(2, at())),
    one('pan-left', 'Move the view to the left', ['PageUp'], () => desk.pan(-0.5)),
    one('pan-right', 'Move the view to the right', ['PageDown'], () => desk.pan(0.5)),
    one('next-corner', 'Show the next corner', ['n'], () => showNeighbour(desk, at(), 1)),
    one('corner-before', 'Show the corner before', ['p'], () => showNeighbour(desk, at(), -1)),
    one('whole', 'Show the whole lap', ['0'], () => (desk.span.value = null), whole),
    one('a', 'Put A, an end of the range, at the cursor', ['a'], () => (desk.marks.value = { ...desk.marks.peek(), a: at() })),
    one('b', 'Put B, an end of the range, at the cursor', ['b'], () => (desk.marks.value = { ...desk.marks.peek(), b: at() })),
    one('mark', 'Put a marker at the cursor', ['k'], () => desk.mark(at()), () => (desk.focus.value === null ? 'Choose a lap first: a marker belongs to the lap that is looked at.' : null)),
    one('next-mark', 'Go to the next marker', ['j'], () => nextMarker(desk, at()), () => (desk.markers.all.value.length === 0 ? 'There is no marker: K puts one at the cursor.' : null)),
    one('zoom-range', 'Zoom to the range from A to B', ['z'], () => zoomToRange(desk), () => (isRange(desk.marks.value) ? null : 'No range is marked: drag one, or press A and B.')),
    one('tyre-age', 'Show lap times by tyre age', ['l'], show('tyre-age')),
    one('sheet', 'Report of this lap, to print', ['Mod+p'], () => void openReport(desk), () => reportHindrance(desk)),
    one('map', 'Show the map of a lap', ['v'], show('lap-map')),
    one('scatter', 'Show the scatter and G–G diagram', ['g'], show('scatter')),
    one('histogram', 'Show the histogram', ['i'], show('histogram')),
    one('spectrum', 'Show the spectrum', ['f'], show('spectrum')),
    one('sections', 'Show sectors and corners', ['s'], show('sections')),
    one('report', 'Show the channel report', ['d'], show('report')),
    one('axis', 'Laps by distance or time', ['x'], () => desk.setAxis(desk.axis.peek() === 'distance' ? 'time' : 'distance')),
    one('escape', 'Take the range away, then show the whole lap', ['Escape'], () => (marked() ? (desk.marks.value = { a: null, b: null }) : (desk.span.value = null)), () => (marked() ? null : whole())),
  ];
}

const isRange = ({ a, b }: { a: number | null; b: number | null }): boolean => a !== null && b !== null && a !== b;

/** The next one to the right of the cursor, after the last the first. */
function nextMarker(desk: AnalysisDesk, cursor: number): void {
  const places = desk.markerPlaces.peek();
  const markers = desk.markers.all.peek().map((marker) => ({ marker, x: places.get(markerKey(marker)) ?? NaN })).filter(({ x }) => !Number.isNaN(x)).toSorted((a, b) => a.x - b.x);
  const next = markers.find(({ x }) => x > cursor + 1e-6) ?? markers[0];
  if (next) desk.jumpTo(next.marker, next.x);
}

/** Moves the cursor, and the view with it where it would leave it. */
function step(desk: AnalysisDesk, x: number): void {
  desk.moveCursor(x);
  const { from, to } = desk.shown;
  const at = desk.cursor.peek()!;
  if (at < from || at > to) desk.show(at - (to - from) / 2, at + (to - from) / 2);
}

export function zoomToRange(desk: AnalysisDesk): void {
  const { a, b } = desk.marks.peek();
  if (a !== null && b !== null && a !== b) desk.show(Math.min(a, b), Math.max(a, b));
}

/** Room on either side of a section that is shown, as a share of it. */
const AROUND = 0.08;

/** Shows a stretch of the track, with the cursor in it. */
export function showSection(desk: AnalysisDesk, { from, to }: { from: number; to: number }): void {
  if (desk.axis.peek() !== 'distance') desk.setAxis('distance');
  const room = AROUND * (to - from);
  desk.show(from - room, to + room);
  const at = desk.cursor.peek();
  if (at === null || at < from || at > to) desk.moveCursor((from + to) / 2);
}

function showNeighbour(desk: AnalysisDesk, cursor: number, way: 1 | -1): void {
  const sections = finestSections(desk.summary.peek()?.sections ?? []);
  if (sections.length === 0 || desk.axis.peek() !== 'distance') return;
  const now = sections.findIndex(({ from, to }) => cursor >= from && cursor < to);
  const wanted = desk.span.peek() === null && way === 1 ? Math.max(now, 0) : (now + way + sections.length) % sections.length;
  const { from, to } = sections[wanted]!;
  desk.moveCursor((from + to) / 2);
  showSection(desk, { from, to });
}
