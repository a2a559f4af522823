import { finestSections } from '../../common/analysis/sections.ts';
import type { AnalysisDesk } from './analysis-desk.ts';

/** A step of the cursor is this share of what is shown; with Shift ten of them. */
const STEP = 1 / 400;

/** What each key does, for the screen's list of them. */
export const KEY_WORDS: readonly (readonly [keys: string, words: string])[] = [
  ['← →', 'move the cursor (with Shift faster)'],
  ['+ −', 'zoom in and out at the cursor'],
  ['PgUp PgDn', 'move the view'],
  ['N P', 'show the next or the previous corner'],
  ['0', 'show the whole lap'],
  ['A B', 'put the range’s ends at the cursor'],
  ['Z', 'zoom to the range from A to B'],
  ['X', 'distance or time'],
  ['Esc', 'take the range away, then show the whole lap'],
];

/** Returns whether the key meant something. */
export function pressKey(desk: AnalysisDesk, { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): boolean {
  const action = actionOf(desk, key.length === 1 ? key.toLowerCase() : key, shiftKey ? 10 : 1);
  action?.();
  return action !== undefined;
}

function actionOf(desk: AnalysisDesk, key: string, times: number): (() => void) | undefined {
  const { from, to } = desk.shown;
  const cursor = desk.cursor.peek() ?? (from + to) / 2;
  const { a, b } = desk.marks.peek();
  const actions: Record<string, () => void> = {
    ArrowLeft: () => step(desk, cursor - times * STEP * (to - from)),
    ArrowRight: () => step(desk, cursor + times * STEP * (to - from)),
    PageUp: () => desk.pan(-0.5),
    PageDown: () => desk.pan(0.5),
    '+': () => desk.zoom(0.5, cursor),
    '=': () => desk.zoom(0.5, cursor),
    '-': () => desk.zoom(2, cursor),
    '0': () => (desk.span.value = null),
    a: () => (desk.marks.value = { a: cursor, b }),
    b: () => (desk.marks.value = { a, b: cursor }),
    z: () => zoomToRange(desk),
    x: () => desk.setAxis(desk.axis.peek() === 'distance' ? 'time' : 'distance'),
    n: () => showNeighbour(desk, cursor, 1),
    p: () => showNeighbour(desk, cursor, -1),
    Escape: () => (a === null && b === null ? (desk.span.value = null) : (desk.marks.value = { a: null, b: null })),
  };
  return actions[key];
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
